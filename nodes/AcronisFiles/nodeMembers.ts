import type { INodeProperties } from 'n8n-workflow';

/** What most people need of a file or folder. */
export const NODE_MEMBERS = [
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

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
