import type { RequestContext } from '../../context';
import type { Pages } from './pages';
import { checkPageCeiling } from './pages';
import type { ServiceRequest } from '../request';
import { request } from '../request';
import type { Service, ServiceResponse } from '../service';

/** One page of a list. */
export interface Page {
	/** The rows that no earlier page had. */
	rows: unknown[];
	response: ServiceResponse;
}

/**
 * Reads a list page by page, for lists, triggers and steps of an operation. It reads only as far as
 * it is asked to.
 *
 * @throws NodeApiError when a page could not be read; NodeOperationError at the page ceiling.
 */
export async function* requestPages(
	context: RequestContext,
	service: Service,
	list: ServiceRequest,
	pages: Pages,
): AsyncGenerator<Page> {
	const reader = pages();
	for (let page = 0; !reader.finished(); page++) {
		checkPageCeiling(context, page);
		const { response, rows } = await request(context, service, {
			...list,
			qs: { ...list.qs, ...reader.query() },
		});
		yield { rows: reader.accept(response, rows), response };
	}
}
