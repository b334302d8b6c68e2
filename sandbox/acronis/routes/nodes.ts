import { type Call, type Handlers, bodyOf, queryOf } from '../../http/call';
import { conflict, fileError } from '../quirks/answers';
import { type FileNode, ROOT } from '../state/fileNode';
import type { FileTree } from '../state/fileTree';
import { type PageQuery, pageOf } from '../quirks/paging';
import { shownNode, shownPlainNode } from '../state/shownNode';
import type { Tenant } from '../state/tenant';
import type { AcronisUser } from '../state/users';

interface NewFolder {
	sync_and_share_node: { name: string; parent_uuid?: string } | { path: string };
}

/** Folders and what is in them. */
export function nodeRoutes(tenant: Tenant): Handlers<AcronisUser> {
	const { files, auditLog } = tenant;
	return {
		createFolder(call) {
			const place = placeOf(files, call.caller, bodyOf<NewFolder>(call));
			const existing = files.named(place.parent, place.name);
			if (existing && (existing.name === place.name || !existing.isDirectory)) {
				throw conflict(place.name, shownPlainNode(files, existing));
			}
			if (existing) {
				// The same name in another case renames what is there.
				existing.name = place.name;
				return { status: 201, body: shownNode(files, existing) };
			}
			const folder = files.add(place.parent, place.name, true);
			const node = { uuid: folder.uuid, name: folder.name };
			auditLog.note(`Added new folder '${folder.name}'.`, call.caller, { node });
			return { status: 201, body: shownNode(files, folder) };
		},

		getNode({ caller, parameters }) {
			return { status: 200, body: shownNode(files, files.own(caller, parameters.node_uuid ?? '')) };
		},

		listContents(call) {
			const folder = files.own(call.caller, call.parameters.node_uuid ?? '');
			return pageOf(
				folder.isDirectory ? files.contents(folder, tenant.settings.files.listDeleted) : [],
				queryOf<PageQuery>(call),
				tenant.settings.paging,
				(node) => shownNode(files, node),
			);
		},

		updateNode(call) {
			const node = ownBelowRoot(files, call);
			const { name } = bodyOf<{ sync_and_share_node: { name: string } }>(call).sync_and_share_node;
			files.checkFree(files.own(call.caller, node.parentUuid), name, node);
			auditLog.note(`Renamed '${node.name}' to '${name}'.`, call.caller, {
				node: { uuid: node.uuid, name },
			});
			node.name = name;
			return { status: 204 };
		},

		deleteNode(call) {
			const node = ownBelowRoot(files, call);
			files.delete(node);
			const about = { uuid: node.uuid, name: node.name };
			auditLog.note(`Deleted '${node.name}'.`, call.caller, { node: about });
			return { status: 204 };
		},

		copyNode(call) {
			const { node, folder } = placement(files, call);
			files.copy(node, folder, tenant.now() + tenant.settings.files.copyMilliseconds);
			return { status: 200 };
		},

		moveNode(call) {
			const { node, folder } = placement(files, call);
			files.move(node, folder);
			return { status: 204 };
		},

		startSync(call) {
			ownBelowRoot(files, call).synced = true;
			return { status: 204 };
		},

		stopSync(call) {
			ownBelowRoot(files, call).synced = false;
			return { status: 204 };
		},
	};
}

function ownBelowRoot(files: FileTree, { caller, parameters }: Call<AcronisUser>): FileNode {
	const node = files.own(caller, parameters.node_uuid ?? '');
	if (node.uuid === ROOT) throw fileError('noPermission');
	return node;
}

/** What is copied or moved, and where to. Nothing goes into itself. */
function placement(files: FileTree, call: Call<AcronisUser>) {
	const node = ownBelowRoot(files, call);
	const folder = files.own(call.caller, bodyOf<{ parent_uuid: string }>(call).parent_uuid);
	if (!folder.isDirectory || files.lineage(folder).includes(node)) throw fileError('invalid');
	files.checkFree(folder, node.name);
	return { node, folder };
}

/** Where a folder is to be and what it is to be called. A path's folders have to exist. */
function placeOf(files: FileTree, user: AcronisUser, { sync_and_share_node: wanted }: NewFolder) {
	if (!('path' in wanted)) {
		return { parent: files.target(user, wanted.parent_uuid ?? '0'), name: wanted.name };
	}
	const names = wanted.path.split('/').filter((name) => name !== '');
	const name = names.pop();
	if (name === undefined) throw fileError('invalid');
	const parent = names.reduce<FileNode>(
		(folder, part) => {
			const next = files.named(folder, part);
			if (!next?.isDirectory) throw fileError('notFound');
			return next;
		},
		files.target(user, '0'),
	);
	return { parent, name };
}
