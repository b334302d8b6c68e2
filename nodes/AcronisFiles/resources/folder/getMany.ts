import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	PostReceiveAction,
} from 'n8n-workflow';

import { listFields } from '../../../shared/description/listFields';
import { requestedCount } from '../../../shared/http/items/requestedCount';
import { simplify } from '../../../shared/description/simplify';
import { chosenOrder, mostItems } from '../../../shared/http/items/sort';
import { acronisPages, acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { resolveEntry, sendEntry } from '../../entries/resolveEntry';
import { FOLDER, locatorOf } from '../../entries/entryField';
import { ENTRY_FIELDS, entryOutput } from '../fileOrFolder/entryFields';
import { fullPath, tree } from './tree';
import { CONTENTS_SORTING, contentsOptions } from './options';
import { choiceOf, numberOf, switchOf } from '../../../shared/parameters/parameter';

function isWanted(context: IExecuteSingleFunctions, entry: IDataObject): boolean {
	if (entry.is_deleted === true && !switchOf(context, 'options.includeDeleted')) return false;
	const show = choiceOf(context, 'options.show') ?? 'all';
	return show === 'all' || (show === 'folders') === (entry.is_directory === true);
}

/** Levels need more than the pages of one list. */
async function wholeTree(this: IExecuteSingleFunctions): Promise<INodeExecutionData[] | undefined> {
	if (!switchOf(this, 'recursive')) return undefined;
	const bounds = {
		depth: numberOf(this, 'options.mostLevels', 20),
		mostItems: mostItems(this),
		includeDeleted: switchOf(this, 'options.includeDeleted'),
	};
	// The first item of a sorted list may come last.
	const enough = chosenOrder(this, CONTENTS_SORTING) ? Infinity : requestedCount(this);
	const items: INodeExecutionData[] = [];
	for await (const entry of tree(this, await resolveEntry(this, FOLDER), bounds)) {
		if (isWanted(this, entry)) items.push({ json: entry });
		if (items.length === enough) break;
	}
	return items;
}

const wantedOnly: PostReceiveAction = async function (items) {
	return items
		.filter(({ json }) => isWanted(this, json))
		.map(({ json, ...item }) => ({ ...item, json: { ...json, full_path: fullPath(json) } }));
};

export const operation: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	builderHint: {
		propertyHint:
			'It needs a folder by its path such as /Reports or its UUID; the path / is the top. Each item has its name, size, date and UUID.',
	},
	action: 'Get many items of a folder',
	description: 'Get the files and folders in a folder, with those in its subfolders if you choose',
	routing: {
		request: { method: 'GET', url: '/sync_and_share_nodes/{node_uuid}/contents' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.entries,
				instead: wholeTree,
				prepare: [sendEntry(FOLDER)],
				// Not every item is wanted.
				pages: acronisPages({ alwaysFull: true }),
				sorting: CONTENTS_SORTING,
			}),
		},
		output: { postReceive: [wantedOnly, simplify(ENTRY_FIELDS)] },
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
		description: 'Whether to read subfolders too, level by level',
	},
	contentsOptions,
	...entryOutput,
];
