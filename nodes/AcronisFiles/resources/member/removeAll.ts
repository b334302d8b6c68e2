import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { confirmation } from '../../../shared/description/confirmation';
import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { sendEntry } from '../../entries/resolveEntry';
import { SHARED, locatorOf } from '../../entries/entryField';
import { describeEntry } from '../../entries/entryRequests';

const confirm = confirmation(
	'Confirm Removing All Members',
	'All members and guests lose the folder.',
);

export const operation: INodePropertyOptions = {
	name: 'Remove All',
	value: 'removeAll',
	builderHint: { propertyHint: 'To remove one person, use Remove.' },
	action: 'Remove all members',
	description: 'Stop sharing a folder with everybody',
	routing: {
		request: { method: 'DELETE', url: '/sync_and_share_nodes/{node_uuid}/members' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.done,
				prepare: [confirm.check, sendEntry(SHARED)],
			}),
		},
		output: {
			postReceive: [describeEntry(SHARED, (uuid) => ({ removedAll: true, folder_uuid: uuid }))],
		},
	},
};

export const fields: INodeProperties[] = [locatorOf(SHARED), ...confirm.fields];
