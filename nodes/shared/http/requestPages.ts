import { NodeOperationError } from 'n8n-workflow';

import { itemsOf } from './items';
import type { Pages } from './pages';
import { PAGE_CEILING } from './pages';
import type { ServiceRequest } from './request';
import { request } from './request';
import type { RequestContext, Service, ServiceResponse } from './service';

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
		if (page === PAGE_CEILING) {
			throw new NodeOperationError(
				context.getNode(),
				`${service.displayName} gave more than ${PAGE_CEILING} pages of one list`,
				{ description: 'Narrow the list down, for example with filters.' },
			);
		}
		const { response, result } = await request(context, service, {
			...list,
			qs: { ...list.qs, ...reader.query() },
		});
		yield { rows: reader.accept(response, itemsOf(result)), response };
	}
}
