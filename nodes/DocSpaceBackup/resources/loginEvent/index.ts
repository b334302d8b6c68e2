import type { INodeProperties } from 'n8n-workflow';

import * as createReport from './createReport';
import * as getLatest from './getLatest';
import * as getMany from './getMany';

/** The login history: who signed in, from where, and who could not. */
export const loginEventDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['loginEvent'] } },
		options: [createReport.operation, getLatest.operation, getMany.operation],
		default: 'getAll',
	},
	...createReport.fields,
	...getLatest.fields,
	...getMany.fields,
];
