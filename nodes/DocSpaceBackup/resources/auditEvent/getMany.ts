import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { PreSendAction } from 'n8n-workflow';

import { listFields } from '../../../shared/description/listFields';
import { auditEventFilters, auditEventQuery } from '../../audit/auditEventFilters';
import { checkAuditPlan } from '../../audit/auditPlan';
import { docSpacePipeline } from '../../service/docSpace';
import { eventPages, presentEvents } from '../../audit/eventForm';
import { period } from '../../audit/period';

const PATH = '/security/audit/events/filter';

/** Events that come in while pages are read would push others on, so the end of the period is fixed. */
const sendFilters: PreSendAction = async function (options) {
	const query = auditEventQuery(this);
	const { from, to } = period(this, 'filters');
	const portalTime = await checkAuditPlan(this, PATH);
	return { ...options, qs: { ...options.qs, ...query, from, to: to ?? portalTime } };
};

export const operation: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many audit events',
	description:
		'Get what happened in the portal, newest first. It needs a plan with audit: without one the node fails, because the portal would answer with its newest 20 events whatever was asked for.',
	routing: {
		request: { method: 'GET', url: PATH },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ prepare: [sendFilters], pages: eventPages }) },
		output: { postReceive: [presentEvents] },
	},
};

export const fields: INodeProperties[] = [...listFields, auditEventFilters];
