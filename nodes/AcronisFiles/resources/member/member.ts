import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { RequestContext } from '../../../shared/context';
import { rejectParameter } from '../../../shared/parameters/rejectParameter';
import type { IdField } from '../../fields/idField';
import { idLocator } from '../../../shared/description/idLocator';

/** The member that an operation is about. Its ID has a comma in it and is not a UUID. */
export const MEMBER: IdField = {
	displayName: 'Member',
	name: 'member',
	placeholder: 'member_id',
	problem: () => undefined,
};

export const memberLocator = idLocator(
	{
		displayName: MEMBER.displayName,
		name: MEMBER.name,
		description: 'A person the folder is shared with',
	},
	'searchMembers',
	{ displayName: 'By ID', placeholder: 'e.g. permission-2057c38b-…,9c5d2c1e-…' },
);

/** What a member may do; the fields of adding and updating. */
export const rightFields = {
	canInvite: {
		displayName: 'Can Invite',
		name: 'can_invite',
		type: 'boolean',
		default: false,
		description: 'Whether the member may invite others. A guest cannot.',
	},
	canViewMembers: {
		displayName: 'Can See Members',
		name: 'can_view_members',
		type: 'boolean',
		default: false,
		description: 'Whether the member may see who else is a member. A guest cannot.',
	},
	readOnly: {
		displayName: 'Read Only',
		name: 'read_only',
		type: 'boolean',
		default: false,
		description: 'Whether the member may only read',
	},
} satisfies Record<string, INodeProperties>;

const RIGHTS = Object.values(rightFields).map(({ name }) => name);
const NOT_FOR_GUESTS = [rightFields.canInvite, rightFields.canViewMembers];

/** The rights among the values of a collection. */
export function rightsIn(values: IDataObject): IDataObject {
	return Object.fromEntries(
		RIGHTS.flatMap((name) => (name in values ? [[name, values[name]]] : [])),
	);
}

/**
 * Refuses rights that a guest cannot have; the service would say no more than "invalid".
 *
 * @param memberId A guest's begins with `guest-`.
 */
export function checkRights(context: RequestContext, memberId: string, rights: IDataObject): void {
	if (!memberId.startsWith('guest-')) return;
	const wrong = NOT_FOR_GUESTS.find(({ name }) => rights[name] === true);
	if (!wrong) return;
	rejectParameter(
		context,
		wrong.displayName,
		'cannot be turned on for a guest',
		'Remove it, or add the person to Acronis as a user first.',
	);
}
