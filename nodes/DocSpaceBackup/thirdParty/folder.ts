import type { INodeProperties, PostReceiveAction } from 'n8n-workflow';

import { idLocator } from '../../shared/description/idLocator';
import { outputFields } from '../../shared/description/simplify';
import { ACCESS_RIGHTS, FILE_ENTRY_TYPES, FOLDER_TYPES, ROOM_TYPES } from '../output/enums';
import { formatItem, type Presentation } from '../output/formatItems';

/** What most people need of the folder that stands for an account or a room. */
export const FOLDER_MEMBERS = [
	'folderId',
	'title',
	'providerId',
	'providerKey',
	'roomType',
	'roomTypeName',
	'rootFolderType',
	'rootFolderTypeName',
	'created',
	'updated',
] as const;

/** How much of such a folder leaves the node. */
export const folderOutput = outputFields(FOLDER_MEMBERS, ['filesCount', 'foldersCount', 'tags']);

const FOLDER_FORM: Presentation = {
	dates: ['created', 'updated'],
	enumerations: {
		access: ACCESS_RIGHTS,
		fileEntryType: FILE_ENTRY_TYPES,
		roomType: ROOM_TYPES,
		rootFolderType: FOLDER_TYPES,
		rootRoomType: ROOM_TYPES,
		type: FOLDER_TYPES,
	},
};

/**
 * A `postReceive` function that brings folders into the form in which they leave the node, with the name
 * for their ID that all operations have.
 */
export const presentFolder: PostReceiveAction = async (items) =>
	items.map((item) => {
		const { id: folderId, ...rest } = formatItem(item.json, FOLDER_FORM);
		return { ...item, json: { folderId, ...rest } };
	});

/** How the service lets the ids of an account's folders begin; every other kind is a WebDAV one. */
const SELECTORS: Readonly<Record<string, string>> = {
	Box: 'box',
	DropboxV2: 'dropbox',
	GoogleDrive: 'drive',
	OneDrive: 'onedrive',
	SharePoint: 'spoint',
};

/** The id of an account's topmost folder, which backups and rooms take. */
export function rootFolderId(providerKey: unknown, providerId: unknown): string {
	return `${SELECTORS[String(providerKey)] ?? 'sbox'}-${String(providerId)}`;
}

/** A field for the folder of an account, or one inside it. */
export function accountFolderField(
	field: Pick<INodeProperties, 'description' | 'displayOptions' | 'required'>,
	searchListMethod: 'searchAccountFolders' | 'searchBackupAccountFolders',
): INodeProperties {
	return idLocator(
		{ displayName: 'Third-Party Folder ID', name: 'thirdPartyFolderId', ...field },
		searchListMethod,
		{ displayName: 'By ID', placeholder: 'e.g. sbox-12' },
		{ listHint: 'Type the name of an account with / at the end to see its folders' },
	);
}
