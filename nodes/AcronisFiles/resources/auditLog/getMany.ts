import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	INodePropertyOptions,
	PreSendAction,
} from 'n8n-workflow';

import { fieldTime } from '../../../shared/parameters/dates';
import { listFields } from '../../../shared/description/listFields';
import type { Sorting } from '../../../shared/http/sort';
import { sortOptions } from '../../../shared/description/sortFields';
import { refuse } from '../../../shared/parameters/refuse';
import { acronisPages, acronisPipeline } from '../../service/acronis';
import { auditLogFilters, auditLogQuery } from '../../auditLog/filters';

const sendFilters: PreSendAction = async function (options) {
	const filters = this.getNodeParameter('filters', {}) as IDataObject; // a collection
	const qs = auditLogQuery(filters, (...reason) => refuse(this, ...reason));
	if (filters.from) qs.filter_from = utcSecond(this, 'From', filters.from);
	if (filters.to) qs.filter_to = utcSecond(this, 'To', filters.to);
	if (qs.filter_from && qs.filter_to && qs.filter_from > qs.filter_to) {
		refuse(this, 'From', 'is later than To', 'Swap the two, or leave one of them out.');
	}
	if (filters.severity !== undefined) {
		if (![1, 2, 3, 4].includes(Number(filters.severity))) {
			refuse(this, 'Severity', 'is not a number from 1 to 4', 'Choose one from the list.');
		}
		qs.filter_severity = filters.severity;
	}
	return { ...options, qs };
};

/** The service takes whole seconds in UTC. */
function utcSecond(context: IExecuteSingleFunctions, field: string, value: unknown): string {
	const time = fieldTime(value, context.getTimezone());
	if (time === undefined) {
		refuse(context, field, 'is no date', 'Set it to a date, for example 2026-06-01T00:00:00Z.');
	}
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
