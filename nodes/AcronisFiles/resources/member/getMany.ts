import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { listFields } from '../../../shared/listFields';
import { shownFor } from '../../../shared/shownFor';
import { acronisPages, acronisPipeline } from '../../acronis';
import { sendNode } from '../../chosenNode';
import { locatorOf } from '../../locators';
import { SHARED } from './member';

export const operation: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many members',
	description: 'Get the owner, the members and the guests of a shared folder',
	routing: {
		request: { method: 'GET', url: '/sync_and_share_nodes/{node_uuid}/members' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				prepare: [sendNode(SHARED)],
				pages: acronisPages({ id: 'id' }),
			}),
		},
	},
};

export const fields: INodeProperties[] = shownFor('member', 'getAll', [
	locatorOf(SHARED),
	...listFields,
]);
