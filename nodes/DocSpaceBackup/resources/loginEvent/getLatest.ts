import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { wholeList } from '../../../shared/http/items/pages';
import { listFields } from '../../../shared/description/listFields';
import { simplify } from '../../../shared/description/simplify';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { LOGIN_EVENT_MEMBERS, loginEventOutput, presentEvents } from '../../audit/eventForm';

export const operation: INodePropertyOptions = {
	name: 'Get Latest',
	value: 'getLatest',
	builderHint: { propertyHint: 'It has no filters: for a period or a person use Get Many.' },
	action: 'Get latest login events',
	description:
		'Get the newest 20 events, which every plan allows. The portal shortens long texts in them.',
	routing: {
		request: { method: 'GET', url: '/security/audit/login/last' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.events, pages: wholeList }) },
		output: { postReceive: [presentEvents, simplify(LOGIN_EVENT_MEMBERS)] },
	},
};

export const fields: INodeProperties[] = [...listFields, ...loginEventOutput];
