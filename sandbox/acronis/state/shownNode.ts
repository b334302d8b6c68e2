import { shownTime } from '../quirks/answers';
import { type FileNode, type Lineage, ROOT } from './fileNode';

const PREVIEWS: Record<string, string> = { txt: 'text', png: 'image', html: 'html', pdf: 'pdf' };

/** A node as the conflict of a name shows it: without permissions, actions and sync state. */
export function shownPlainNode(tree: Lineage, node: FileNode) {
	const { uuid, name, isDirectory, owner, parentUuid, modifiedAt, revisions, links } = node;
	const lineage = tree.lineage(node);
	const latest = revisions.at(-1);
	return {
		uuid,
		name,
		path: lineage
			.slice(1)
			.map((part) => part.name)
			.join('/'),
		...(latest && { size: latest.size }),
		is_directory: isDirectory,
		is_deleted: node.deletedAt !== undefined,
		file_modification_date: shownTime(modifiedAt),
		read_only: false,
		has_active_links: links.length > 0,
		has_shared_child_nodes: false,
		is_shared: node.members.length > 0,
		has_writable_children: isDirectory,
		parent_uuid: parentUuid,
		parents: lineage.map((part) => ({
			name: part.name,
			uuid: part.uuid,
			is_root: part.uuid === ROOT,
		})),
		checksum: latest?.md5 ?? '',
		owner: { uuid: owner.uuid, name: owner.name, email: owner.email },
		owner_email: owner.email,
	};
}

/** A node as its owner sees it. */
export function shownNode(tree: Lineage, node: FileNode) {
	const { uuid, isDirectory } = node;
	const isRoot = uuid === ROOT;
	const preview = isDirectory
		? undefined
		: PREVIEWS[node.name.split('.').at(-1)?.toLowerCase() ?? ''];
	const action = (name: string) => `/fc/api/v1/sync_and_share_nodes/${uuid}/${name}`;
	return {
		...shownPlainNode(tree, node),
		synced: node.synced ? 'sync_2_way' : 'not_synced',
		...(node.expirationDate && { expiration_date: `${node.expirationDate}T00:00:00Z` }),
		...(preview && { preview_type: preview }),
		office_online_permissions: {
			can_create_files_into: false,
			can_be_previewed: false,
			can_be_edited: false,
		},
		permissions: {
			can_be_renamed: !isRoot,
			can_be_unsubscribed: false,
			can_be_restored: false,
			can_create_folders_into: isDirectory,
			can_be_copied: !isRoot,
			can_create_files_into: isDirectory,
			can_view_members: true,
			can_be_synced_2_way: false,
			can_be_deleted: !isRoot,
			can_be_synced_1_way: false,
			can_be_moved: !isRoot,
			can_be_shared: isDirectory && !isRoot,
			can_be_shared_via_link: !isDirectory,
			can_invite: true,
			can_be_downloaded: true,
			can_selectively_purge_revisions: false,
		},
		actions: {
			download: action('download'),
			...(isDirectory && { upload: action('upload') }),
			...(preview && { preview: action('preview') }),
		},
	};
}
