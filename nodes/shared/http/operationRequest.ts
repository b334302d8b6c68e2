import type { IExecutePaginationFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { commonOptions } from './commonOptions';
import { fillPath } from './pathTemplate';
import type { Service } from './service';
import { isAbsoluteUrl } from './serviceUrl';

/** Fills the path, leaves out query parameters that were not set, and adds the origin where needed. */
export async function requestOptions(
	context: IExecutePaginationFunctions,
	service: Service,
	{ url = '', qs = {}, ...rest }: IHttpRequestOptions,
	anonymous: boolean,
): Promise<IHttpRequestOptions> {
	const entries = Object.entries(qs);
	const values = Object.fromEntries(
		entries
			.filter(([name]) => isPlaceholder(name))
			.map(([name, value]) => [name.slice(1, -1), value]),
	);
	const query = Object.fromEntries(
		entries.filter(
			([name, value]) =>
				!isPlaceholder(name) && value !== '' && value !== null && value !== undefined,
		),
	);
	return {
		...rest,
		url: isAbsoluteUrl(url) ? url : service.basePath + fillPath(url, values),
		qs: query,
		...(await commonOptions(context, service, anonymous)),
	};
}

function isPlaceholder(name: string): boolean {
	return name.startsWith('{') && name.endsWith('}');
}
