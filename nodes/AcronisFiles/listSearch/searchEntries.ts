import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { browse } from './browse';
import { listed } from '../../shared/parameters/locatorList';

/** Files and folders for a locator; see `browse`. */
export async function searchEntries(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listed(browse(this, filter, 'either'), paginationToken);
}
