import type {
	IExecuteSingleFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { FailedTry } from '../../../shared/http/exchange/exchange';
import { requestPages } from '../../../shared/http/items/requestPages';
import { isRecord } from '../../../shared/util/isRecord';
import { acronis, acronisPages, acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { chosenId, sendId } from '../../fields/idField';
import { resolveEntry, sendEntry } from '../../entries/resolveEntry';
import { SHARED, locatorOf } from '../../entries/entryField';
import { describeEntry, mayBeDeleted } from '../../entries/entryRequests';
import { MEMBER, memberLocator } from './member';
import { allowAsToolField } from '../../../shared/parameters/allowAsTool';

/** After a lost answer: the member was removed if the list has it no more. */
async function removedMember(
	this: IExecuteSingleFunctions,
	failed: FailedTry,
): Promise<INodeExecutionData[] | undefined> {
	if (!mayBeDeleted(failed)) return undefined;
	const id = chosenId(this, MEMBER);
	const list = {
		path: '/sync_and_share_nodes/{node_uuid}/members',
		pathValues: { node_uuid: await resolveEntry(this, SHARED) },
		answer: ANSWER.members,
	};
	for await (const { rows } of requestPages(this, acronis, list, acronisPages({ id: 'id' }))) {
		if (rows.some((row) => isRecord(row) && row.id === id)) return undefined;
	}
	return [{ json: {} }];
}

export const operation: INodePropertyOptions = {
	name: 'Remove',
	value: 'remove',
	builderHint: {
		propertyHint:
			'It needs the ID of a member from Get Many. Only where a person has asked for exactly this.',
	},
	action: 'Remove member',
	description: 'Stop sharing a folder with a person',
	routing: {
		request: { method: 'DELETE', url: '/sync_and_share_nodes/{node_uuid}/members/{member_id}' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.done,
				prepare: [sendId(MEMBER), sendEntry(SHARED)],
				recover: removedMember,
			}),
		},
		output: {
			postReceive: [
				describeEntry(SHARED, (uuid, context) => ({
					removed: true,
					id: chosenId(context, MEMBER),
					folder_uuid: uuid,
				})),
			],
		},
	},
};

export const fields: INodeProperties[] = [allowAsToolField, locatorOf(SHARED), memberLocator];
