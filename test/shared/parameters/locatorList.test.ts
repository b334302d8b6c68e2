import type { ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import {
	listBounds,
	listItems,
	listSearch,
	named,
} from '../../../nodes/shared/parameters/locatorList';

async function* entries(count: number): AsyncGenerator<INodeListSearchItems> {
	for (let index = 0; index < count; index += 1) yield { name: `Entry ${index}`, value: index };
}

// Nothing is asked of it.
const context = {} as ILoadOptionsFunctions;

describe('a list in parts', () => {
	beforeEach(() => {
		jest.replaceProperty(listBounds, 'entries', 2);
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});

	it.each([
		[0, [[]]],
		[2, [[0, 1]]],
		[3, [[0, 1], [2]]],
		[5, [[0, 1], [2, 3], [4]]],
	])('gives %i entries once each, two at a time', async (count, parts) => {
		const search = listSearch(() => entries(count));
		const given: unknown[] = [];
		let token: string | undefined;
		do {
			const part = await search.call(context, '', token);
			given.push(part.results.map(({ value }) => value));
			token = part.paginationToken as string | undefined; // as the list gives it
		} while (token !== undefined);
		expect(given).toEqual(parts);
	});

	it('is read only as far as it is needed', async () => {
		const read: number[] = [];
		async function* counted() {
			for await (const entry of entries(100)) {
				read.push(Number(entry.value));
				yield entry;
			}
		}
		await listSearch(counted).call(context);
		expect(read).toEqual([0, 1, 2]);
	});
});

it.each([
	['', ['Entry 0', 'Entry 1']],
	['eNTRY 1', ['Entry 1']],
	['2', []],
])('%p is found in names in any letter case: %p', async (filter, names) => {
	const found: string[] = [];
	for await (const { name } of named(entries(2), filter)) found.push(name);
	expect(found).toEqual(names);
});

it.each<[unknown, unknown, unknown[], INodeListSearchItems[]]>([
	['1', 'A', [], [{ name: 'A', value: '1' }]],
	['1', 'A', ['b', undefined, 2], [{ name: 'A (b, 2)', value: '1' }]],
	[7, '', [], [{ name: '7', value: '7' }]],
	[undefined, 'A', [], []],
	[' ', 'A', ['b'], []],
])('a row with the ID %p, the name %p and the details %p', (id, name, details, items) => {
	expect(listItems(id, name, details)).toEqual(items);
});
