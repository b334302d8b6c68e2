import { listingBounds } from '../../../../nodes/AcronisFiles/entries/folderListing';
import { runNode } from '../../../support/engine';
import { fileItem } from '../../../support/binaryData';
import { computed, emptyItems, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';
import { chosen, only, operationAt, place } from '../support';

const at = useSandbox();
const getFile = operationAt(at, 'file', 'get');
const getFolder = operationAt(at, 'folder', 'get');

describe('by path', () => {
	it.each([
		['/Reports/2026/june.pdf', 'june.pdf'],
		['Reports/2026/june.pdf', 'june.pdf'],
		['/reports/2026/JUNE.PDF', 'june.pdf'],
		['//Reports//2026/june.pdf/', 'june.pdf'],
		['/Ünïcode & 100%/a+b #?.txt', 'a+b #?.txt'],
	])('finds %s', async (path, name) => {
		await place(at, '/Reports/2026/june.pdf', '/Ünïcode & 100%/a+b #?.txt');
		expect(only(await getFile({ file: chosen(path, 'path') }))).toMatchObject({ name });
	});

	it.each(['/', ''])('takes / for the topmost folder (%p after it)', async (rest) => {
		const folder = chosen(`/${rest}`, 'path');
		expect(only(await getFolder({ folder }))).toMatchObject({ uuid: '0' });
	});

	it.each([
		['/Reports/../june.pdf', 'File is not a name'],
		['/./june.pdf', 'File is not a name'],
		['/a\nb', 'File is not a name'],
		[`/${'x'.repeat(256)}`, 'File is longer than 255 bytes'],
		['', 'File is required'],
		['/', 'File is the root folder'],
	])('refuses %j before anything is sent', async (path, message) => {
		const { error } = await getFile({ file: chosen(computed(path), 'path') });
		expect(error?.message).toBe(message);
		expect(error?.description).toBeTruthy();
		expect(at.requests()).toEqual([]);
	});

	it.each([
		['/Nowhere/june.pdf', 'File does not exist: there is no /Nowhere'],
		['/Reports/july.pdf', 'File does not exist: there is no /Reports/july.pdf'],
		['/Reports', 'File cannot be used: /Reports is a folder, not a file'],
		['/Reports/june.pdf/x', 'File cannot be used: /Reports/june.pdf is not a folder'],
	])('says where %s leads to nothing', async (path, message) => {
		await place(at, '/Reports/june.pdf');
		const { error } = await getFile({ file: chosen(path, 'path') });
		expect(error?.message).toBe(message);
	});

	it('reads each folder once for all items of a run, and anew for the next run', async () => {
		const names = Array.from({ length: 150 }, (_, number) => `/Many/${number}.txt`);
		const input = await Promise.all(
			names.map(async (name) => ({ ...(await fileItem(Buffer.from('x'), name.slice(6))) })),
		);
		await place(at, '/Many/');
		await runNode(runsAt(at).upload({ folder: chosen('/Many', 'path') }, { input }));
		const before = at.requests('listContents').length;
		const items = names.map((name) => ({ json: { name } }));
		const outcome = await getFile({ file: chosen('={{ $json.name }}', 'path') }, { input: items });
		expect(outcome.error).toBeUndefined();
		expect(outcome.items.map(({ json }) => json.name)).toEqual(names.map((name) => name.slice(6)));
		// One page of the root and two of the folder.
		expect(at.requests('listContents').length - before).toBe(3);
		await getFile({ file: chosen('/Many/7.txt', 'path') });
		expect(at.requests('listContents').length - before).toBeGreaterThan(3);
	});

	it('finds everything when there are more names than are kept', async () => {
		jest.replaceProperty(listingBounds, 'names', 5);
		at.sandbox.acronis.settings.paging.maximumPerPage = 3;
		const names = Array.from({ length: 12 }, (_, number) => `/A/${number}.txt`);
		await place(at, ...names, '/B/x.txt', '/C/y.txt');
		const wanted = [...names, '/B/x.txt', '/C/y.txt', ...names];
		const input = wanted.map((name) => ({ json: { name } }));
		const { items, error } = await getFile(
			{ file: chosen('={{ $json.name }}', 'path') },
			{ input },
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => `/${String(json.path)}`)).toEqual(wanted);
	});

	it('fails for one item only when a folder could not be read once', async () => {
		await place(at, '/Reports/june.pdf');
		at.sandbox.faults.add({ operationId: 'listContents', status: 403 });
		const { items, errorItems } = await getFile(
			{ file: chosen('/Reports/june.pdf', 'path') },
			{ input: emptyItems(3), onError: 'continueErrorOutput' },
		);
		expect([items.length, errorItems.length]).toEqual([2, 1]);
	});

	it.each([
		['rename', { name: 'July' }, { renamed: true }],
		['move', { target: chosen('/B', 'path') }, { moved: true }],
		['delete', {}, { deleted: true }],
	])(
		'does not look again after %s, when the path leads there no more',
		async (operation, rest, done) => {
			const [folder] = await place(at, '/A/June/', '/A/May/', '/B/');
			jest.replaceProperty(listingBounds, 'names', 1);
			const run = operationAt(at, 'folder', operation);
			const json = only(await run({ folder: chosen('/A/June', 'path'), ...rest }));
			expect(json).toMatchObject({ uuid: folder?.uuid, ...done });
		},
	);

	it('takes a folder named 0 for what it is', async () => {
		const [folder] = await place(at, '/0/');
		const json = only(
			await operationAt(at, 'folder', 'rename')({ folder: chosen('/0', 'path'), name: '1' }),
		);
		expect(json).toMatchObject({ uuid: folder?.uuid });
	});

	it.each(['copy', 'move'])(
		'is not walked for %s when the target cannot be one',
		async (operation) => {
			for (const [target, message] of [
				[chosen(computed('12')), 'Target Folder is not a UUID'],
				[chosen(computed('/a/../b'), 'path'), 'Target Folder is not a name'],
			] as const) {
				const { error } = await operationAt(
					at,
					'file',
					operation,
				)({ file: chosen('/a.txt', 'path'), target });
				expect(error?.message).toBe(message);
			}
			expect(at.requests()).toEqual([]);
		},
	);

	it('leaves deleted items out', async () => {
		await place(at, '/a.txt');
		await operationAt(at, 'file', 'delete')({ file: chosen('/a.txt', 'path') });
		const { error } = await getFile({ file: chosen('/a.txt', 'path') });
		expect(error?.message).toContain('there is no /a.txt');
		const [again] = await place(at, '/a.txt');
		expect(only(await getFile({ file: chosen('/a.txt', 'path') })).uuid).toBe(again?.uuid);
	});
});

