import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { wholeList } from '../../../shared/http/pages';
import { listFields } from '../../../shared/description/listFields';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { presentEvents } from '../../audit/eventForm';

export const operation: INodePropertyOptions = {
	name: 'Get Latest',
	value: 'getLatest',
	action: 'Get latest login events',
	description:
		'Get the newest 20 events, which every plan allows. The portal shortens long texts in them.',
	routing: {
		request: { method: 'GET', url: '/security/audit/login/last' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.events, pages: wholeList }) },
		output: { postReceive: [presentEvents] },
	},
};

export const fields: INodeProperties[] = listFields;
