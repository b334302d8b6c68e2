import type {
	INodeProperties,
	INodePropertyOptions,
	PostReceiveAction,
	PreSendAction,
} from 'n8n-workflow';

import { listFields } from '../../../shared/description/listFields';
import type { Pages } from '../../../shared/http/items/pages';
import type { Sorting } from '../../../shared/http/items/sort';
import { sortOptions } from '../../../shared/description/sortFields';
import { outputFields, outputForm, simplify } from '../../../shared/description/simplify';
import { rejectParameter } from '../../../shared/parameters/rejectParameter';
import { acronisPages, acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { presentEntry, SIMPLE_MEMBERS } from '../../auditLog/entry';
import { auditLogCheck, auditLogFilters, auditLogQuery } from '../../auditLog/filters';
import { listOf, timeOf } from '../../../shared/parameters/parameter';

const sendFilters: PreSendAction = async function (options) {
	const qs = auditLogQuery(this);
	const from = timeOf(this, 'filters.from');
	const to = timeOf(this, 'filters.to');
	const [severity, ...others] = listOf<number>(this, 'filters.severities');
	if (from !== undefined) qs.filter_from = utcSecond(from);
	if (to !== undefined) qs.filter_to = utcSecond(to);
	if (from !== undefined && to !== undefined && from > to) {
		rejectParameter(this, 'From', 'is after To', 'Swap the two, or change one of them.');
	}
	// The service takes one; several are filtered here.
	if (severity !== undefined && others.length === 0) qs.filter_severity = severity;
	return { ...options, qs };
};

/** The service takes whole seconds in UTC. */
function utcSecond(time: number): string {
	return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Whole pages are asked for where not every entry passes the filters. */
const pages: Pages = (wanted, context) => {
	const count = (name: string) => (context ? listOf(context, `filters.${name}`).length : 0);
	return acronisPages({ alwaysFull: count('severities') > 1 || count('kinds') > 0 })(wanted);
};

/** What passes the filters, in the form in which it leaves the node. */
const wantedEntries: PostReceiveAction = async function (items) {
	const isWanted = auditLogCheck(this);
	const isRaw = outputForm(this) === 'raw';
	return items
		.filter(({ json }) => isWanted(json))
		.map(({ json, ...item }) => ({
			...item,
			json: presentEntry(json, !isRaw),
		}));
};

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
	builderHint: {
		propertyHint:
			'It needs an administrator. Set From, To or another filter, and a small Limit. Each entry has its date, text, kind, severity and user.',
	},
	action: 'Get many audit log entries',
	description: 'Get the entries of the audit log. Their texts are in the language of the tenant.',
	routing: {
		request: { method: 'GET', url: '/audit_log' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.auditLog,
				prepare: [sendFilters],
				pages,
				sorting: SORTING,
			}),
		},
		output: { postReceive: [wantedEntries, simplify(SIMPLE_MEMBERS)] },
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
			auditLogFilters.node,
			{
				displayName: 'From',
				name: 'from',
				type: 'dateTime',
				default: '',
				description: 'Only entries from this time on',
			},
			auditLogFilters.kinds,
			auditLogFilters.severities,
			auditLogFilters.share,
			auditLogFilters.tenantId,
			auditLogFilters.text,
			{
				displayName: 'To',
				name: 'to',
				type: 'dateTime',
				default: '',
				description: 'Only entries up to this time',
			},
			auditLogFilters.user,
		],
	},
	...outputFields(SIMPLE_MEMBERS),
	sortOptions(SORTING),
];
