import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { PreSendAction } from 'n8n-workflow';

import { requiresAuditPlan } from '../../audit/auditPlan';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { formatItems } from '../../output/formatItems';
import { explainStatus } from '../../service/statusMeaning';
import { allowAsToolField } from '../../../shared/parameters/allowAsTool';
import { numberOf } from '../../../shared/parameters/parameter';

/** The portal keeps events for half a year at the most. */
const MOST_DAYS = 180;

const sendDays: PreSendAction = async function (options) {
	const settings = {
		auditTrailLifeTime: numberOf(this, 'auditTrailLifeTime'),
		loginHistoryLifeTime: numberOf(this, 'loginHistoryLifeTime'),
	};
	return { ...options, body: { settings } };
};

export const operation: INodePropertyOptions = {
	name: 'Update Retention',
	value: 'updateRetention',
	builderHint: {
		propertyHint:
			'Only where a person has asked for exactly this. Both numbers are set at once: read them with Get Retention first.',
	},
	action: 'Update audit retention',
	description:
		'Set how many days the portal keeps audit events and login events. Older ones are deleted for good.',
	routing: {
		request: { method: 'POST', url: '/security/audit/settings/lifetime' },
		send: { paginate: true },
		operations: {
			// Setting the same days twice leaves the portal as setting them once does.
			pagination: docSpacePipeline({
				answer: ANSWER.retention,
				prepare: [sendDays],
				repeat: 'always',
				recover: explainStatus(requiresAuditPlan),
			}),
		},
		output: { postReceive: [formatItems({ dates: ['lastModified'] })] },
	},
};

export const fields: INodeProperties[] = [
	allowAsToolField,
	{
		displayName: 'Audit Events (Days)',
		name: 'auditTrailLifeTime',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_DAYS },
		default: MOST_DAYS,
		required: true,
		description: 'How many days to keep audit events',
	},
	{
		displayName: 'Login Events (Days)',
		name: 'loginHistoryLifeTime',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_DAYS },
		default: MOST_DAYS,
		required: true,
		description: 'How many days to keep login events',
	},
];
