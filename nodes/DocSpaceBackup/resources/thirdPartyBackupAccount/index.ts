import type { INodeProperties } from 'n8n-workflow';

import * as createOrUpdate from './createOrUpdate';
import * as get from './get';

/** The one storage account that a portal keeps for its backups. */
export const thirdPartyBackupAccountDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['thirdPartyBackupAccount'] } },
		options: [createOrUpdate.operation, get.operation],
		default: 'createOrUpdate',
	},
	...createOrUpdate.fields,
	...get.fields,
];
