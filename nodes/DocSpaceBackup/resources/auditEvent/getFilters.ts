import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { PostReceiveAction } from 'n8n-workflow';

import { isRecord } from '../../../shared/http/failure';
import { itemsOf } from '../../../shared/http/items';
import { shownFor } from '../../../shared/shownFor';
import { docSpacePipeline } from '../../docSpace';

/** The service nests actions in modules in products; here each action is an item of its own. */
const oneForEachAction: PostReceiveAction = async function (items) {
	if (this.getNodeParameter('list') !== 'mappers') return items;
	return items.flatMap(({ json: { productType, modules } }) =>
		itemsOf(modules)
			.filter(isRecord)
			.flatMap(({ moduleType, actions }) =>
				itemsOf(actions)
					.filter(isRecord)
					.map(({ messageAction, actionType, entity }) => ({
						json: { action: messageAction, actionType, entryType: entity, moduleType, productType },
					})),
			),
	);
};

export const operation: INodePropertyOptions = {
	name: 'Get Filters',
	value: 'getFilters',
	action: 'Get audit event filters',
	description: 'Get the names that the filters of Get Many take',
	routing: {
		request: { method: 'GET', url: '/security/audit/types' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline() },
		output: { postReceive: [oneForEachAction] },
	},
};

export const fields: INodeProperties[] = shownFor('auditEvent', 'getFilters', [
	{
		displayName: 'List',
		name: 'list',
		type: 'options',
		options: [
			{
				name: 'Actions With Their Modules',
				value: 'mappers',
				description: 'One item for each action, with its type, entry type, module and product',
				routing: { request: { url: '/security/audit/mappers' } },
			},
			{
				name: 'All Names',
				value: 'types',
				description: 'One item with the names of all actions, types, modules and products',
			},
		],
		default: 'types',
		description: 'What to get',
	},
]);
