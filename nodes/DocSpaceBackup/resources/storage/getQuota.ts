import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { simplify, simplifyField } from '../../../shared/description/simplify';
import { one } from '../../../shared/http/items/answer';
import { docSpacePipeline } from '../../service/docSpace';

/** What a backup depends on, of the server's `TenantQuota`, in which it writes sizes in bytes. */
const MEMBERS = [
	'maxTotalSize',
	'maxFileSize',
	'countFreeBackup',
	'backup',
	'restore',
	'audit',
	'thirdParty',
	'free',
	'trial',
	'dueDate',
];

export const operation: INodePropertyOptions = {
	name: 'Get Quota',
	value: 'getQuota',
	builderHint: { propertyHint: 'It needs nothing.' },
	action: 'Get portal quota',
	description:
		"Get the limits of the portal's plan, and whether it includes backup, restore, audit and third-party storage. Sizes are in bytes; 9223372036854776000 means no limit.",
	routing: {
		request: { method: 'GET', url: '/portal/quota' },
		send: { paginate: true },
		operations: {
			pagination: docSpacePipeline({ answer: one('the quota', ['maxTotalSize']) }),
		},
		output: { postReceive: [simplify(MEMBERS)] },
	},
};

export const fields: INodeProperties[] = [simplifyField];
