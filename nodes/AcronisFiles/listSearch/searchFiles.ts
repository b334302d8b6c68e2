import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { browse } from './browse';
import { listed } from '../../shared/parameters/locatorList';

/** Files for a locator; see `browse`. */
export async function searchFiles(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listed(browse(this, filter, 'file'), paginationToken);
}
