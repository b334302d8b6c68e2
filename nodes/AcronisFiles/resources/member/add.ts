import type {
	IExecuteSingleFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	PreSendAction,
} from 'n8n-workflow';

import { request } from '../../../shared/http/request';
import { requestPages } from '../../../shared/http/items/requestPages';
import { isRecord } from '../../../shared/util/isRecord';
import { acronis, acronisPages, acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { resolveEntry, sendEntry } from '../../entries/resolveEntry';
import { SHARED, locatorOf } from '../../entries/entryField';
import { checkRights, rightsIn } from './member';
import { emailField, memberOptions, newMember } from './newMember';
import { choiceOf } from '../../../shared/parameters/parameter';

const sendMember: PreSendAction = async function (options) {
	return { ...options, body: { member: newMember(this) } };
};

/** Changes the rights of somebody who is a member already, if that is wanted. */
async function updatedMember(
	this: IExecuteSingleFunctions,
): Promise<INodeExecutionData[] | undefined> {
	if (choiceOf(this, 'ifMember') !== 'update') return undefined;
	const wanted = newMember(this);
	const email = String(wanted.email).toLowerCase();
	const path = '/sync_and_share_nodes/{node_uuid}/members';
	const pathValues = { node_uuid: await resolveEntry(this, SHARED) };
	const list = { path, pathValues, answer: ANSWER.members };
	const pages = acronisPages({ id: 'id' });
	for await (const { rows } of requestPages(this, acronis, list, pages)) {
		const member = rows.find((row) => isRecord(row) && String(row.email).toLowerCase() === email);
		if (!isRecord(member)) continue;
		const id = String(member.id);
		const rights = rightsIn(wanted);
		checkRights(this, id, rights);
		if (Object.keys(rights).length === 0) return [{ json: { ...member, existed: true } }];
		const { result } = await request(this, acronis, {
			method: 'PUT',
			path: `${path}/{member_id}`,
			pathValues: { ...pathValues, member_id: id },
			body: { member: rights },
			answer: ANSWER.member,
		});
		return [{ json: { ...(isRecord(result) ? result : member), existed: true } }];
	}
	return undefined;
}

export const operation: INodePropertyOptions = {
	name: 'Add',
	value: 'add',
	builderHint: {
		propertyHint:
			'The person can see the folder from then on, and gets an email. Only where a person has asked for exactly this.',
	},
	action: 'Add member',
	description: 'Share a folder with a person. Acronis sends them an email.',
	routing: {
		request: { method: 'POST', url: '/sync_and_share_nodes/{node_uuid}/members' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.member,
				instead: updatedMember,
				prepare: [sendMember, sendEntry(SHARED)],
			}),
		},
	},
};

export const fields: INodeProperties[] = [
	locatorOf(SHARED),
	emailField,
	{
		displayName: 'If Already a Member',
		name: 'ifMember',
		type: 'options',
		options: [
			{ name: 'Fail', value: 'fail', description: 'Stop with an error' },
			{ name: 'Update', value: 'update', description: 'Update the rights of the member' },
		],
		default: 'fail',
		description: 'What to do if the folder is already shared with this person',
	},
	memberOptions,
];
