import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { browse } from './browse';
import { listed } from '../../shared/parameters/locatorList';

/** Folders for a locator that cannot mean the topmost one; see `browse`. */
export async function searchSubfolders(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listed(browse(this, filter, 'folder'), paginationToken);
}
