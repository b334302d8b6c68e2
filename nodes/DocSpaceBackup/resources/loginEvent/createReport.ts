import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { requiresAuditPlan } from '../../audit/auditPlan';
import { reportFields, reportFile } from '../../tasks/report';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { explainStatus } from '../../service/statusMeaning';

const PATH = '/security/audit/login/report';

export const operation: INodePropertyOptions = {
	name: 'Create Report',
	value: 'createReport',
	builderHint: {
		propertyHint:
			'It leaves a file in the portal. To answer a question about sign-ins, use Get Many.',
	},
	action: 'Create login report',
	description:
		"Create a file with the whole login history in My Documents of the key's owner, and get its address and ID",
	routing: {
		request: { method: 'POST', url: PATH },
		send: { paginate: true },
		operations: {
			pagination: docSpacePipeline({
				answer: ANSWER.report,
				recover: explainStatus(requiresAuditPlan),
			}),
		},
		output: { postReceive: [reportFile(PATH)] },
	},
};

export const fields: INodeProperties[] = reportFields;
