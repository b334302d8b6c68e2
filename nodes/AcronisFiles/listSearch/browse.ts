import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { contents, findChild } from '../contents';
import { ROOT } from '../locators';
import { LIST_LENGTH } from './found';

/**
 * Lists one folder for a locator. A search text is a path: its folders are walked, and what stands
 * after the last `/` narrows the names down, so that `/Reports/ju` lists what begins with `ju`.
 *
 * @param filter What was typed.
 * @param accepts Which items can be picked.
 */
export async function browse(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	accepts: (node: IDataObject) => boolean,
): Promise<INodeListSearchResult> {
	const steps = (filter ?? '').split('/').filter((step, index) => step !== '' || index > 0);
	const beginning = (steps.pop() ?? '').toLowerCase();
	let folder = ROOT;
	let path = '/';
	for (const step of steps.filter((name) => name !== '')) {
		const child = await findChild(context, folder, step);
		if (child?.is_directory !== true) return { results: [] };
		folder = String(child.uuid);
		path += `${String(child.name)}/`;
	}
	const results: INodeListSearchResult['results'] = [];
	for await (const node of contents(context, folder)) {
		const name = String(node.name);
		if (!accepts(node) || !name.toLowerCase().includes(beginning)) continue;
		results.push({ name: path + name, value: String(node.uuid) });
		if (results.length === LIST_LENGTH) break;
	}
	return { results };
}
