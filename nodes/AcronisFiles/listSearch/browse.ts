import type { ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import { contents, findChild } from '../entries/contents';
import type { EntryField } from '../entries/entryField';
import { ROOT } from '../entries/entryField';

/**
 * What is in one folder, for a locator. A search text is a path: its folders are walked, and what
 * stands after the last `/` narrows the names down, so that `/Reports/ju` gives what has `ju` in it.
 *
 * @param filter What was typed.
 * @param kind What can be picked.
 */
export async function* browse(
	context: ILoadOptionsFunctions,
	filter = '',
	kind: EntryField['kind'],
): AsyncGenerator<INodeListSearchItems> {
	const steps = filter.split('/');
	const part = (steps.pop() ?? '').toLowerCase();
	let folder = ROOT;
	let path = '/';
	for (const step of steps.filter((name) => name !== '')) {
		const child = await findChild(context, folder, step);
		if (child?.is_directory !== true) return;
		folder = String(child.uuid);
		path += `${String(child.name)}/`;
	}
	for await (const entry of contents(context, folder)) {
		const name = String(entry.name);
		const isWanted = (entry.is_directory === true) === (kind === 'folder');
		if (isWanted && name.toLowerCase().includes(part)) {
			yield { name: path + name, value: String(entry.uuid) };
		}
	}
}
