import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import type { IdField } from '../../fields/idField';
import { idLocator } from '../../../shared/description/idLocator';
import { chosenId, sendId } from '../../fields/idField';
import { sendEntry } from '../../entries/resolveEntry';
import { FILE, locatorOf } from '../../entries/entryField';
import { describeEntry } from '../../entries/entryRequests';

const REVISION: IdField = {
	displayName: 'Revision',
	name: 'revision',
	placeholder: 'revision_number',
	problem: (id) => (/^[1-9]\d{0,14}$/.test(id) ? undefined : 'is not a whole number from 1'),
};

export const operation: INodePropertyOptions = {
	name: 'Restore',
	value: 'restore',
	builderHint: { propertyHint: 'It needs a file, and the number of a revision from Get Many.' },
	action: 'Restore revision',
	description:
		'Make an earlier revision the current one. Nothing is lost: its content becomes a new revision.',
	routing: {
		request: {
			method: 'POST',
			url: '/sync_and_share_nodes/{node_uuid}/revisions/{revision_number}',
		},
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.done,
				prepare: [sendId(REVISION), sendEntry(FILE)],
			}),
		},
		output: {
			postReceive: [
				describeEntry(FILE, (uuid, context) => ({
					restored: true,
					uuid,
					revision: Number(chosenId(context, REVISION)),
				})),
			],
		},
	},
};

export const fields: INodeProperties[] = [
	locatorOf(FILE),
	idLocator(
		{
			displayName: REVISION.displayName,
			name: REVISION.name,
			description: 'Which revision to restore',
		},
		'searchRevisions',
		{ displayName: 'By Number', placeholder: 'e.g. 3' },
	),
];
