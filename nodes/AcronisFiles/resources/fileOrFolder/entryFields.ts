import { outputFields } from '../../../shared/description/simplify';

/** What most people need of a file or folder. */
export const ENTRY_FIELDS = [
	'uuid',
	'name',
	'path',
	'full_path',
	'is_directory',
	'size',
	'checksum',
	'file_modification_date',
	'is_deleted',
	'parent_uuid',
	'owner_email',
	'is_shared',
	'existed',
] as const;

/** How much of a file or folder leaves the node. */
export const entryOutput = outputFields(ENTRY_FIELDS, [
	'expiration_date',
	'has_active_links',
	'has_shared_child_nodes',
	'permissions',
	'read_only',
	'synced',
]);
