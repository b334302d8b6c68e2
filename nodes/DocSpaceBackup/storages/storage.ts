import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	PreSendAction,
} from 'n8n-workflow';

import { rejectParameter } from '../../shared/parameters/rejectParameter';
import { cloudStorageFields, cloudStorageParameters } from './cloudStorage';
import type { StatusMeaning } from '../service/statusMeaning';
import { folderId, folderIdField } from './folderId';
import { accountFolderField } from '../thirdParty/folder';
import { thirdPartyFolderId } from '../thirdParty/ids';
import { choiceOf, textOf } from '../../shared/parameters/parameter';

/** Numbers of the places that a backup can go to, as the service counts them. */
export const STORAGE = {
	room: 0,
	thirdParty: 1,
	/** Taken by the service, which then always fails on it (3.2 to 3.8). */
	custom: 2,
	server: 3,
	temporary: 4,
	cloud: 5,
} as const;

export const storageFields: INodeProperties[] = [
	{
		displayName: 'Storage',
		name: 'storageType',
		type: 'options',
		options: [
			{
				name: 'Cloud Storage',
				value: STORAGE.cloud,
				description: 'A storage such as Amazon S3 that is set up in the portal under Integration',
			},
			{
				name: 'Connected Third-Party Account',
				value: STORAGE.thirdParty,
				description: 'A folder on a storage account that is connected to the portal',
			},
			{
				name: 'Custom Cloud',
				value: STORAGE.custom,
				description: 'Portals up to 3.8 accept it, but then the backup fails. Use Cloud Storage.',
			},
			{
				name: 'Directory on the Server',
				value: STORAGE.server,
				description: 'A directory on the server of a self-hosted portal',
			},
			{
				name: 'Room or Folder',
				value: STORAGE.room,
				description:
					'A room or folder of the portal itself, which counts towards its storage quota',
			},
			{
				name: 'Temporary Storage',
				value: STORAGE.temporary,
				description: 'Can be downloaded for 24 hours, then it is deleted',
			},
		],
		default: 4,
		description: 'Where the portal puts the backup',
		routing: { send: { type: 'body', property: 'storageType' } },
	},
	folderIdField({
		description: 'The room or folder to store the archive in',
		displayOptions: { show: { storageType: [STORAGE.room] } },
	}),
	accountFolderField(
		{
			description:
				'The account or a folder on it. The operations on third-party accounts return its ID.',
			displayOptions: { show: { storageType: [STORAGE.thirdParty] } },
			required: false,
		},
		'searchBackupAccountFolders',
	),
	{
		displayName: 'Directory',
		name: 'directory',
		type: 'string',
		default: '',
		placeholder: 'e.g. /var/backups/docspace',
		description: 'A directory that the backup service on the server can write to',
		displayOptions: { show: { storageType: [STORAGE.server] } },
	},
	...cloudStorageFields.map((field) => ({
		...field,
		displayOptions: { show: { storageType: [STORAGE.cloud] } },
	})),
];

/** What status 500 means for a storage that only a self-hosted portal has. */
export const noServerDirectory: StatusMeaning = {
	status: 500,
	message: 'The portal cannot put a backup into a directory',
	description:
		'Only a self-hosted portal can. There, check that Directory exists and that the backup service can write to it. On a hosted portal, choose another Storage.',
};

/** Puts the fields of the chosen storage into the form that the service takes. */
export const sendStorage: PreSendAction = async function (options) {
	const body = options.body as IDataObject; // the engine always starts with an object
	return { ...options, body: { ...body, storageParams: await storageParameters(this) } };
};

async function storageParameters(context: IExecuteSingleFunctions): Promise<IDataObject[]> {
	const text = (name: string) => textOf(context, name);
	switch (choiceOf(context, 'storageType')) {
		case STORAGE.room:
			return [{ key: 'folderId', value: folderId(context) }];
		case STORAGE.thirdParty:
			return [{ key: 'folderId', value: thirdPartyFolderId(context) }];
		case STORAGE.server: {
			const directory = text('directory');
			if (directory === '')
				rejectParameter(context, 'Directory', 'is empty', 'Set it to a directory on the server.');
			return [{ key: 'filePath', value: directory }];
		}
		case STORAGE.cloud:
			return await cloudStorageParameters(context);
		case STORAGE.custom:
		case STORAGE.temporary:
			return [];
		default:
			return rejectParameter(context, 'Storage', 'is unknown', 'Choose one from the list.');
	}
}
