import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	PreSendAction,
} from 'n8n-workflow';

import { rejectParameter } from '../../../shared/parameters/rejectParameter';
import { noFileComes } from '../../../shared/parameters/filesInTools';
import { cloudStorageFields, cloudStorageParameters } from '../../storages/cloudStorage';
import { archiveFileField, archiveFileId } from './archiveFile';
import { backupId } from '../../fields/backupId';
import { STORAGE } from '../../storages/storage';
import { choiceOf, textOf } from '../../../shared/parameters/parameter';

/** Storages in which an archive has a path and no ID. */
const BY_PATH: number[] = [STORAGE.custom, STORAGE.server, STORAGE.temporary, STORAGE.cloud];

/** Where the archive lies: in the history, or as a file in a storage. */
export const sourceFields: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{ name: 'Archive File', value: 'file', description: 'A file in a storage of the portal' },
			{
				name: 'Backup From the History',
				value: 'backup',
				description: 'A backup that the portal created',
			},
			{
				name: 'File From Input',
				value: 'upload',
				description:
					'An archive from the previous node. A hosted portal accepts only archives that it created itself.',
			},
		],
		default: 'backup',
		description: 'Where the archive comes from',
	},
	{
		displayName: 'Backup ID',
		name: 'backupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 9c5d2c1e-3f1e-4b8a-8a3d-0f6f5a7b1c2d',
		description: 'The ID of a backup in the history: the taskId that Backup: Start returns',
		displayOptions: { show: { source: ['backup'] } },
	},
	{ ...noFileComes, displayOptions: { show: { '@tool': [true], source: ['upload'] } } },
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		typeOptions: { binaryDataProperty: true },
		default: 'data',
		hint: 'The name of the input binary field with the archive in it',
		displayOptions: { show: { source: ['upload'] } },
	},
	{
		displayName: 'Storage',
		name: 'storageType',
		type: 'options',
		options: [
			{ name: 'Cloud Storage', value: STORAGE.cloud },
			{ name: 'Connected Third-Party Account', value: STORAGE.thirdParty },
			{
				name: 'Custom Cloud',
				value: STORAGE.custom,
				description: 'Portals up to 3.8 accept it, but then the restore fails. Use Cloud Storage.',
			},
			{
				name: 'Directory on the Server',
				value: STORAGE.server,
				description:
					'The portal ignores the path and uses the archive that was uploaded to it. Use File From Input.',
			},
			{ name: 'Room or Folder', value: STORAGE.room },
			{
				name: 'Temporary Storage',
				value: STORAGE.temporary,
				description:
					'Available for 24 hours after the backup. Backup From the History needs no path.',
			},
		],
		default: 0,
		description: 'Where the archive file lies',
		displayOptions: { show: { source: ['file'] } },
	},
	archiveFileField({
		displayOptions: {
			show: { source: ['file'], storageType: [STORAGE.room, STORAGE.thirdParty] },
		},
	}),
	...cloudStorageFields.map((field) => ({
		...field,
		displayOptions: { show: { source: ['file'], storageType: [STORAGE.cloud] } },
	})),
	{
		displayName: 'File Path',
		name: 'filePath',
		type: 'string',
		default: '',
		placeholder: 'e.g. portal_2026-06-01_03-00-12.tar.gz',
		description:
			'Name of the archive in the folder "backup" of the storage. Scheduled backups are stored elsewhere: use Backup From the History for them.',
		displayOptions: { show: { source: ['file'], storageType: BY_PATH } },
	},
];

/** The portal knows where an uploaded archive lies; the key has to be there all the same. */
const UPLOADED = { backupId: '', storageType: 3, storageParams: [{ key: 'filePath', value: '' }] };

/**
 * A `prepare` function: says where the archive comes from.
 *
 * @throws NodeOperationError when a field has no usable form.
 */
export const sendSource: PreSendAction = async function (options) {
	const body = options.body as IDataObject; // the engine always starts with an object
	const source = choiceOf(this, 'source');
	if (source === 'upload') return { ...options, body: { ...body, ...UPLOADED } };
	if (source !== 'file') {
		const storageType = choiceOf(this, 'options.storageType');
		const beside = storageType === undefined ? {} : { storageType };
		return { ...options, body: { ...body, backupId: backupId(this), ...beside } };
	}
	const storageType = Number(choiceOf(this, 'storageType'));
	const storageParams = await archiveParameters(this, storageType);
	return { ...options, body: { ...body, backupId: '', storageType, storageParams } };
};

async function archiveParameters(
	context: IExecuteSingleFunctions,
	storageType: number,
): Promise<IDataObject[]> {
	if (BY_PATH.includes(storageType)) {
		const path = textOf(context, 'filePath');
		if (path === '') {
			rejectParameter(
				context,
				'File Path',
				'is empty',
				'Set it to the name of the object in the storage.',
			);
		}
		const isCloud = storageType === STORAGE.cloud;
		const settings = isCloud ? await cloudStorageParameters(context) : [];
		return [...settings, { key: 'filePath', value: path }];
	}
	if (storageType !== STORAGE.room && storageType !== STORAGE.thirdParty) {
		rejectParameter(
			context,
			'Storage',
			'cannot be the source of an archive',
			'Choose one from the list.',
		);
	}
	return [{ key: 'filePath', value: archiveFileId(context, storageType === STORAGE.room) }];
}
