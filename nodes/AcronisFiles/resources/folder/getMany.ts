import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	PostReceiveAction,
} from 'n8n-workflow';

import { listFields } from '../../../shared/description/listFields';
import { wantedItems } from '../../../shared/http/wantedItems';
import { simplify, simplifyField } from '../../../shared/description/simplify';
import { chosenOrder, mostItems } from '../../../shared/http/sort';
import { wholeNumber } from '../../../shared/parameters/wholeNumber';
import { acronisPages, acronisPipeline } from '../../service/acronis';
import { chosenNode, sendNode } from '../../entries/chosenEntry';
import { FOLDER, locatorOf } from '../../entries/entryField';
import { NODE_MEMBERS } from '../fileOrFolder/nodeMembers';
import { fullPath, tree } from './tree';
import { CONTENTS_SORTING, contentsOptions } from './options';

function optionsOf(context: IExecuteSingleFunctions): IDataObject {
	return context.getNodeParameter('options', {}) as IDataObject; // a collection
}

function isWanted({ show = 'all', includeDeleted }: IDataObject, node: IDataObject): boolean {
	if (node.is_deleted === true && includeDeleted !== true) return false;
	return show === 'all' || (show === 'folders') === (node.is_directory === true);
}

/** Levels need more than the pages of one list. */
async function wholeTree(this: IExecuteSingleFunctions): Promise<INodeExecutionData[] | undefined> {
	if (this.getNodeParameter('recursive', false) !== true) return undefined;
	const options = optionsOf(this);
	const bounds = {
		depth: wholeNumber(this, 'Most Levels', options.mostLevels ?? 20, { least: 1 }),
		mostItems: mostItems(this),
		includeDeleted: options.includeDeleted === true,
	};
	// The first item of a sorted list may come last.
	const enough = chosenOrder(this, CONTENTS_SORTING) ? Infinity : wantedItems(this);
	const items: INodeExecutionData[] = [];
	for await (const node of tree(this, await chosenNode(this, FOLDER), bounds)) {
		if (isWanted(options, node)) items.push({ json: node });
		if (items.length === enough) break;
	}
	return items;
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
				// Not every item is wanted.
				pages: acronisPages({ alwaysFull: true }),
				sorting: CONTENTS_SORTING,
			}),
		},
		output: { postReceive: [wantedOnly, simplify(NODE_MEMBERS)] },
	},
};

export const fields: INodeProperties[] = [
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
];
