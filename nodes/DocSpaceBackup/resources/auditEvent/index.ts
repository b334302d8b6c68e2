import type { INodeProperties } from 'n8n-workflow';

import * as createReport from './createReport';
import * as getFilters from './getFilters';
import * as getLatest from './getLatest';
import * as getMany from './getMany';
import * as getRetention from './getRetention';
import * as updateRetention from './updateRetention';

/** The audit trail: who did what in the portal. */
export const auditEventDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['auditEvent'] } },
		options: [
			createReport.operation,
			getFilters.operation,
			getLatest.operation,
			getMany.operation,
			getRetention.operation,
			updateRetention.operation,
		],
		default: 'getAll',
	},
	...createReport.fields,
	...getFilters.fields,
	...getLatest.fields,
	...getMany.fields,
	...getRetention.fields,
	...updateRetention.fields,
];
