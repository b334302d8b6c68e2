import type { PreSendAction } from 'n8n-workflow';

import { textField } from '../../shared/textField';
import { acronisPipeline } from '../acronis';
import { sendNode } from '../chosenNode';
import type { NodeField } from '../locators';
import { locatorOf } from '../locators';
import { checkName } from '../names';
import { answerAbout } from '../nodeRequests';
import type { Operation } from '../../shared/resource';

const sendName: PreSendAction = async function (options) {
	const name = checkName(this, 'New Name', this.getNodeParameter('name'));
	return { ...options, body: { sync_and_share_node: { name } } };
};

/** Gives a file or a folder another name. */
export function renameOperation(field: NodeField): Operation {
	return {
		operation: {
			name: 'Rename',
			value: 'rename',
			action: `Rename ${field.kind}`,
			description: `Give a ${field.kind} another name in the same folder`,
			routing: {
				request: { method: 'PUT', url: '/sync_and_share_nodes/{node_uuid}' },
				send: { paginate: true },
				operations: {
					pagination: acronisPipeline({ prepare: [sendName, sendNode(field)] }),
				},
				output: {
					postReceive: [
						answerAbout(field, (uuid, context) => ({
							renamed: true,
							uuid,
							name: textField(context, 'name'),
						})),
					],
				},
			},
		},
		fields: [
			locatorOf(field),
			{
				displayName: 'New Name',
				name: 'name',
				type: 'string',
				default: '',
				required: true,
				placeholder: field.kind === 'file' ? 'e.g. june.pdf' : 'e.g. Reports',
				description: `What to call the ${field.kind}`,
			},
		],
	};
}
