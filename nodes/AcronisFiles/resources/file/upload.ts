import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { sha256Field } from '../../../shared/description/sha256';
import { simplify } from '../../../shared/description/simplify';
import { noFileComes } from '../../../shared/parameters/filesInTools';
import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { FOLDER, locatorOf } from '../../entries/entryField';
import { ENTRY_FIELDS, entryOutput } from '../fileOrFolder/entryFields';
import {
	existingFile,
	sendFile,
	sendFolder,
	takeTurn,
	uploadedFile,
	verifyChecksum,
} from './newFile';

export const operation: INodePropertyOptions = {
	name: 'Upload',
	value: 'upload',
	builderHint: {
		propertyHint:
			'Put it after a node that gives a file. Folder takes a path such as /Backups, and If It Exists decides about a file of that name.',
	},
	action: 'Upload file',
	description: 'Upload a file to a folder. The upload is verified by checksum.',
	routing: {
		request: { method: 'POST', url: '/sync_and_share_nodes/{node_uuid}/upload' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.entry,
				takeTurn,
				instead: existingFile,
				prepare: [sendFolder, sendFile],
				recover: uploadedFile,
				verify: verifyChecksum,
			}),
		},
		output: { postReceive: [simplify(ENTRY_FIELDS)] },
	},
};

export const fields: INodeProperties[] = [
	noFileComes,
	locatorOf(FOLDER),
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		typeOptions: { binaryDataProperty: true },
		default: 'data',
		required: true,
		hint: 'The name of the input binary field with the file in it',
	},
	{
		displayName: 'If It Exists',
		name: 'ifExists',
		type: 'options',
		options: [
			{
				name: 'Add a Revision',
				value: 'revision',
				description: 'Store the content as the newest revision of the existing file',
			},
			{
				name: 'Fail',
				value: 'fail',
				description: 'Stop with an error that names the existing one',
			},
			{ name: 'Skip', value: 'skip', description: 'Continue with the existing file as it is' },
		],
		default: 'revision',
		description:
			'What to do if the folder already has a file with this name, in upper or lower case',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			sha256Field,
			{
				displayName: 'Create Missing Folders',
				name: 'createMissing',
				type: 'boolean',
				default: false,
				description: 'Whether to create the missing folders of a path. Requires Folder by path.',
			},
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'e.g. portal-backup.tar.gz',
				description: 'Name of the file in Acronis, instead of its current name',
			},
		],
	},
	...entryOutput,
];
