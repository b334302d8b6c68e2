import type { INodeProperties } from 'n8n-workflow';

import * as getProgress from './getProgress';
import * as start from './start';

/** Putting the portal back to what a backup holds. */
export const restoreDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['restore'] } },
		options: [getProgress.operation, start.operation],
		default: 'start',
	},
	...getProgress.fields,
	...start.fields,
];
