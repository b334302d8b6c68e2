import type { PreSendAction } from 'n8n-workflow';

import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { sendEntry } from '../../entries/resolveEntry';
import type { EntryField } from '../../entries/entryField';
import { locatorOf } from '../../entries/entryField';
import { checkName } from '../../entries/pathWalk';
import { describeEntry } from '../../entries/entryRequests';
import type { Operation } from '../../../shared/description/resource';
import { textOf } from '../../../shared/parameters/parameter';

const sendName: PreSendAction = async function (options) {
	const name = checkName(this, 'New Name', textOf(this, 'name'));
	return { ...options, body: { sync_and_share_node: { name } } };
};

/** Gives a file or a folder another name. */
export function renameOperation(field: EntryField): Operation {
	return {
		operation: {
			name: 'Rename',
			value: 'rename',
			builderHint: {
				propertyHint: `It needs the ${field.kind} by its path or UUID, and the new name.`,
			},
			action: `Rename ${field.kind}`,
			description: `Give a ${field.kind} another name in the same folder`,
			routing: {
				request: { method: 'PUT', url: '/sync_and_share_nodes/{node_uuid}' },
				send: { paginate: true },
				operations: {
					pagination: acronisPipeline({
						answer: ANSWER.done,
						prepare: [sendName, sendEntry(field)],
					}),
				},
				output: {
					postReceive: [
						describeEntry(field, (uuid, context) => ({
							renamed: true,
							uuid,
							name: textOf(context, 'name'),
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
				description: `New name of the ${field.kind}`,
			},
		],
	};
}
