import type { INodeProperties } from 'n8n-workflow';

/** A self-hosted server keeps backups of all its portals apart from those of one portal. */
export const dumpField: INodeProperties = {
	displayName: 'Whole Server',
	name: 'dump',
	type: 'boolean',
	default: false,
	description:
		'Whether this is about backups of the whole database with all portals, which only a self-hosted server without a storage limit can make. The portal keeps them apart from its own.',
	routing: { send: { type: 'query', property: 'dump' } },
};

/** The same for what is to be made. */
export const dumpOption: INodeProperties = {
	...dumpField,
	description:
		'Whether to back up the whole database with all portals. Only a self-hosted server without a storage limit can do that.',
	routing: { send: { type: 'body', property: 'dump' } },
};

/** Waiting for a task of the portal; the portal works on it whether or not somebody waits. */
export const waitingFields: INodeProperties[] = [
	{
		displayName: 'Wait for Completion',
		name: 'waitForCompletion',
		type: 'boolean',
		default: true,
		description:
			'Whether to wait until the portal is done, and to fail when it did not work. Without waiting, the item that comes out only says that the portal accepted the task.',
	},
	{
		displayName: 'Waiting',
		name: 'waiting',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: { waitForCompletion: [true] } },
		options: [
			{
				displayName: 'Deadline (Minutes)',
				name: 'deadlineMinutes',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 1440 },
				default: 60,
				description:
					'How long to wait at the most; after that the node fails and the portal goes on',
			},
			{
				displayName: 'Interval (Seconds)',
				name: 'intervalSeconds',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 600 },
				default: 10,
				description: 'How long to pause between two looks at the progress',
			},
		],
	},
];
