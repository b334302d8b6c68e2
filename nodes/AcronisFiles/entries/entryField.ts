import type { INodeProperties } from 'n8n-workflow';

import { isUuid } from '../../shared/parameters/identifiers';
import { UUID_EXAMPLE } from '../fields/idField';

/** The service's own name for the topmost folder. */
export const ROOT = '0';

/** Names an existing entry at the beginning of an advice, as far as the service has named it. */
export function uuidSentence(uuid: unknown): string {
	return typeof uuid === 'string' && isUuid(uuid) ? `Its UUID is ${uuid}. ` : '';
}

/** A field that picks a file or a folder. */
export interface EntryField {
	kind: 'file' | 'folder';
	displayName: string;
	name: string;
	description?: string;
	/** Whether the topmost folder can be meant; by default a folder's field can mean it. */
	root?: boolean;
}

/** The file that an operation is about. */
export const FILE: EntryField = { kind: 'file', displayName: 'File', name: 'file', root: false };

/** The folder that an operation is about. */
export const FOLDER: EntryField = { kind: 'folder', displayName: 'Folder', name: 'folder' };

/** A folder that can be renamed, moved, shared or deleted: each but the topmost one. */
export const SUBFOLDER: EntryField = { ...FOLDER, root: false };

/** The folder whose members an operation is about. */
export const SHARED: EntryField = { ...SUBFOLDER, displayName: 'Shared Folder' };

const PLACES = {
	file: {
		path: '/Reports/june.pdf',
		found: 'the files in that folder',
	},
	folder: {
		path: '/Reports/',
		found: 'the folders in it',
	},
} as const;

/** The list search that offers what a field can mean. */
function searchFor(kind: EntryField['kind'], root: boolean): string {
	if (kind === 'file') return 'searchFiles';
	return root ? 'searchFolders' : 'searchSubfolders';
}

/** The locator for a file or a folder; by default it is the topmost folder, where that can be meant. */
export function locatorOf({
	kind,
	displayName,
	name,
	description,
	root = kind === 'folder',
}: EntryField): INodeProperties {
	const place = PLACES[kind];
	const search = `Type a path that ends with / to see ${place.found}`;
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', ...(root ? { value: ROOT, cachedResultName: '/' } : { value: '' }) },
		required: true,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `e.g. ${place.path}`,
				typeOptions: { searchListMethod: searchFor(kind, root), searchable: true },
				hint: search,
			},
			{
				displayName: 'By Path',
				name: 'path',
				type: 'string',
				placeholder: `e.g. ${place.path}`,
				hint: 'The path from the root folder, which is /. Case does not matter.',
			},
			{
				displayName: 'By UUID',
				name: 'id',
				type: 'string',
				placeholder: UUID_EXAMPLE,
				hint: 'The UUID of the root folder is 0',
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: `e.g. https://eu2-cloud.acronis.com/…/${UUID_EXAMPLE.slice(5)}`,
				hint: 'An address that contains the UUID. Links shared with others do not.',
			},
		],
		description: description ?? `The ${kind} to use`,
	};
}
