import { type Handlers, bodyOf } from '../../http/call';
import { fileError, shownTime } from '../quirks/answers';
import type { FileLink } from '../state/fileNode';
import type { Tenant } from '../state/tenant';
import type { AcronisUser } from '../state/users';

interface NewLink {
	link: {
		recipients?: { email: string }[];
		ttl?: number;
		access_restriction?: 'public' | 'access' | 'shared';
		single_use?: boolean;
	};
}

/** Links that open a file to others. */
export function linkRoutes(tenant: Tenant): Handlers<AcronisUser> {
	const { files, auditLog } = tenant;
	return {
		createFileLink(call) {
			const { link } = bodyOf<NewLink>(call);
			const node = files.own(call.caller, call.parameters.node_uuid ?? '');
			if (node.isDirectory) throw fileError('invalid');
			const made: FileLink = {
				id: tenant.nextLinkId(),
				accessRestriction: link.access_restriction ?? 'public',
				ttl: link.ttl,
				singleUse: link.single_use ?? false,
			};
			checkAllowed(tenant.pages.security, made);
			node.links.push(made);
			const now = shownTime(tenant.now());
			const about = { uuid: node.uuid, name: node.name };
			auditLog.note(`Created link to '${node.name}'.`, call.caller, { node: about });
			return {
				status: 201,
				body: {
					id: made.id,
					node_uuid: node.uuid,
					access_restriction: made.accessRestriction,
					download_url: `${call.address}/fc/t/${tenant.random.hex(6)}`,
					sharing_user_uuid: call.caller.uuid,
					...(made.ttl !== undefined && { ttl: made.ttl }),
					single_use: made.singleUse,
					emails: (link.recipients ?? []).map(({ email }) => email),
					download_count: 0,
					token: tenant.random.uuid(),
					created_at: now,
					updated_at: now,
				},
			};
		},

		updateFileLink(call) {
			const changes = bodyOf<Omit<NewLink['link'], 'ttl'> & { ttl?: number | null }>(call);
			const { node_uuid: nodeUuid = '', link_id: linkId } = call.parameters;
			const node = files.own(call.caller, nodeUuid);
			const link = node.links.find(({ id }) => id === Number(linkId));
			if (!link) throw fileError('noPermission');
			const changed: FileLink = {
				...link,
				accessRestriction: changes.access_restriction ?? link.accessRestriction,
				singleUse: changes.single_use ?? link.singleUse,
				ttl: changes.ttl === undefined ? link.ttl : (changes.ttl ?? undefined),
			};
			checkAllowed(tenant.pages.security, changed);
			Object.assign(link, changed);
			return { status: 200 };
		},
	};
}

/** Refuses a link that the security settings do not allow, without a word about which. */
function checkAllowed(security: Record<string, unknown>, link: FileLink): void {
	const { accessRestriction, ttl = Infinity, singleUse } = link;
	const forbidden =
		security.node_share_link_enable === false ||
		(accessRestriction === 'public' && security.node_share_link_allow_public_links === false) ||
		(accessRestriction === 'access' && security.node_share_link_allow_login_links === false) ||
		(security.node_share_link_single_use_only === true && !singleUse) ||
		(security.node_share_link_ttl_range_enable === true &&
			ttl > Number(security.node_share_link_ttl_max));
	if (forbidden) throw fileError('invalid');
}
