import type { INodeProperties } from 'n8n-workflow';

/** A self-hosted server keeps backups of all its portals apart from those of one portal. */
export const dumpField: INodeProperties = {
	displayName: 'Whole Server',
	name: 'dump',
	type: 'boolean',
	default: false,
	description:
		'Whether to use backups of the whole database with all portals, which are listed separately. Only a self-hosted server without a storage limit can create them.',
	routing: { send: { type: 'query', property: 'dump' } },
};

/** The same for what is to be made. */
export const dumpOption: INodeProperties = {
	...dumpField,
	description:
		'Whether to back up the whole database with all portals. Only a self-hosted server without a storage limit can do that.',
	routing: { send: { type: 'body', property: 'dump' } },
};
