import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { outputFields, simplify } from '../../../shared/description/simplify';
import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import type { IdField } from '../../fields/idField';
import { idLocator } from '../../../shared/description/idLocator';
import { BY_UUID, sendId } from '../../fields/idField';
import { sendTenant, tenantOptions } from '../../fields/tenant';

const USER: IdField = { displayName: 'User', name: 'user', placeholder: 'user_uuid' };

const USER_MEMBERS = [
	'uuid',
	'name',
	'email',
	'disabled',
	'licensed',
	'quota',
	'sync_and_share_content',
	'locale',
	'last_logged_in_at',
	'created_at',
] as const;

export const operation: INodePropertyOptions = {
	name: 'Get',
	value: 'get',
	builderHint: {
		propertyHint: 'It needs the UUID of a user, as entries of the audit log and devices have it.',
	},
	action: 'Get user',
	description: 'Get the quota, the used space and the state of a user',
	routing: {
		request: { method: 'GET', url: '/users/{user_uuid}' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({ answer: ANSWER.user, prepare: [sendId(USER), sendTenant] }),
		},
		output: { postReceive: [simplify(USER_MEMBERS)] },
	},
};

export const fields: INodeProperties[] = [
	idLocator(
		{
			displayName: USER.displayName,
			name: USER.name,
			description:
				'The user to get. Acronis has no list of users, so the list shows users with a device and users in the newest audit log entries.',
		},
		'searchUsers',
		BY_UUID,
	),
	...outputFields(USER_MEMBERS, ['override_quota', 'updated_at']),
	tenantOptions,
];
