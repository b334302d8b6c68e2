import type { INodeProperties, INodePropertyOptions, PreSendAction } from 'n8n-workflow';

import { rejectParameter } from '../../../shared/parameters/rejectParameter';
import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { chosenId, sendId } from '../../fields/idField';
import { sendEntry } from '../../entries/resolveEntry';
import { SHARED, locatorOf } from '../../entries/entryField';
import { checkRights, MEMBER, memberLocator, rightFields, rightsIn } from './member';
import { membersOf } from '../../../shared/parameters/parameter';

const sendRights: PreSendAction = async function (options) {
	const member = rightsIn(membersOf(this, 'rights'));
	if (Object.keys(member).length === 0) {
		rejectParameter(this, 'Rights', 'has no changes', 'Add at least one right to change.');
	}
	checkRights(this, chosenId(this, MEMBER), member);
	return { ...options, body: { member } };
};

export const operation: INodePropertyOptions = {
	name: 'Update',
	value: 'update',
	builderHint: {
		propertyHint:
			'It needs the ID of a member from Get Many. Only where a person has asked for exactly this.',
	},
	action: 'Update member',
	description: 'Change the rights of a member of a shared folder',
	routing: {
		request: { method: 'PUT', url: '/sync_and_share_nodes/{node_uuid}/members/{member_id}' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.member,
				prepare: [sendId(MEMBER), sendRights, sendEntry(SHARED)],
			}),
		},
	},
};

export const fields: INodeProperties[] = [
	locatorOf(SHARED),
	memberLocator,
	{
		displayName: 'Rights',
		name: 'rights',
		type: 'collection',
		placeholder: 'Add Right',
		default: {},
		description: 'Settings that are not added stay as they are',
		options: [rightFields.canInvite, rightFields.canViewMembers, rightFields.readOnly],
	},
];
