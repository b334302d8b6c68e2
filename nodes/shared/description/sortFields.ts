import type { INodeProperties } from 'n8n-workflow';

import type { Sorting } from '../http/items/sort';

/** The fields for the order of a list, to stand among its options; the request pipeline reads them. */
export function sortFields({ choices, usual }: Sorting) {
	return {
		descending: {
			displayName: 'Descending',
			name: 'descending',
			type: 'boolean',
			default: false,
			description: 'Whether to sort in descending order',
		},
		mostItems: {
			displayName: 'Maximum Items',
			name: 'mostItems',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 100_000,
			description:
				'Fail if a sorted list has more items than this. A sorted list has to be read completely.',
		},
		sortBy: {
			displayName: 'Sort By',
			name: 'sortBy',
			type: 'options',
			options: [...choices],
			default: usual,
			description:
				'Property to sort by. All items are read before Limit is applied. If not set, items keep the order of the service.',
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
