import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { simplify } from '../../../shared/description/simplify';
import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { locatorOf } from '../../entries/entryField';
import { ENTRY_FIELDS, entryOutput } from '../fileOrFolder/entryFields';
import { existingFolder, existingWithOtherCase, PARENT, sendPlace } from './newFolder';

export const operation: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	builderHint: {
		propertyHint:
			'It needs a name, and the folder to put it in by its path such as /Reports or its UUID.',
	},
	action: 'Create folder',
	description:
		'Create a folder. Acronis renames an existing folder whose name differs only in upper and lower case.',
	routing: {
		request: { method: 'POST', url: '/sync_and_share_nodes' },
		send: { paginate: true },
		// A second request finds the folder that the first one made.
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.entry,
				instead: existingWithOtherCase,
				prepare: [sendPlace],
				repeat: 'always',
				recover: existingFolder,
			}),
		},
		output: { postReceive: [simplify(ENTRY_FIELDS)] },
	},
};

export const fields: INodeProperties[] = [
	{
		displayName: 'Where',
		name: 'where',
		type: 'options',
		options: [
			{ name: 'At a Path', value: 'path', description: 'Also creates missing parent folders' },
			{
				name: 'At a Path, as Acronis Reads It',
				value: 'servicePath',
				description:
					'Sends the whole path in one request. Acronis does not document whether it creates missing parent folders, so At a Path is the safe choice.',
			},
			{ name: 'In a Folder', value: 'folder', description: 'By name, in a parent folder' },
		],
		default: 'folder',
		description: 'How to specify where to create the folder',
	},
	{ ...locatorOf(PARENT), required: false, displayOptions: { show: { where: ['folder'] } } },
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: '',
		displayOptions: { show: { where: ['path', 'servicePath'] } },
		placeholder: 'e.g. /Reports/2026/June',
		description: 'Path of the folder from the root folder',
	},
	{
		displayName: 'Name',
		name: 'name',
		displayOptions: { show: { where: ['folder'] } },
		type: 'string',
		default: '',
		placeholder: 'e.g. Backups',
		description: 'Name of the folder',
	},
	{
		displayName: 'If It Exists',
		name: 'ifExists',
		type: 'options',
		options: [
			{
				name: 'Fail',
				value: 'fail',
				description: 'Stop with an error that names the existing one',
			},
			{ name: 'Return It', value: 'return', description: 'Continue with the existing folder' },
		],
		default: 'return',
		description: 'What to do if the parent folder already has a folder with this name',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Create Missing Folders',
				name: 'createMissing',
				type: 'boolean',
				default: true,
				description: 'Whether to create the missing folders of a path',
			},
			{
				displayName: 'If Only Letter Case Differs',
				name: 'letterCase',
				type: 'options',
				options: [
					{
						name: 'Rename the Existing Folder',
						value: 'rename',
						description: 'What Acronis does by default',
					},
					{
						name: 'Treat It as Existing',
						value: 'keep',
						description: 'Keep its name, and apply If It Exists',
					},
				],
				default: 'keep',
				description:
					'What to do if a folder exists whose name differs only in upper and lower case',
			},
		],
	},
	...entryOutput,
];
