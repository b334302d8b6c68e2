import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { sendNode } from '../../entries/chosenEntry';
import type { NodeField } from '../../entries/entryField';
import { locatorOf } from '../../entries/entryField';
import { NODE_MEMBERS } from './nodeMembers';
import type { Operation } from '../../../shared/description/resource';
import { simplify, simplifyField } from '../../../shared/description/simplify';

/** Reads a file or a folder; for the service both are nodes. */
export function getOperation(field: NodeField): Operation {
	return {
		operation: {
			name: 'Get',
			value: 'get',
			action: `Get ${field.kind}`,
			description: `Get what Acronis knows about a ${field.kind}`,
			routing: {
				request: { method: 'GET', url: '/sync_and_share_nodes/{node_uuid}' },
				send: { paginate: true },
				operations: {
					pagination: acronisPipeline({ answer: ANSWER.entry, prepare: [sendNode(field)] }),
				},
				output: { postReceive: [simplify(NODE_MEMBERS)] },
			},
		},
		fields: [locatorOf(field), simplifyField],
	};
}