describe('by URL', () => {
	it.each([
		(uuid: string) =>
			`https://eu2-cloud.acronis.com/fc/api/v1/sync_and_share_nodes/${uuid}/download`,
		(uuid: string) => `https://files.example/ui/#/nodes/${uuid.toUpperCase()}?tab=info`,
	])('takes the UUID of an address', async (address) => {
		const [file] = await place(at, '/a.txt');
		const { items } = await getFile({ file: chosen(address(String(file?.uuid)), 'url') });
		expect(items[0]?.json.name).toBe('a.txt');
	});

	it.each(['https://files.example/fc/t/abc', 'june.pdf', 'https://files.example/'])(
		'refuses %s',
		async (address) => {
			const { error } = await getFile({ file: chosen(address, 'url') });
			expect(error?.message).toBe('File contains no UUID');
			expect(error?.description).toBe(
				'Copy the address of the file or folder itself. Links shared with others do not contain it.',
			);
			expect(at.requests()).toEqual([]);
		},
	);
});

it.each(['rename', 'move', 'copy', 'delete'])(
	'never lets %s touch the topmost folder',
	async (operation) => {
		const run = operationAt(at, 'folder', operation);
		const { error } = await run({ folder: chosen('0'), name: 'x', target: chosen('0') });
		expect(error?.message).toBe('Folder is the root folder');
		expect(at.requests()).toEqual([]);
	},
);

it('names the option that makes the folders of a path that leads nowhere', async () => {
	const { error } = await runNode(
		runsAt(at).upload(
			{ folder: chosen('/Nowhere/At all', 'path'), options: { createMissing: false } },
			{ input: [await fileItem(Buffer.from('x'), 'a.txt')] },
		),
	);
	expect(error?.message).toBe('Folder does not exist: there is no /Nowhere');
	expect(error?.description).toContain('Create Missing Folders');
});
