import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { PostReceiveAction, PreSendAction } from 'n8n-workflow';

import type { Pages } from '../../../shared/http/items/pages';
import { listFields } from '../../../shared/description/listFields';
import { simplify } from '../../../shared/description/simplify';
import { auditEventFilters } from '../../audit/auditEventFilters';
import { checkAuditPlan } from '../../audit/auditPlan';
import { auditQuestion } from '../../audit/auditQuestion';
import { docSpacePipeline } from '../../service/docSpace';
import { fullPortalPages, portalPages } from '../../service/pages';
import { ANSWER } from '../../service/answers';
import { AUDIT_EVENT_MEMBERS, auditEventOutput, presentEvents } from '../../audit/eventForm';
import { period } from '../../audit/period';

const PATH = '/security/audit/events/filter';

/** Events that come in while pages are read would push others on, so the end of the period is fixed. */
const sendFilters: PreSendAction = async function (options) {
	const { query } = auditQuestion(this);
	const { from, to } = period(this, 'filters');
	const portalTime = await checkAuditPlan(this, PATH);
	return { ...options, qs: { ...options.qs, ...query, from, to: to ?? portalTime } };
};

const filterEvents: PostReceiveAction = async function (items) {
	const { isWanted } = auditQuestion(this);
	return items.filter(({ json }) => isWanted(json));
};

/** Whole pages where the node leaves events out: a limit says nothing about what to ask for then. */
const pages: Pages = (wanted, context) =>
	context && auditQuestion(context).isFilteredHere ? fullPortalPages(wanted) : portalPages(wanted);

export const operation: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	builderHint: {
		propertyHint:
			'Set From, To or another filter, and a small Limit. Each event has its date, action, user and target.',
	},
	action: 'Get many audit events',
	description:
		'Get audit events, newest first. Fails without a plan with audit, because the portal would then return its newest 20 events whatever the filters.',
	routing: {
		request: { method: 'GET', url: PATH },
		send: { paginate: true },
		operations: {
			pagination: docSpacePipeline({ answer: ANSWER.events, prepare: [sendFilters], pages }),
		},
		output: { postReceive: [filterEvents, presentEvents, simplify(AUDIT_EVENT_MEMBERS)] },
	},
};

export const fields: INodeProperties[] = [...listFields, auditEventFilters, ...auditEventOutput];
