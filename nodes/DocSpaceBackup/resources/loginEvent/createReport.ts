import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { needsAudit } from '../../audit/auditPlan';
import { docSpacePipeline } from '../../service/docSpace';
import { absoluteUrl } from '../../output/portalLink';
import { meaningOf } from '../../service/statusMeaning';

export const operation: INodePropertyOptions = {
	name: 'Create Report',
	value: 'createReport',
	action: 'Create login report',
	description:
		"Make a CSV file of the whole login history in My Documents of the key's owner, and get its address in the portal",
	routing: {
		request: { method: 'POST', url: '/security/audit/login/report' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ recover: meaningOf(needsAudit) }) },
		output: { postReceive: [absoluteUrl] },
	},
};

export const fields: INodeProperties[] = [];
