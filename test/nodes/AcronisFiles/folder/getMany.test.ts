import { emptyItems } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';
import { together } from '../../../support/together';
import { chosen, operationAt, place } from '../support';

const at = useSandbox();
const run = operationAt(at, 'folder', 'getAll');

async function paths(parameters = {}): Promise<unknown[]> {
	const { items, error } = await run({ returnAll: true, ...parameters });
	expect(error).toBeUndefined();
	return items.map(({ json }) => json.full_path);
}

describe('the contents of one folder', () => {
	it('come with their full paths, without deleted ones', async () => {
		await place(at, '/Reports/june.pdf', '/Reports/2026/', '/Reports/old.txt', '/x.txt');
		await operationAt(at, 'file', 'delete')({ file: chosen('/Reports/old.txt', 'path') });
		const folder = chosen('/Reports', 'path');
		expect(await paths({ folder })).toEqual(['/Reports/june.pdf', '/Reports/2026']);
		expect(await paths({ folder, options: { includeDeleted: true } })).toContain(
			'/Reports/old.txt',
		);
		expect(await paths({ folder, options: { show: 'files' } })).toEqual(['/Reports/june.pdf']);
		expect(await paths({ folder, options: { show: 'folders' } })).toEqual(['/Reports/2026']);
	});

	it('have no item when there is none', async () => {
		expect(await paths()).toEqual([]);
	});

	it.each([
		['', {}],
		[' with clamped pages', { maximumPerPage: 7 }],
		[' without the header', { maximumPerPage: 7, contentRange: false }],
		[' with 200 on the last page', { lastPageStatus: 200 as const }],
	])('are all there, and limited where wanted%s', async (_how, paging) => {
		await place(at, ...Array.from({ length: 23 }, (_, number) => `/f${number}/`));
		Object.assign(at.sandbox.acronis.settings.paging, paging);
		expect(await paths()).toHaveLength(23);
		expect((await run({ limit: 10 })).items).toHaveLength(10);
		expect((await run({ limit: 10, options: { show: 'files' } })).items).toEqual([]);
	});

	it('are read in full pages, however few are wanted: not every one is', async () => {
		await place(at, ...Array.from({ length: 12 }, (_, number) => `/f${number}/`), '/x.txt');
		const before = at.requests('listContents').length;
		const { items } = await run({ limit: 1, options: { show: 'files' } });
		expect(items.map(({ json }) => json.name)).toEqual(['x.txt']);
		expect(at.requests('listContents')).toHaveLength(before + 1);
	});

	it('are sorted where wanted', async () => {
		await place(at, '/b.txt', '/a-longer-name.txt', '/C.txt');
		expect(await paths({ options: { sortBy: 'name' } })).toEqual([
			'/C.txt',
			'/a-longer-name.txt',
			'/b.txt',
		]);
		const bySize = { sortBy: 'size', descending: true };
		expect(await paths({ options: bySize })).toEqual(['/a-longer-name.txt', '/C.txt', '/b.txt']);
		expect((await run({ limit: 1, options: bySize })).items).toMatchObject([
			{ json: { full_path: '/a-longer-name.txt' } },
		]);
	});
});

describe('the contents of all folders', () => {
	const tree = ['/a/b/c/deep.txt', '/a/one.txt', '/z/two.txt', '/top.txt'];
	const breadthFirst = [
		['/a', '/z', '/top.txt'],
		['/a/b', '/a/one.txt', '/z/two.txt'],
		['/a/b/c'],
		['/a/b/c/deep.txt'],
	].flat();

	it('come level by level', async () => {
		await place(at, ...tree);
		expect(await paths({ recursive: true })).toEqual(breadthFirst);
		const folder = chosen('/a', 'path');
		expect(await paths({ recursive: true, folder })).toEqual([
			'/a/b',
			'/a/one.txt',
			'/a/b/c',
			'/a/b/c/deep.txt',
		]);
	});

	it('come in the same order however slow a folder is', async () => {
		await place(at, ...tree);
		at.sandbox.faults.add({ operationId: 'listContents', skip: 1, delayMilliseconds: 100 });
		expect(await paths({ recursive: true })).toEqual(breadthFirst);
	});

	it('end at the level and the limit that are set', async () => {
		await place(at, ...tree);
		expect(await paths({ recursive: true, options: { mostLevels: 1 } })).toEqual(
			breadthFirst.slice(0, 6),
		);
		const { items } = await run({ recursive: true, limit: 4 });
		expect(items.map(({ json }) => json.full_path)).toEqual(breadthFirst.slice(0, 4));
	});

	it('are an error beyond the item ceiling, never cut short', async () => {
		await place(at, ...tree);
		const options = { mostItems: 7 };
		const { items, error } = await run({ recursive: true, returnAll: true, options });
		expect(items).toEqual([]);
		expect(error?.message).toBe('The folder has more than 7 items');
		expect(await paths({ recursive: true, options: { mostItems: 8 } })).toHaveLength(8);
	});

	it('are an error as a whole when one folder cannot be read', async () => {
		await place(at, ...tree);
		at.sandbox.faults.add({ operationId: 'listContents', skip: 2, status: 403 });
		const { items, error } = await run({ recursive: true, returnAll: true });
		expect([items, error?.message]).toEqual([[], 'The user may not do this in Acronis']);
	});

	it('are read with bounded requests in flight, for several items too', async () => {
		await place(at, ...Array.from({ length: 30 }, (_, number) => `/f${number}/sub/`));
		at.sandbox.faults.add({
			operationId: 'listContents',
			delayMilliseconds: 20,
			times: 'always',
		});
		at.sandbox.resetStatistics();
		// The three topmost ones have to be read before there is more to read at once.
		together(at.sandbox, 'listContents', 4, 3);
		const { items } = await run({ recursive: true, returnAll: true }, { input: emptyItems(3) });
		expect(items).toHaveLength(180);
		const { peakInFlight } = at.sandbox.statistics().acronis;
		expect(peakInFlight).toBeGreaterThanOrEqual(4);
		expect(peakInFlight).toBeLessThanOrEqual(64);
	});

	it('say of each item whether it was deleted, simplified too', async () => {
		await place(at, '/a/', '/b/');
		await operationAt(at, 'folder', 'delete')({ folder: chosen('/a', 'path') });
		const { items } = await run({ options: { includeDeleted: true }, simplify: true });
		const deleted = items.map(({ json }) => [json.name, json.is_deleted]);
		expect(deleted.sort()).toEqual([
			['a', true],
			['b', false],
		]);
	});

	it('leave what is in a deleted folder out', async () => {
		await place(at, '/a/b/c.txt');
		await operationAt(at, 'folder', 'delete')({ folder: chosen('/a/b', 'path') });
		expect(await paths({ recursive: true })).toEqual(['/a']);
		expect(await paths({ recursive: true, options: { includeDeleted: true } })).toEqual([
			'/a',
			'/a/b',
		]);
	});
});

it.each([
	[{ mostLevels: 0 }, 'Maximum Depth is not a whole number from 1: 0'],
	[{ mostItems: 0.5 }, 'Maximum Items is not a whole number from 1: 0.5'],
])('refuses %j', async (options, message) => {
	const { error } = await run({ recursive: true, options });
	expect(error?.message).toBe(message);
	expect(at.requests()).toEqual([]);
});
