import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { ROOT } from '../locators';
import { browse } from './browse';

/** Folders for a locator, the topmost one first; see `browse`. */
export async function searchFolders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { results } = await browse(this, filter, (node) => node.is_directory === true);
	const atRoot = filter === undefined || filter === '' || filter === '/';
	return { results: atRoot ? [{ name: '/', value: ROOT }, ...results] : results };
}
