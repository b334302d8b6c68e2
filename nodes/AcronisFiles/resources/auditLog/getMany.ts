import type { INodeProperties, INodePropertyOptions, PreSendAction } from 'n8n-workflow';

import { listFields } from '../../../shared/description/listFields';
import type { Sorting } from '../../../shared/http/sort';
import { sortOptions } from '../../../shared/description/sortFields';
import { refuse } from '../../../shared/parameters/refuse';
import { acronisPages, acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { auditLogFilters, auditLogQuery } from '../../auditLog/filters';
import { choiceOf, timeOf } from '../../../shared/parameters/parameter';

const sendFilters: PreSendAction = async function (options) {
	const qs = auditLogQuery(this);
	const from = timeOf(this, 'filters.from');
	const to = timeOf(this, 'filters.to');
	const severity = choiceOf(this, 'filters.severity');
	if (from !== undefined) qs.filter_from = utcSecond(from);
	if (to !== undefined) qs.filter_to = utcSecond(to);
	if (from !== undefined && to !== undefined && from > to) {
		refuse(this, 'From', 'is later than To', 'Swap the two, or leave one of them out.');
	}
	if (severity !== undefined) qs.filter_severity = severity;
	return { ...options, qs };
};

/** The service takes whole seconds in UTC. */
function utcSecond(time: number): string {
	return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The service promises no order. Equal ones come oldest first. */
const SORTING: Sorting = {
	choices: [
		{ name: 'Creation Date', value: 'created_at' },
		{ name: 'Severity', value: 'severity' },
	],
	usual: 'created_at',
	ties: ['created_at', 'uuid'],
};

export const operation: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many audit log entries',
	description:
		'Get what happened in File Sync & Share. The texts are in the language of the tenant.',
	routing: {
		request: { method: 'GET', url: '/audit_log' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.auditLog,
				prepare: [sendFilters],
				pages: acronisPages(),
				sorting: SORTING,
			}),
		},
	},
};

export const fields: INodeProperties[] = [
	...listFields,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'From',
				name: 'from',
				type: 'dateTime',
				default: '',
				description: 'Only entries of this time or later',
			},
			auditLogFilters.node,
			{
				displayName: 'Severity',
				name: 'severity',
				type: 'options',
				options: [
					{ name: 'Error', value: 3 },
					{ name: 'Fatal', value: 4 },
					{ name: 'Info', value: 1 },
					{ name: 'Warning', value: 2 },
				],
				default: 3,
				description: 'Only entries of this severity',
			},
			auditLogFilters.share,
			auditLogFilters.tenantId,
			auditLogFilters.text,
			{
				displayName: 'To',
				name: 'to',
				type: 'dateTime',
				default: '',
				description: 'Only entries of this time or earlier',
			},
			auditLogFilters.user,
		],
	},
	sortOptions(SORTING),
];
