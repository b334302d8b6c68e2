import type { INodeProperties } from 'n8n-workflow';

/** What can be said about a link when it is made and later. */
export const linkFields = {
	access: {
		displayName: 'Access',
		name: 'access_restriction',
		type: 'options',
		options: [
			{ name: 'Anybody With the Link', value: 'public' },
			{ name: 'Only People the File Is Shared With', value: 'shared' },
			{ name: 'Only People With an Account', value: 'access' },
		],
		default: 'shared',
		description: 'Who can open the link. The security settings may not allow every choice.',
	},
	lifetime: {
		displayName: 'Days Until It Expires',
		name: 'ttl',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		description:
			'Number of days until the link expires. If not set, it never expires, if the security settings allow that.',
	},
	singleUse: {
		displayName: 'Only Once',
		name: 'single_use',
		type: 'boolean',
		default: false,
		description: 'Whether the link works for only one download',
	},
} satisfies Record<string, INodeProperties>;
