import type { INodeProperties } from 'n8n-workflow';

import * as createOrUpdate from './createOrUpdate';
import * as deleteOne from './delete';
import * as get from './get';

/** The backup that the portal makes by itself: there is one schedule for each portal. */
export const backupScheduleDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['backupSchedule'] } },
		options: [createOrUpdate.operation, deleteOne.operation, get.operation],
		default: 'createOrUpdate',
	},
	...createOrUpdate.fields,
	...deleteOne.fields,
	...get.fields,
];
