import type {
	IExecuteSingleFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	PreSendAction,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { FailedTry } from '../../../shared/http/exchange';
import { refuse } from '../../../shared/refuse';
import { simplify, simplifyField } from '../../../shared/results';
import { shownFor } from '../../../shared/shownFor';
import { textField } from '../../../shared/textField';
import { acronisPipeline } from '../../acronis';
import { chosenNode, pathNames, walk } from '../../chosenNode';
import { findChild } from '../../contents';
import { CODE, conflictingNode, errorCode } from '../../errors';
import type { NodeField } from '../../locators';
import { FOLDER, locatorOf } from '../../locators';
import { checkName } from '../../names';
import { NODE_MEMBERS } from '../../nodeMembers';

const PARENT: NodeField = { ...FOLDER, displayName: 'Parent Folder' };

/** Where to make the folder, and what to call it. */
async function placeOf(
	context: IExecuteSingleFunctions,
): Promise<{ parent: string; name: string }> {
	if (context.getNodeParameter('where', 'folder') !== 'path') {
		const name = checkName(context, 'Name', context.getNodeParameter('name'));
		return { parent: await chosenNode(context, PARENT), name };
	}
	const names = pathNames(context, 'Path', textField(context, 'path'));
	const name = names.pop();
	if (name === undefined) refuse(context, 'Path', 'has no name in it', 'Set it to a path.');
	const createMissing = context.getNodeParameter('options.createMissing', true) === true;
	const field = { kind: 'folder', displayName: 'Path' } as const;
	return { parent: await walk(context, field, names, { createMissing }), name };
}

const sendPlace: PreSendAction = async function (options) {
	const { parent, name } = await placeOf(this);
	return { ...options, body: { sync_and_share_node: { name, parent_uuid: parent } } };
};

/** Looks for a folder that the service would rename, if it must not. */
async function otherLetterCase(
	this: IExecuteSingleFunctions,
): Promise<INodeExecutionData[] | undefined> {
	if (this.getNodeParameter('options.letterCase', 'rename') === 'rename') return undefined;
	const { parent, name } = await placeOf(this);
	const existing = await findChild(this, parent, name);
	if (!existing || existing.name === name || existing.is_directory !== true) return undefined;
	if (this.getNodeParameter('ifExists') === 'return')
		return [{ json: { ...existing, existed: true } }];
	throw new NodeOperationError(
		this.getNode(),
		`The folder already has a folder named "${String(existing.name)}"`,
		{
			itemIndex: this.getItemIndex(),
			description: `Its UUID is ${String(existing.uuid)}. Choose another name, or what to do if it exists.`,
		},
	);
}

/** The refusal of an existing name carries the item that has it. */
async function existingFolder(
	this: IExecuteSingleFunctions,
	{ failure }: FailedTry,
): Promise<INodeExecutionData[] | undefined> {
	if (failure.kind !== 'answer' || errorCode(failure) !== CODE.nameExists) return undefined;
	if (this.getNodeParameter('ifExists') !== 'return') return undefined;
	const conflict = conflictingNode(failure.body);
	return conflict?.is_directory === true ? [{ json: { ...conflict, existed: true } }] : undefined;
}

export const operation: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	action: 'Create folder',
	description:
		'Make a folder. If one exists whose name differs in upper and lower case only, Acronis renames that one.',
	routing: {
		request: { method: 'POST', url: '/sync_and_share_nodes' },
		send: { paginate: true },
		// A second request finds the folder that the first one made.
		operations: {
			pagination: acronisPipeline({
				instead: otherLetterCase,
				prepare: [sendPlace],
				repeat: 'safe',
				recover: existingFolder,
			}),
		},
		output: { postReceive: [simplify(NODE_MEMBERS)] },
	},
};

export const fields: INodeProperties[] = shownFor('folder', 'create', [
	{
		displayName: 'Where',
		name: 'where',
		type: 'options',
		options: [
			{ name: 'At a Path', value: 'path', description: 'Also makes the folders on the way there' },
			{ name: 'In a Folder', value: 'folder', description: 'By its name in a parent folder' },
		],
		default: 'folder',
		description: 'How to say where the folder is to be',
	},
	{ ...locatorOf(PARENT), displayOptions: { show: { where: ['folder'] } } },
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: '',
		required: true,
		displayOptions: { show: { where: ['path'] } },
		placeholder: 'e.g. /Reports/2026/June',
		description: 'The path of the folder from the topmost one',
	},
	{
		displayName: 'Name',
		name: 'name',
		displayOptions: { show: { where: ['folder'] } },
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Backups',
		description: 'What to call the folder',
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
				displayName: 'If Only Upper and Lower Case Differ',
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
	simplifyField,
]);
