import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { listFields } from '../../../shared/description/listFields';
import type { Sorting } from '../../../shared/http/items/sort';
import { sortOptions } from '../../../shared/description/sortFields';
import { acronisPages, acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { sendEntry } from '../../entries/resolveEntry';
import { SHARED, locatorOf } from '../../entries/entryField';

/** The service promises no order. */
const SORTING: Sorting = {
	choices: [
		{ name: 'Email', value: 'email' },
		{ name: 'Kind', value: 'permission_for' },
		{ name: 'Name', value: 'name' },
	],
	usual: 'name',
	ties: ['email', 'id'],
};

export const operation: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	builderHint: { propertyHint: 'It needs a shared folder by its path or UUID.' },
	action: 'Get many members',
	description: 'Get the owner, the members and the guests of a shared folder',
	routing: {
		request: { method: 'GET', url: '/sync_and_share_nodes/{node_uuid}/members' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.members,
				prepare: [sendEntry(SHARED)],
				pages: acronisPages({ id: 'id' }),
				sorting: SORTING,
			}),
		},
	},
};

export const fields: INodeProperties[] = [locatorOf(SHARED), ...listFields, sortOptions(SORTING)];
