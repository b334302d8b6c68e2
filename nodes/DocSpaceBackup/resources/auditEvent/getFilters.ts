import type { INodeProperties, INodePropertyOptions, PostReceiveAction } from 'n8n-workflow';

import { auditActions } from '../../audit/auditActions';
import { docSpacePipeline } from '../../service/docSpace';
import { choiceOf } from '../../../shared/parameters/parameter';
import { ANSWER } from '../../service/answers';

const oneForEachAction: PostReceiveAction = async function (items) {
	if (choiceOf(this, 'list') !== 'mappers') return items;
	return auditActions(items.map(({ json }) => json)).map((json) => ({ json }));
};

export const operation: INodePropertyOptions = {
	name: 'Get Filters',
	value: 'getFilters',
	builderHint: { propertyHint: 'Needed only to find a name for a filter of Get Many.' },
	action: 'Get audit event filters',
	description: 'Get the names that the filters of Get Many take',
	routing: {
		request: { method: 'GET', url: '/security/audit/types' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.filters }) },
		output: { postReceive: [oneForEachAction] },
	},
};

export const fields: INodeProperties[] = [
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
];
