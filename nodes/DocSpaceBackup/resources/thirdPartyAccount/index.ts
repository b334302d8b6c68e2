import type { INodeProperties } from 'n8n-workflow';

import * as create from './create';
import * as createRoom from './createRoom';
import * as deleteOne from './delete';
import * as getMany from './getMany';
import * as getManyCapabilities from './getManyCapabilities';
import * as getManyCommonFolders from './getManyCommonFolders';
import * as getManyProviders from './getManyProviders';
import * as setAvailability from './setAvailability';
import * as update from './update';

/** Storage accounts of the key's owner, connected to the portal. */
export const thirdPartyAccountDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['thirdPartyAccount'] } },
		options: [
			create.operation,
			createRoom.operation,
			deleteOne.operation,
			getMany.operation,
			getManyCapabilities.operation,
			getManyCommonFolders.operation,
			getManyProviders.operation,
			setAvailability.operation,
			update.operation,
		],
		default: 'create',
	},
	...create.fields,
	...createRoom.fields,
	...deleteOne.fields,
	...getMany.fields,
	...getManyCapabilities.fields,
	...getManyCommonFolders.fields,
	...getManyProviders.fields,
	...setAvailability.fields,
	...update.fields,
];
