import type { INodeProperties } from 'n8n-workflow';

import * as cancel from './cancel';
import * as deleteOne from './delete';
import * as deleteAll from './deleteAll';
import * as download from './download';
import * as getCount from './getCount';
import * as getMany from './getMany';
import * as getProgress from './getProgress';
import * as getServiceState from './getServiceState';
import * as start from './start';

/** Backups of the portal: start one, watch it, fetch its archive, keep the history. */
export const backupDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['backup'] } },
		options: [
			cancel.operation,
			deleteOne.operation,
			deleteAll.operation,
			download.operation,
			getCount.operation,
			getMany.operation,
			getProgress.operation,
			getServiceState.operation,
			start.operation,
		],
		default: 'start',
	},
	...cancel.fields,
	...deleteOne.fields,
	...deleteAll.fields,
	...download.fields,
	...getCount.fields,
	...getMany.fields,
	...getProgress.fields,
	...getServiceState.fields,
	...start.fields,
];
