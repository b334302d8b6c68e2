import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { browse } from './browse';

/** Files for a locator; see `browse`. */
export async function searchFiles(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await browse(this, filter, (node) => node.is_directory !== true);
}
