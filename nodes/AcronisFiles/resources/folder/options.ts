import type { INodeProperties } from 'n8n-workflow';

import type { Sorting } from '../../../shared/http/items/sort';
import { sortFields } from '../../../shared/description/sortFields';

/** The service promises no order; a recursive list comes level by level. */
export const CONTENTS_SORTING: Sorting = {
	choices: [
		{ name: 'Modification Date', value: 'file_modification_date' },
		{ name: 'Name', value: 'name' },
		{ name: 'Path', value: 'full_path' },
		{ name: 'Size', value: 'size' },
	],
	usual: 'full_path',
	ties: ['full_path', 'uuid'],
};

const { descending, mostItems, sortBy } = sortFields(CONTENTS_SORTING);

/** What to return of a folder's contents, and in which order. */
export const contentsOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		descending,
		{
			displayName: 'Include Deleted',
			name: 'includeDeleted',
			type: 'boolean',
			default: false,
			description: 'Whether to include deleted items that Acronis still lists',
		},
		{
			...mostItems,
			description: 'Fail if a recursive or sorted list has more items than this',
		},
		{
			displayName: 'Maximum Depth',
			name: 'mostLevels',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 20,
			description: 'How many levels of folders a recursive list reads. Deeper ones are left out.',
		},
		{
			displayName: 'Show',
			name: 'show',
			type: 'options',
			options: [
				{ name: 'Files', value: 'files' },
				{ name: 'Files and Folders', value: 'all' },
				{ name: 'Folders', value: 'folders' },
			],
			default: 'all',
			description: 'Which items to return',
		},
		sortBy,
	],
};
