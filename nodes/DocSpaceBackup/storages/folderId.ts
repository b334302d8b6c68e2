import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import { idLocator } from '../../shared/description/idLocator';
import { locatedOf } from '../../shared/parameters/parameter';
import { rejectParameter } from '../../shared/parameters/rejectParameter';

/** A field for a room of the portal, or a folder in one. */
export function folderIdField(
	field: Pick<INodeProperties, 'description' | 'displayOptions'>,
): INodeProperties {
	return idLocator(
		{ displayName: 'Folder ID', name: 'folderId', required: false, ...field },
		'searchRoomFolders',
		{ displayName: 'By ID', placeholder: 'e.g. 1234' },
		{
			listHint: 'Type the name of a room with / at the end to see its folders',
			url: {
				placeholder: 'e.g. https://example.onlyoffice.com/rooms/shared/12/filter?folder=1234',
				hint: 'The address of the room or folder in the browser',
			},
		},
	);
}

/**
 * Reads the field `folderId`.
 *
 * @throws NodeOperationError when it is neither the number of a folder nor an address with one.
 */
export function folderId(context: IExecuteSingleFunctions): string {
	const { mode, value } = locatedOf(context, 'folderId');
	const id = mode === 'url' ? folderIn(value) : value;
	if (id !== undefined && /^\d+$/.test(id)) return id;
	rejectParameter(
		context,
		'Folder ID',
		mode === 'url' ? 'is not the address of a room or folder' : 'is not a number',
		'Pick it from the list, or use the number at the end of the address of the room or folder.',
	);
}

/**
 * The folder that an address of the portal's pages shows (client 3.7): the one in the query, or else
 * the room in the path.
 */
function folderIn(address: string): string | undefined {
	if (!URL.canParse(address)) return undefined;
	const { pathname, searchParams } = new URL(address);
	return (
		searchParams.get('folder') ??
		pathname
			.match(/\/(\d+)(?=\/|$)/g)
			?.at(-1)
			?.slice(1)
	);
}
