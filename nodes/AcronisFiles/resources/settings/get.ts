import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { acronisPipeline } from '../../service/acronis';
import { sendTenant, tenantOptions } from '../../fields/tenant';
import { groupField, settingsAnswer } from './fields';

export const operation: INodePropertyOptions = {
	name: 'Get',
	value: 'get',
	builderHint: { propertyHint: 'It needs the name of a page of settings.' },
	action: 'Get settings',
	description: 'Get the settings of a tenant',
	routing: {
		request: { method: 'GET' },
		send: { paginate: true },
		operations: { pagination: acronisPipeline({ answer: settingsAnswer, prepare: [sendTenant] }) },
	},
};

export const fields: INodeProperties[] = [groupField, tenantOptions];
