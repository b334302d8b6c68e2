import type { INodeProperties } from 'n8n-workflow';

import type { Sorting } from '../http/sort';

/** The fields for the order of a list, to stand among its options; the request pipeline reads them. */
export function sortFields({ choices, usual }: Sorting) {
	return {
		descending: {
			displayName: 'Descending',
			name: 'descending',
			type: 'boolean',
			default: false,
			description: 'Whether Sort By puts the greatest first',
		},
		mostItems: {
			displayName: 'Most Items',
			name: 'mostItems',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 100_000,
			description: 'A sorted list that comes beyond this is an error',
		},
		sortBy: {
			displayName: 'Sort By',
			name: 'sortBy',
			type: 'options',
			options: [...choices],
			default: usual,
			description:
				'In which order. The whole list is read for that, and Limit takes the first items of it; otherwise the order is the one of the service.',
		},
	} satisfies Record<string, INodeProperties>;
}

/** The options of a list that has none but its order, and what is given besides. */
export function sortOptions(sorting: Sorting, ...others: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...Object.values(sortFields(sorting)), ...others],
	};
}
