import type { INodeProperties } from 'n8n-workflow';

import { auditLogFilters } from '../AcronisFiles/auditLog/filters';
import { TEXT } from '../shared/parameters/fieldValue';
import { pollOptions, startNotice } from '../shared/polling/fields';

/** Which tenants to follow, if not the user's own. */
export const tenantIdsField: INodeProperties = {
	displayName: 'Tenant IDs',
	name: 'tenantIds',
	type: 'string',
	typeOptions: TEXT.list,
	default: '',
	displayOptions: { show: { tenants: ['list'] } },
	placeholder: 'e.g. 2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f',
	description:
		'UUIDs of customer tenants, separated by commas, or an expression that returns a list. A tenant added later starts from then on.',
};

/** What the trigger asks for. */
export const eventFields: INodeProperties[] = [
	startNotice('Reading the audit log needs a user who administers File Sync & Share.'),
	{
		displayName: 'Tenants',
		name: 'tenants',
		type: 'options',
		options: [
			{ name: 'My Own', value: 'own', description: 'The tenant of the user in the credential' },
			{
				name: 'List',
				value: 'list',
				description: 'Tenants that the user administers. Each one is followed on its own.',
			},
		],
		default: 'own',
		description: 'Which audit logs to follow',
	},
	tenantIdsField,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			auditLogFilters.node,
			auditLogFilters.kinds,
			auditLogFilters.severities,
			auditLogFilters.share,
			auditLogFilters.text,
			auditLogFilters.user,
		],
	},
	pollOptions([
		{ name: 'One for Each File or Folder', value: 'node' },
		{ name: 'One for Each Share', value: 'share' },
		{ name: 'One for Each User', value: 'user' },
	]),
];
