import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { sendId } from '../../fields/idField';
import { sendEntry } from '../../entries/resolveEntry';
import { SHARED, locatorOf } from '../../entries/entryField';
import { MEMBER, memberLocator } from './member';

export const operation: INodePropertyOptions = {
	name: 'Get',
	value: 'get',
	builderHint: { propertyHint: 'It needs the shared folder and the ID of a member from Get Many.' },
	action: 'Get member',
	description: 'Get the rights of a member of a shared folder',
	routing: {
		request: { method: 'GET', url: '/sync_and_share_nodes/{node_uuid}/members/{member_id}' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.member,
				prepare: [sendId(MEMBER), sendEntry(SHARED)],
			}),
		},
	},
};

export const fields: INodeProperties[] = [locatorOf(SHARED), memberLocator];
