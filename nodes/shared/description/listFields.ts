import type { INodeProperties } from 'n8n-workflow';

/**
 * How much of a list to return; the request pipeline reads these fields. A model gets no more than the
 * limit: it pays for every item.
 */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		displayOptions: { hide: { '@tool': [true] } },
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { hide: { returnAll: [true] } },
	},
];
