import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { requiresAuditPlan } from '../../audit/auditPlan';
import { formatItems } from '../../output/formatItems';
import { explainStatus } from '../../service/statusMeaning';

export const operation: INodePropertyOptions = {
	name: 'Get Retention',
	value: 'getRetention',
	builderHint: { propertyHint: 'It needs nothing.' },
	action: 'Get audit retention',
	description: 'Get how many days the portal keeps audit events and login events',
	routing: {
		request: { method: 'GET', url: '/security/audit/settings/lifetime' },
		send: { paginate: true },
		operations: {
			pagination: docSpacePipeline({
				answer: ANSWER.retention,
				recover: explainStatus(requiresAuditPlan),
			}),
		},
		output: { postReceive: [formatItems({ dates: ['lastModified'] })] },
	},
};

export const fields: INodeProperties[] = [];
