import type { INodeProperties, INodePropertyOptions, PostReceiveAction } from 'n8n-workflow';

import { one } from '../../../shared/http/items/answer';
import { FOLDER, locatorOf } from '../../entries/entryField';
import { sendEntry } from '../../entries/resolveEntry';
import { acronisPipeline } from '../../service/acronis';

/** The service writes how an entry is synced, and `not_synced` where it is not. */
const asStatus: PostReceiveAction = async (items) =>
	items.map(({ json: { synced, uuid, name } }) => ({
		json: { syncing: synced !== 'not_synced', synced, uuid, name },
	}));

export const operation: INodePropertyOptions = {
	name: 'Get Sync Status',
	value: 'getSyncStatus',
	builderHint: { propertyHint: 'It needs the folder by its path or UUID.' },
	action: 'Get sync status of folder',
	description: "Get whether a folder is synced with the user's computers",
	routing: {
		request: { method: 'GET', url: '/sync_and_share_nodes/{node_uuid}' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: one('the sync status of the folder', ['synced', 'uuid', 'name']),
				prepare: [sendEntry(FOLDER)],
			}),
		},
		output: { postReceive: [asStatus] },
	},
};

export const fields: INodeProperties[] = [locatorOf(FOLDER)];
