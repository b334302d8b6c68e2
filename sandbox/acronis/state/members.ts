import type { SeededRandom } from '../../random';
import type { AcronisUser, AcronisUsers } from './users';

/** Somebody a folder is shared with. */
export interface Member {
	/** With a comma in it: whose, and which folder's. */
	id: string;
	kind: 'permission' | 'guest';
	email: string;
	name: string;
	rights: MemberRights;
}

/** What a member may do. */
export interface MemberRights {
	read_only: boolean;
	can_view_members: boolean;
	can_invite: boolean;
}

/**
 * Makes a member: an address without an account becomes a guest.
 *
 * @param folder the folder's uuid
 */
export function newMember(
	folder: string,
	email: string,
	users: AcronisUsers,
	random: SeededRandom,
): Member {
	const user = Object.values(users).find((one) => one.email.toLowerCase() === email.toLowerCase());
	const kind = user ? 'permission' : 'guest';
	return {
		id: `${kind}-${user?.uuid ?? random.uuid()},${folder}`,
		kind,
		email,
		name: user?.name ?? email,
		rights: { read_only: false, can_view_members: false, can_invite: false },
	};
}

/** A member as the service shows it. */
export function shownMember({ id, kind, email, name, rights }: Member) {
	const isGuest = kind === 'guest';
	return {
		id,
		...rights,
		email,
		name,
		permission_for: kind,
		can_be_changed: { can_invite: !isGuest, can_view_members: !isGuest, read_only: true },
	};
}

/** The owner of a folder among its members. */
export function shownOwner({ uuid, email, name }: AcronisUser) {
	return {
		id: `owner-${uuid}`,
		read_only: false,
		can_view_members: true,
		can_invite: true,
		email,
		name,
		permission_for: 'owner',
		can_be_changed: { can_invite: false, can_view_members: false, read_only: false },
	};
}
