import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { wholeList } from '../../shared/http/items/pages';
import type { Pages } from '../../shared/http/items/pages';
import type { ServiceRequest } from '../../shared/http/request';
import { requestPages } from '../../shared/http/items/requestPages';
import { isRecord } from '../../shared/util/isRecord';
import { docSpace } from '../service/docSpace';
import { withListAdvice } from '../service/listAdvice';

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
		throw withListAdvice(context, error, 'locator');
	}
}
