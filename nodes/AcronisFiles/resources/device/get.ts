import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { simplify } from '../../../shared/description/simplify';
import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { sendId } from '../../fields/idField';
import { sendTenant, tenantOptions } from '../../fields/tenant';
import { DEVICE, DEVICE_MEMBERS, deviceLocator, deviceOutput } from './device';

export const operation: INodePropertyOptions = {
	name: 'Get',
	value: 'get',
	builderHint: { propertyHint: 'It needs the UUID of a device from Get Many.' },
	action: 'Get device',
	description: 'Get the details of a device',
	routing: {
		request: { method: 'GET', url: '/devices/{device_uuid}' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({ answer: ANSWER.device, prepare: [sendId(DEVICE), sendTenant] }),
		},
		output: { postReceive: [simplify(DEVICE_MEMBERS)] },
	},
};

export const fields: INodeProperties[] = [deviceLocator, ...deviceOutput, tenantOptions];
