import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import { folderToOpen } from '../../shared/parameters/folderToOpen';
import { listSearch } from '../../shared/parameters/locatorList';
import { contents, findChild } from '../entries/contents';
import { ROOT } from '../entries/entryField';

/** What can be picked from a list. */
type Wanted = 'file' | 'folder' | 'either';

/** So many entries of a folder are put into order together; a larger folder comes in several parts. */
const SORTED_TOGETHER = 1_000;

/** So many folders are looked into for what lies deeper; the service has no search. */
const MOST_FOLDERS = 20;

/** A folder on the way. */
interface Folder {
	uuid: string;
	/** With `/` at its end. */
	path: string;
}

/** Files and folders for a locator; see `browse`. */
export const searchEntries = listSearch((context, filter) => browse(context, filter, 'either'));

/** Files for a locator; see `browse`. */
export const searchFiles = listSearch((context, filter) => browse(context, filter, 'file'));

/** Folders for a locator that cannot mean the topmost one; see `browse`. */
export const searchSubfolders = listSearch((context, filter) => browse(context, filter, 'folder'));

/** Folders for a locator, the topmost one first; see `browse`. */
export const searchFolders = listSearch(async function* (context, filter) {
	if (filter === '' || filter === '/') yield { name: '/', value: ROOT };
	yield* browse(context, filter, 'folder');
});

/**
 * What is in one folder, for a locator: its folders first, by name. A search text is a path: its
 * folders are walked, and what stands after the last `/` narrows the names down, so that `/Reports/ju`
 * gives what has `ju` in it, and then what lies deeper.
 *
 * @param filter What was typed.
 * @param wanted What can be picked. Where files are wanted, folders are there to walk into.
 */
async function* browse(
	context: ILoadOptionsFunctions,
	filter: string,
	wanted: Wanted,
): AsyncGenerator<INodeListSearchItems> {
	const steps = filter.split('/');
	const part = (steps.pop() ?? '').toLowerCase();
	let begin: Folder = { uuid: ROOT, path: '/' };
	for (const step of steps.filter((name) => name !== '')) {
		const child = await findChild(context, begin.uuid, step);
		if (child?.is_directory !== true) return;
		begin = { uuid: String(child.uuid), path: `${begin.path}${String(child.name)}/` };
	}
	// The nearest ones first.
	const line = [begin];
	for (let looked = 0; looked < MOST_FOLDERS; looked += 1) {
		const folder = line.shift();
		if (!folder) return;
		for await (const entry of sorted(context, folder.uuid)) {
			const name = String(entry.name);
			if (entry.is_directory === true && part !== '') {
				line.push({ uuid: String(entry.uuid), path: `${folder.path}${name}/` });
			}
			if (name.toLowerCase().includes(part)) yield* shown(entry, folder.path + name, wanted);
		}
	}
}

function shown(entry: IDataObject, path: string, wanted: Wanted): INodeListSearchItems[] {
	const isFolder = entry.is_directory === true;
	if (isFolder && wanted === 'file') {
		return [folderToOpen(`${path}/`)];
	}
	if (!isFolder && wanted === 'folder') return [];
	return [{ name: path, value: String(entry.uuid) }];
}

/** What is in a folder, folders first, by name. */
async function* sorted(
	context: ILoadOptionsFunctions,
	folderUuid: string,
): AsyncGenerator<IDataObject> {
	let together: IDataObject[] = [];
	for await (const entry of contents(context, folderUuid)) {
		together.push(entry);
		if (together.length < SORTED_TOGETHER) continue;
		yield* together.sort(inOrder);
		together = [];
	}
	yield* together.sort(inOrder);
}

function inOrder(one: IDataObject, other: IDataObject): number {
	return (
		Number(other.is_directory === true) - Number(one.is_directory === true) ||
		String(one.name).localeCompare(String(other.name))
	);
}
