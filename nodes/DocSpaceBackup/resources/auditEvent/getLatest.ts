import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { wholeList } from '../../../shared/http/items/pages';
import { listFields } from '../../../shared/description/listFields';
import { simplify } from '../../../shared/description/simplify';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { AUDIT_EVENT_MEMBERS, auditEventOutput, presentEvents } from '../../audit/eventForm';

export const operation: INodePropertyOptions = {
	name: 'Get Latest',
	value: 'getLatest',
	builderHint: {
		propertyHint: 'It has no filters: for a period, a person or an action use Get Many.',
	},
	action: 'Get latest audit events',
	description:
		'Get the newest 20 events, which every plan allows. The portal shortens long texts in them.',
	routing: {
		request: { method: 'GET', url: '/security/audit/events/last' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.events, pages: wholeList }) },
		output: { postReceive: [presentEvents, simplify(AUDIT_EVENT_MEMBERS)] },
	},
};

export const fields: INodeProperties[] = [...listFields, ...auditEventOutput];
