import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { explainStatus, requiresVersion } from '../../service/statusMeaning';

export const operation: INodePropertyOptions = {
	name: 'Get Service State',
	value: 'getServiceState',
	builderHint: { propertyHint: 'It needs nothing.' },
	action: 'Get backup service state',
	description:
		'Get whether the paid backup service is on, which continues when the free backups are used up (DocSpace 3.5 or newer)',
	routing: {
		request: { method: 'GET', url: '/backup/getservicestate' },
		send: { paginate: true },
		operations: {
			pagination: docSpacePipeline({
				answer: ANSWER.serviceState,
				recover: explainStatus(requiresVersion('3.5')),
			}),
		},
	},
};

export const fields: INodeProperties[] = [];
