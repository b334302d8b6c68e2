import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { sendEntry } from '../../entries/resolveEntry';
import type { EntryField } from '../../entries/entryField';
import { locatorOf } from '../../entries/entryField';
import { ENTRY_FIELDS, entryOutput } from './entryFields';
import type { Operation } from '../../../shared/description/resource';
import { simplify } from '../../../shared/description/simplify';

/** Reads a file or a folder; for the service both are one kind of thing. */
export function getOperation(field: EntryField): Operation {
	return {
		operation: {
			name: 'Get',
			value: 'get',
			builderHint: {
				propertyHint: `It needs the path of the ${field.kind}, such as /Reports, or its UUID from Folder: Get Many.`,
			},
			action: `Get ${field.kind}`,
			description: `Get the details of a ${field.kind}`,
			routing: {
				request: { method: 'GET', url: '/sync_and_share_nodes/{node_uuid}' },
				send: { paginate: true },
				operations: {
					pagination: acronisPipeline({ answer: ANSWER.entry, prepare: [sendEntry(field)] }),
				},
				output: { postReceive: [simplify(ENTRY_FIELDS)] },
			},
		},
		fields: [locatorOf(field), ...entryOutput],
	};
}
