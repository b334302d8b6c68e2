import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { listFields } from '../../../shared/description/listFields';
import { simplify } from '../../../shared/description/simplify';
import type { Sorting } from '../../../shared/http/items/sort';
import { sortOptions } from '../../../shared/description/sortFields';
import { acronisPages, acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { sendTenant, tenantField } from '../../fields/tenant';
import { DEVICE_MEMBERS, deviceOutput } from './device';

/** The service promises no order. */
const SORTING: Sorting = {
	choices: [
		{ name: 'Last Contact', value: 'last_contact_time' },
		{ name: 'Name', value: 'name' },
		{ name: 'User Name', value: 'user_name' },
	],
	usual: 'name',
	ties: ['name', 'uuid'],
};

export const operation: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	builderHint: { propertyHint: 'Each device has its name, system, user and UUID.' },
	action: 'Get many devices',
	description: 'Get the devices of all users',
	routing: {
		request: { method: 'GET', url: '/devices' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.devices,
				prepare: [sendTenant],
				pages: acronisPages(),
				sorting: SORTING,
			}),
		},
		output: { postReceive: [simplify(DEVICE_MEMBERS)] },
	},
};

export const fields: INodeProperties[] = [
	...listFields,
	...deviceOutput,
	sortOptions(SORTING, tenantField),
];
