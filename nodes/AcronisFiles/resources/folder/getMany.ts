import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	PostReceiveAction,
} from 'n8n-workflow';

import { listFields } from '../../../shared/listFields';
import { refuse } from '../../../shared/refuse';
import { simplify } from '../../../shared/results';
import { shownFor } from '../../../shared/shownFor';
import { acronisPages, acronisPipeline } from '../../acronis';
import { chosenNode, sendNode } from '../../chosenNode';
import { FOLDER, locatorOf } from '../../locators';
import { NODE_MEMBERS, simplifyField } from '../../nodeMembers';
import { fullPath, tree } from '../../tree';
import { contentsOptions, sorted } from './contentsOptions';

function optionsOf(context: IExecuteSingleFunctions): IDataObject {
	return context.getNodeParameter('options', {}) as IDataObject; // a collection
}

function isWanted({ show = 'all', includeDeleted }: IDataObject, node: IDataObject): boolean {
	if (node.is_deleted === true && includeDeleted !== true) return false;
	return show === 'all' || (show === 'folders') === (node.is_directory === true);
}

function wholeNumber(
	context: IExecuteSingleFunctions,
	field: string,
	value: unknown,
	smallest: number,
): number {
	const number = Number(value);
	if (Number.isSafeInteger(number) && number >= smallest) return number;
	return refuse(context, field, `is not a whole number from ${smallest}`, 'Set it to one.');
}

/** Levels and a sorted order need more than the pages of one list. */
async function wholeTree(this: IExecuteSingleFunctions): Promise<INodeExecutionData[] | undefined> {
	const options = optionsOf(this);
	const recursive = this.getNodeParameter('recursive', false) === true;
	const sortBy = String(options.sortBy ?? '');
	if (!recursive && sortBy === '') return undefined;
	const bounds = {
		depth: recursive ? wholeNumber(this, 'Most Levels', options.mostLevels ?? 20, 1) : 0,
		mostItems: wholeNumber(this, 'Most Items', options.mostItems ?? 100_000, 1),
		includeDeleted: options.includeDeleted === true,
	};
	const limit =
		this.getNodeParameter('returnAll', false) === true
			? Infinity
			: wholeNumber(this, 'Limit', this.getNodeParameter('limit', 50), 1);
	const nodes: IDataObject[] = [];
	for await (const node of tree(this, await chosenNode(this, FOLDER), bounds)) {
		if (isWanted(options, node)) nodes.push(node);
		// A sorted list begins with any of its items, so that all have to be known.
		if (sortBy === '' && nodes.length === limit) break;
	}
	const ordered =
		sortBy === '' ? nodes : sorted(nodes, sortBy, options.descending === true, fullPath);
	return ordered.slice(0, limit).map((json) => ({ json }));
}

const wantedOnly: PostReceiveAction = async function (items) {
	const options = optionsOf(this);
	return items
		.filter(({ json }) => isWanted(options, json))
		.map(({ json, ...item }) => ({ ...item, json: { ...json, full_path: fullPath(json) } }));
};

export const operation: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many items of a folder',
	description: 'Get the files and folders in a folder, and in the folders in it where wanted',
	routing: {
		request: { method: 'GET', url: '/sync_and_share_nodes/{node_uuid}/contents' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				instead: wholeTree,
				prepare: [sendNode(FOLDER)],
				pages: acronisPages(),
			}),
		},
		output: { postReceive: [wantedOnly, simplify(NODE_MEMBERS)] },
	},
};

export const fields: INodeProperties[] = shownFor('folder', 'getAll', [
	locatorOf(FOLDER),
	...listFields,
	{
		displayName: 'Recursive',
		name: 'recursive',
		type: 'boolean',
		default: false,
		description: 'Whether to read the folders in the folder too, level by level',
	},
	contentsOptions,
	simplifyField,
]);
