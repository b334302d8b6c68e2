import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { needsAudit } from '../../audit/auditPlan';
import { present } from '../../output/present';
import { meaningOf } from '../../service/statusMeaning';

export const operation: INodePropertyOptions = {
	name: 'Get Retention',
	value: 'getRetention',
	action: 'Get audit retention',
	description: 'Get how many days the portal keeps audit events and login events',
	routing: {
		request: { method: 'GET', url: '/security/audit/settings/lifetime' },
		send: { paginate: true },
		operations: {
			pagination: docSpacePipeline({ answer: ANSWER.retention, recover: meaningOf(needsAudit) }),
		},
		output: { postReceive: [present({ dates: ['lastModified'] })] },
	},
};

export const fields: INodeProperties[] = [];
