import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	INodePropertyOptions,
	PreSendAction,
} from 'n8n-workflow';

import { rejectParameter } from '../../../shared/parameters/rejectParameter';
import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import type { IdField } from '../../fields/idField';
import { chosenId, sendId } from '../../fields/idField';
import { sendEntry } from '../../entries/resolveEntry';
import { FILE, locatorOf } from '../../entries/entryField';
import { describeEntry } from '../../entries/entryRequests';
import { linkFields } from './link';
import { membersOf } from '../../../shared/parameters/parameter';

const LINK: IdField = {
	displayName: 'Link ID',
	name: 'linkId',
	placeholder: 'link_id',
	problem: (id) => (/^\d{1,15}$/.test(id) ? undefined : 'is not a number'),
};

/** What the fields say about the link; `ttl: null` takes its end away. */
function changesOf(context: IExecuteSingleFunctions): IDataObject {
	const { neverExpires, ...changes } = membersOf(context, 'changes');
	if (neverExpires === true) {
		if (changes.ttl !== undefined) {
			rejectParameter(
				context,
				'Never Expires',
				'contradicts Days Until It Expires',
				'Remove one of them.',
			);
		}
		changes.ttl = null;
	}
	if (Object.keys(changes).length === 0) {
		rejectParameter(context, 'Changes', 'has no changes', 'Add at least one change.');
	}
	return changes;
}

/** Unlike when the link is made, the body has no envelope. */
const sendChanges: PreSendAction = async function (options) {
	return { ...options, body: changesOf(this) };
};

export const operation: INodePropertyOptions = {
	name: 'Update',
	value: 'update',
	builderHint: { propertyHint: 'It needs the ID of the link that Create has given.' },
	action: 'Update file link',
	description: 'Change who can open a link, and for how long',
	routing: {
		request: { method: 'PUT', url: '/sync_and_share_nodes/{node_uuid}/links/{link_id}' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.done,
				prepare: [sendId(LINK), sendChanges, sendEntry(FILE)],
			}),
		},
		output: {
			postReceive: [
				describeEntry(FILE, (uuid, context) => ({
					updated: true,
					id: Number(chosenId(context, LINK)),
					node_uuid: uuid,
					...changesOf(context),
				})),
			],
		},
	},
};

export const fields: INodeProperties[] = [
	locatorOf(FILE),
	{
		displayName: 'Link ID',
		name: 'linkId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 12',
		description: 'The ID that Create returns. Acronis cannot look one up.',
	},
	{
		displayName: 'Changes',
		name: 'changes',
		type: 'collection',
		placeholder: 'Add Change',
		default: {},
		description: 'Settings that are not added stay as they are',
		options: [
			linkFields.access,
			linkFields.lifetime,
			{
				displayName: 'Never Expires',
				name: 'neverExpires',
				type: 'boolean',
				default: true,
				description: 'Whether the link never expires, if the security settings allow that',
			},
			linkFields.singleUse,
		],
	},
];
