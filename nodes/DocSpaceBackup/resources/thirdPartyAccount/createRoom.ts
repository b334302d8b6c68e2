import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	INodePropertyOptions,
	PreSendAction,
} from 'n8n-workflow';

import { simplify } from '../../../shared/description/simplify';
import { rejectParameter } from '../../../shared/parameters/rejectParameter';
import { docSpacePipeline } from '../../service/docSpace';
import { errorType } from '../../service/errors';
import { isInvalidOperation, explainStatus, type StatusMeaning } from '../../service/statusMeaning';
import { ANSWER } from '../../service/answers';
import {
	accountFolderField,
	FOLDER_MEMBERS,
	folderOutput,
	presentFolder,
} from '../../thirdParty/folder';
import { thirdPartyFolderId } from '../../thirdParty/ids';
import { listOf, membersOf, textOf } from '../../../shared/parameters/parameter';
import { TEXT } from '../../../shared/parameters/fieldValue';

const sendRoom: PreSendAction = async function (options) {
	const text = (name: string) => textOf(this, name);
	const folderId = thirdPartyFolderId(this);
	const title = text('title');
	if (title === '')
		rejectParameter(this, 'Title', 'is empty', 'Set it to the name of the new room.');
	const tags = listOf(this, 'options.tags');
	refuseDroppedOptions(this);
	const body = options.body as IDataObject; // the engine always starts with an object
	return {
		...options,
		qs: { ...options.qs, '{id}': folderId },
		body: { ...body, title, ...(tags.length > 0 ? { tags } : {}) },
	};
};

/** Without a new folder the portal leaves these out, without a word (3.5 to 3.8). */
const ONLY_IN_NEW_FOLDER = { denyDownload: 'Deny Download', indexing: 'Indexing', tags: 'Tags' };

function refuseDroppedOptions(context: IExecuteSingleFunctions): void {
	const options = membersOf(context, 'options');
	if (options.createAsNewFolder === true) return;
	for (const [name, field] of Object.entries(ONLY_IN_NEW_FOLDER)) {
		if (options[name] !== undefined && options[name] !== false) {
			rejectParameter(
				context,
				field,
				'needs Create as New Folder',
				'The portal ignores it for an existing folder. Turn on Create as New Folder, or remove this option.',
			);
		}
	}
}

/** An account backs one room, and the backup account none. */
const noRoom: StatusMeaning = {
	status: 403,
	applies: isInvalidOperation,
	message: 'The account cannot back this room',
	description:
		'An account can back one room, and the backup account none. Connect the storage again with Create, and use that account.',
};

/** The server uses the folder that it has not found unchecked (`FileStorageService`, 3.7.2). */
const noFolder: StatusMeaning = {
	status: 500,
	applies: ({ body }) => errorType(body).includes('NullReferenceException'),
	message: 'The portal has no such folder on a third-party account',
	description:
		'Check Third-Party Folder ID with Get Many, which returns the folderId of each account.',
};

export const operation: INodePropertyOptions = {
	name: 'Create Room',
	value: 'createRoom',
	builderHint: { propertyHint: 'It needs an account of Get Many, which backs no room yet.' },
	action: 'Create room on third-party account',
	description:
		'Create a room that keeps its content on a connected storage account. An account backs one room.',
	routing: {
		request: { method: 'POST', url: '/files/rooms/thirdparty/{id}' },
		send: { paginate: true },
		operations: {
			pagination: docSpacePipeline({
				answer: ANSWER.room,
				prepare: [sendRoom],
				recover: explainStatus(noRoom, noFolder),
			}),
		},
		output: { postReceive: [presentFolder, simplify(FOLDER_MEMBERS)] },
	},
};

export const fields: INodeProperties[] = [
	accountFolderField(
		{ description: 'The ID of the account or of a folder on it, as Create and Get Many return it' },
		'searchAccountFolders',
	),
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Archive',
		description: 'The name of the new room',
	},
	{
		displayName: 'Room Type',
		name: 'roomType',
		type: 'options',
		options: [
			{ name: 'Collaboration', value: 2 },
			{ name: 'Custom', value: 5 },
			{ name: 'Form Filling', value: 1 },
			{ name: 'Public', value: 6 },
			{ name: 'Virtual Data Room', value: 8 },
		],
		default: 5,
		description: 'What the room is for',
		routing: { send: { type: 'body', property: 'roomType' } },
	},
	...folderOutput,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Create as New Folder',
				name: 'createAsNewFolder',
				type: 'boolean',
				default: true,
				description:
					'Whether to create a new folder for the room inside the chosen one. Required for Tags, Indexing and Deny Download.',
				routing: { send: { type: 'body', property: 'createAsNewFolder' } },
			},
			{
				displayName: 'Deny Download',
				name: 'denyDownload',
				type: 'boolean',
				default: false,
				description: 'Whether members can only view files in the portal',
				routing: { send: { type: 'body', property: 'denyDownload' } },
			},
			{
				displayName: 'Indexing',
				name: 'indexing',
				type: 'boolean',
				default: false,
				description: 'Whether the portal numbers files and folders in the room',
				routing: { send: { type: 'body', property: 'indexing' } },
			},
			{
				displayName: 'Private',
				name: 'private',
				type: 'boolean',
				default: false,
				description: 'Whether the room is private',
				routing: { send: { type: 'body', property: 'private' } },
			},
			{
				displayName: 'Tags',
				name: 'tags',
				type: 'string',
				typeOptions: TEXT.list,
				default: '',
				placeholder: 'e.g. archive, 2026',
				description: 'Tags for the room, separated by commas',
			},
		],
	},
];
