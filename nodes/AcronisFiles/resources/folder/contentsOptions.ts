import type { IDataObject, INodeProperties } from 'n8n-workflow';

/** What to put out of a folder's contents, and in which order. */
export const contentsOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Descending',
			name: 'descending',
			type: 'boolean',
			default: false,
			description: 'Whether Sort By puts the greatest first',
		},
		{
			displayName: 'Include Deleted',
			name: 'includeDeleted',
			type: 'boolean',
			default: false,
			description: 'Whether to put out deleted items that Acronis still lists',
		},
		{
			displayName: 'Most Items',
			name: 'mostItems',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 100_000,
			description: 'A recursive or sorted list that comes beyond this is an error',
		},
		{
			displayName: 'Most Levels',
			name: 'mostLevels',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 20,
			description:
				'How many levels of folders a recursive list goes down; deeper ones are left out',
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
			description: 'What to put out',
		},
		{
			displayName: 'Sort By',
			name: 'sortBy',
			type: 'options',
			options: [
				{ name: 'Modification Date', value: 'file_modification_date' },
				{ name: 'Name', value: 'name' },
				{ name: 'Path', value: 'full_path' },
				{ name: 'Size', value: 'size' },
			],
			default: 'full_path',
			description:
				'In which order. The whole list is read for that; otherwise the order is the one of Acronis.',
		},
	],
};

/** Sorts items by one of their members; equal ones keep their order by path. */
export function sorted(
	nodes: readonly IDataObject[],
	sortBy: string,
	descending: boolean,
	pathOf: (node: IDataObject) => string,
): IDataObject[] {
	const direction = descending ? -1 : 1;
	const keyed = nodes.map((node) => ({
		node,
		path: pathOf(node),
		key: sortBy === 'full_path' ? pathOf(node) : node[sortBy],
	}));
	keyed.sort(
		(left, right) => direction * compared(left.key, right.key) || compared(left.path, right.path),
	);
	return keyed.map(({ node }) => node);
}

function compared(left: unknown, right: unknown): number {
	if (typeof left === 'number' || typeof right === 'number') {
		return Number(left ?? 0) - Number(right ?? 0);
	}
	const [first, second] = [String(left ?? ''), String(right ?? '')];
	return first < second ? -1 : Number(first > second);
}
