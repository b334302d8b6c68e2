import { type Call, type Handlers, bodyOf, queryOf } from '../../http/call';
import { fileError } from '../quirks/answers';
import { type FileNode, ROOT } from '../state/fileNode';
import {
	type Member,
	type MemberRights,
	newMember,
	shownMember,
	shownOwner,
} from '../state/members';
import { type PageQuery, pageOf } from '../quirks/paging';
import type { Tenant } from '../state/tenant';
import type { AcronisUser } from '../state/users';

interface NewMember extends Partial<MemberRights> {
	email: string;
	expiration_date?: string;
}

/** Whom folders are shared with. */
export function memberRoutes(tenant: Tenant): Handlers<AcronisUser> {
	const { files, auditLog } = tenant;
	const sharedFolder = ({ caller, parameters }: Call<AcronisUser>): FileNode => {
		const folder = files.own(caller, parameters.node_uuid ?? '');
		if (!folder.isDirectory || folder.uuid === ROOT) throw fileError('noPermission');
		return folder;
	};
	return {
		listMembers(call) {
			const folder = sharedFolder(call);
			const rows = [shownOwner(folder.owner), ...folder.members.map(shownMember)];
			return pageOf(rows, queryOf<PageQuery>(call), tenant.settings.paging, (row) => row);
		},

		createMember(call) {
			const folder = sharedFolder(call);
			const { member: wanted } = bodyOf<{ member: NewMember }>(call);
			const { email, expiration_date: expirationDate, ...rest } = wanted;
			const known = [folder.owner, ...folder.members].map((one) => one.email.toLowerCase());
			if (known.includes(email.toLowerCase())) throw fileError('invalid');
			const member = newMember(folder.uuid, email, tenant.users, tenant.random);
			setRights(member, rest);
			if (expirationDate !== undefined) folder.expirationDate = expirationDate;
			folder.members.push(member);
			const share = { uuid: folder.uuid, name: folder.name };
			auditLog.note(`Shared folder '${folder.name}' with ${email}.`, call.caller, { share });
			return { status: 201, body: shownMember(member) };
		},

		deleteAllMembers(call) {
			sharedFolder(call).members = [];
			return { status: 204 };
		},

		getMember(call) {
			const folder = sharedFolder(call);
			const owner = shownOwner(folder.owner);
			if (call.parameters.member_id === owner.id) return { status: 200, body: owner };
			return { status: 200, body: shownMember(memberOf(folder, call)) };
		},

		updateMember(call) {
			const member = memberOf(sharedFolder(call), call);
			setRights(member, bodyOf<{ member: Partial<MemberRights> }>(call).member);
			return { status: 200, body: shownMember(member) };
		},

		deleteMember(call) {
			const folder = sharedFolder(call);
			const member = memberOf(folder, call);
			folder.members = folder.members.filter((one) => one !== member);
			return { status: 204 };
		},
	};
}

function memberOf(folder: FileNode, { parameters }: Call<AcronisUser>): Member {
	const member = folder.members.find(({ id }) => id === parameters.member_id);
	if (!member) throw fileError('noPermission');
	return member;
}

function setRights(member: Member, rights: Partial<MemberRights>): void {
	const { can_invite: canInvite, can_view_members: canView } = rights;
	if (member.kind === 'guest' && (canInvite || canView)) throw fileError('invalid');
	const { read_only, can_invite, can_view_members } = { ...member.rights, ...rights };
	member.rights = { read_only, can_invite, can_view_members };
}
