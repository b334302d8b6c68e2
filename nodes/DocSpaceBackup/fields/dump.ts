import type { INodeProperties } from 'n8n-workflow';

/** A self-hosted server keeps backups of all its portals apart from those of one portal. */
export const dumpField: INodeProperties = {
	displayName: 'Whole Server',
	name: 'dump',
	type: 'boolean',
	default: false,
	description:
		'Whether to work with backups of the whole database with all portals. Only a self-hosted server without a storage limit can make them. The portal lists them apart from its own.',
	routing: { send: { type: 'query', property: 'dump' } },
};

/** The same for what is to be made. */
export const dumpOption: INodeProperties = {
	...dumpField,
	description:
		'Whether to back up the whole database with all portals. Only a self-hosted server without a storage limit can do that.',
	routing: { send: { type: 'body', property: 'dump' } },
};
