import type { INodeProperties } from 'n8n-workflow';

import { auditEventFilters, userIdFilter } from '../DocSpaceBackup/audit/auditEventFilters';
import { loginActionFilter } from '../DocSpaceBackup/audit/loginActions';
import { pollOptions, startNotice } from '../shared/polling/fields';

/** The trigger reads all time that follows, so that a period is no filter of it. */
const PERIOD = ['from', 'to'];

/** The history is there in every plan, the logs are not. */
const LOG_NEEDS = "Reading events requires an administrator's key and a plan with audit.";

/** What the trigger asks for. */
export const eventFields: INodeProperties[] = [
	startNotice(LOG_NEEDS, { show: { event: ['auditEvent', 'loginEvent'] } }),
	startNotice(LOG_NEEDS, { show: { event: ['backupFinished'], readFrom: ['auditTrail'] } }),
	startNotice("Reading the history requires an administrator's key.", {
		show: { event: ['backupFinished'], readFrom: ['history'] },
	}),
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Audit Event',
				value: 'auditEvent',
				description: 'Something was done in the portal, to a file, a room, a user or a setting',
			},
			{
				name: 'Backup Finished',
				value: 'backupFinished',
				description: 'A backup was completed or failed, started by hand or by the schedule',
			},
			{
				name: 'Login Event',
				value: 'loginEvent',
				description: 'Somebody signed in or out, or failed to sign in',
			},
		],
		default: 'auditEvent',
	},
	{
		displayName: 'Read From',
		name: 'readFrom',
		type: 'options',
		options: [
			{
				name: 'Audit Trail',
				value: 'auditTrail',
				description: 'Every outcome. Requires DocSpace 3.6 or newer and a plan with audit.',
			},
			{
				name: 'Backup History',
				value: 'history',
				description: 'Only completed backups. Works with every version and plan.',
			},
		],
		default: 'auditTrail',
		displayOptions: { show: { event: ['backupFinished'] } },
	},
	{
		displayName:
			'The history contains no failed backups. Each read makes the portal permanently delete records whose storage is unreachable at that moment, so it is read rarely and the workflow may start later.',
		name: 'historyNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { event: ['backupFinished'], readFrom: ['history'] } },
	},
	{
		displayName: 'Read Every (Minutes)',
		name: 'historyMinutes',
		type: 'number',
		typeOptions: { minValue: 5, maxValue: 720 },
		default: 15,
		description: 'Minimum time between two reads of the history, whatever the poll times are',
		displayOptions: { show: { event: ['backupFinished'], readFrom: ['history'] } },
	},
	{
		...auditEventFilters,
		options: auditEventFilters.options?.filter(({ name }) => !PERIOD.includes(name)),
		displayOptions: { show: { event: ['auditEvent'] } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'Outcome',
				name: 'outcome',
				type: 'options',
				options: [
					{ name: 'Completed', value: 'completed' },
					{ name: 'Failed', value: 'failed' },
				],
				default: 'failed',
				description: 'Only backups with this result',
			},
			{
				displayName: 'Started By',
				name: 'startedBy',
				type: 'options',
				options: [
					{ name: 'Hand or API', value: 'hand' },
					{ name: 'Schedule', value: 'schedule' },
				],
				default: 'schedule',
				description: 'Only backups started in this way',
			},
		],
		displayOptions: { show: { event: ['backupFinished'], readFrom: ['auditTrail'] } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [loginActionFilter, userIdFilter],
		displayOptions: { show: { event: ['loginEvent'] } },
	},
	pollOptions([
		{ name: 'One for Each Action', value: 'action' },
		{
			name: 'One for Each Context',
			value: 'context',
			description:
				'The room, or else the section of the portal, by its title. Rooms with the same title share an item.',
		},
		{ name: 'One for Each Target', value: 'target' },
		{ name: 'One for Each User', value: 'user' },
	]),
];
