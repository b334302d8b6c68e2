import type { INodeListSearchItems } from 'n8n-workflow';

import type { RequestContext } from '../context';
import { rejectParameter } from './rejectParameter';

/** Begins the value of such a folder. A file can have the ID of a folder, so that the ID is no value. */
const MARK = 'folder:';

/**
 * A folder in a list of files, where it is only to be walked into.
 *
 * @param path The search text that opens it, with `/` at its end.
 */
export function folderToOpen(path: string): INodeListSearchItems {
	return { name: `${path} (folder)`, value: `${MARK}${path}` };
}

/**
 * Refuses such a folder where a file is needed.
 *
 * @param field The field's display name.
 * @throws NodeOperationError that says what to type.
 */
export function rejectFolderToOpen(context: RequestContext, field: string, value: string): void {
	if (!value.startsWith(MARK)) return;
	const path = value.slice(MARK.length);
	const advice = `Type ${path} into the search box of the list, and pick a file.`;
	rejectParameter(context, field, 'is a folder', advice);
}
