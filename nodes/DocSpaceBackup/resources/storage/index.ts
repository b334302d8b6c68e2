import type { INodeProperties } from 'n8n-workflow';

import * as getMany from './getMany';
import * as getManyRegions from './getManyRegions';

/** Cloud storages that an administrator has set up in the portal. */
export const storageDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['storage'] } },
		options: [getMany.operation, getManyRegions.operation],
		default: 'getAll',
	},
	...getMany.fields,
	...getManyRegions.fields,
];
