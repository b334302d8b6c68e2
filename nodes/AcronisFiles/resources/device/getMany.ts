import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { listFields } from '../../../shared/listFields';
import { simplify } from '../../../shared/results';
import { shownFor } from '../../../shared/shownFor';
import { acronisPages, acronisPipeline } from '../../acronis';
import { simplifyField } from '../../nodeMembers';
import { sendTenant, tenantOptions } from '../../tenant';
import { DEVICE_MEMBERS } from './device';

export const operation: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many devices',
	description: 'Get the devices of all users',
	routing: {
		request: { method: 'GET', url: '/devices' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({ prepare: [sendTenant], pages: acronisPages() }),
		},
		output: { postReceive: [simplify(DEVICE_MEMBERS)] },
	},
};

export const fields: INodeProperties[] = shownFor('device', 'getAll', [
	...listFields,
	simplifyField,
	tenantOptions,
]);
