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
			{
				displayName: 'Kinds',
				name: 'kinds',
				type: 'multiOptions',
				options: [
					{
						name: 'Account',
						value: 'account',
						description: 'About a user, without a file or share',
					},
					{ name: 'File', value: 'file', description: 'About a file or folder' },
					{ name: 'Sharing', value: 'sharing', description: 'About a shared folder' },
					{ name: 'System', value: 'system', description: 'About none of these, such as a purge' },
				],
				default: [],
				description:
					'Only entries of these kinds. The kind follows from what the entry is about, whatever language its text has.',
			},
			auditLogFilters.node,
			{
				displayName: 'Severities',
				name: 'severities',
				type: 'multiOptions',
				options: [
					{ name: 'Error', value: 3 },
					{ name: 'Fatal', value: 4 },
					{ name: 'Info', value: 1 },
					{ name: 'Warning', value: 2 },
				],
				default: [],
				description: 'Only entries of these severities',
			},
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
