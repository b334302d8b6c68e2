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
		'Create a folder. If one exists whose name differs only in upper and lower case, Acronis renames that one.',
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
			{ name: 'At a Path', value: 'path', description: 'Also makes the folders on the way there' },
			{
				name: 'At a Path, as Acronis Reads It',
				value: 'servicePath',
				description:
					'Sends the whole path in one request. Acronis does not say whether it makes folders on the way, so At a Path is the safe choice.',
			},
			{ name: 'In a Folder', value: 'folder', description: 'By its name in a parent folder' },
		],
		default: 'folder',
		description: 'How to say where the folder is to be',
	},
	{ ...locatorOf(PARENT), required: false, displayOptions: { show: { where: ['folder'] } } },
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: '',
		displayOptions: { show: { where: ['path', 'servicePath'] } },
		placeholder: 'e.g. /Reports/2026/June',
		description: 'The path of the folder from the topmost one',
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
			{ name: 'Return It', value: 'return', description: 'Go on with the existing folder' },
		],
		default: 'return',
		description: 'What to do when the parent folder has a folder of this name',
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
				description: 'Whether to make the folders of a path that do not exist',
			},
			{
				displayName: 'If Only Letter Case Differs',
				name: 'letterCase',
				type: 'options',
				options: [
					{
						name: 'Rename the Existing Folder',
						value: 'rename',
						description: 'What Acronis does by itself',
					},
					{
						name: 'Treat It as Existing',
						value: 'keep',
						description: 'Leave its name alone, and do what If It Exists says',
					},
				],
				default: 'keep',
				description:
					'What to do when there is a folder of the same letters, some of them in another case',
			},
		],
	},
	...entryOutput,
];
