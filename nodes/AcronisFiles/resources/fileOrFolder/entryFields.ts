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
	'parent_uuid',
	'owner_email',
	'is_shared',
	'existed',
] as const;
