import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { PostReceiveAction, PreSendAction } from 'n8n-workflow';

import { listFields } from '../../../shared/description/listFields';
import { simplify } from '../../../shared/description/simplify';
import { fromFilter, toFilter, userId, userIdFilter } from '../../audit/auditEventFilters';
import { checkAuditPlan } from '../../audit/auditPlan';
import { docSpacePipeline } from '../../service/docSpace';
import { fullPortalPages } from '../../service/pages';
import { ANSWER } from '../../service/answers';
import { LOGIN_EVENT_MEMBERS, loginEventOutput, presentEvents } from '../../audit/eventForm';
import { chosenLoginAction, loginActionFilter } from '../../audit/loginActions';
import { period } from '../../audit/period';

const PATH = '/security/audit/login/filter';

/**
 * The service cuts the list into pages before it filters, so that a page can be short or empty with
 * more to come. It is asked for the beginning of the period alone: the list is newest first, so that
 * a page that comes out short is the last one all the same. The rest is filtered here.
 */
const sendBeginning: PreSendAction = async function (options) {
	const { from } = period(this, 'filters');
	userId(this);
	chosenLoginAction(this);
	await checkAuditPlan(this, PATH);
	return { ...options, qs: { ...options.qs, from } };
};

/** Dates are in ISO 8601 in UTC by now, which compares like time. */
const filterEvents: PostReceiveAction = async function (items) {
	const { from = '', to } = period(this, 'filters');
	const person = userId(this)?.toLowerCase();
	const action = chosenLoginAction(this);
	return items.filter(({ json }) => {
		const date = String(json.date);
		return (
			date >= from &&
			(to === undefined || date <= to) &&
			(person === undefined || String(json.userId).toLowerCase() === person) &&
			(action === undefined || json.actionId === action)
		);
	});
};

export const operation: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	builderHint: {
		propertyHint:
			'Set From, To or another filter, and a small Limit. Each event has its date, action, user, login and IP address.',
	},
	action: 'Get many login events',
	description:
		'Get sign-ins and failed sign-ins, newest first. Fails without a plan with audit, because the portal would then return its newest 20 events whatever the filters.',
	routing: {
		request: { method: 'GET', url: PATH },
		send: { paginate: true },
		operations: {
			pagination: docSpacePipeline({
				answer: ANSWER.events,
				prepare: [sendBeginning],
				pages: fullPortalPages,
			}),
		},
		output: { postReceive: [presentEvents, filterEvents, simplify(LOGIN_EVENT_MEMBERS)] },
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
		options: [loginActionFilter, fromFilter, toFilter, userIdFilter],
	},
	...loginEventOutput,
];
