import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { errorNode } from '../../shared/context';
import { wholeList } from '../../shared/http/pages';
import type { Pages } from '../../shared/http/pages';
import type { ServiceRequest } from '../../shared/http/request';
import { requestPages } from '../../shared/http/requestPages';
import { isRecord } from '../../shared/util/isRecord';
import { docSpace } from '../service/docSpace';

/**
 * The rows of a list, read only as far as they are asked for.
 *
 * @throws NodeApiError that says to type the ID, where the owner of the key may not see the list.
 */
export async function* rowsOf(
	context: ILoadOptionsFunctions,
	list: ServiceRequest,
	pages: Pages = wholeList,
): AsyncGenerator<IDataObject> {
	try {
		for await (const { rows } of requestPages(context, docSpace, list, pages)) {
			for (const row of rows) if (isRecord(row)) yield row;
		}
	} catch (error) {
		throw withAdvice(context, error);
	}
}

function withAdvice(context: ILoadOptionsFunctions, error: unknown): unknown {
	if (!(error instanceof NodeApiError) || error.httpCode !== '403') return error;
	const message = 'The key may not read this list: choose By ID';
	const description = `Without the list, type the ID. ${error.message}. ${error.description ?? ''}`;
	return new NodeApiError(
		errorNode(context),
		{ message },
		{ message, description, httpCode: '403' },
	);
}
