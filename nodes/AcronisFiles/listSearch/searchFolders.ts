import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { ROOT } from '../entries/entryField';
import { browse } from './browse';
import { listed } from '../../shared/parameters/locatorList';

/** Folders for a locator, the topmost one first; see `browse`. */
export async function searchFolders(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listed(folders(this, filter), paginationToken);
}

async function* folders(context: ILoadOptionsFunctions, filter = '') {
	if (filter === '' || filter === '/') yield { name: '/', value: ROOT };
	yield* browse(context, filter, 'folder');
}
