import type { INodeProperties } from 'n8n-workflow';

import { auditLogFilters } from '../AcronisFiles/auditLog/filters';
import { pollOptions, startNotice } from '../shared/polling/fields';

/** What the trigger asks for. */
export const eventFields: INodeProperties[] = [
	startNotice('Reading the audit log needs a user who administers File Sync & Share.'),
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			auditLogFilters.kinds,
			auditLogFilters.node,
			auditLogFilters.severities,
			auditLogFilters.share,
			auditLogFilters.tenantId,
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
