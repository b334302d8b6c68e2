import { AcronisFiles } from '../../../../nodes/AcronisFiles/AcronisFiles.node';
import { listBounds } from '../../../../nodes/shared/parameters/locatorList';
import { fileItem } from '../../../support/binaryData';
import { runNode, searchList } from '../../../support/engine';
import { runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

const chosen = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });
const names = (found: Awaited<ReturnType<typeof search>>) => found.results.map(({ name }) => name);

const search = async (
	method: 'searchFiles' | 'searchFolders' | 'searchSubfolders',
	filter?: string,
	paginationToken?: string,
) =>
	await searchList(
		{ node: 'acronisFiles', parameters: {}, credential: at.acronis() },
		method,
		filter,
		paginationToken,
	);

beforeEach(async () => {
	const reports = (await runNode(runs.createFolder({ name: 'Reports' }))).items[0]?.json.uuid;
	await runNode(runs.createFolder({ name: '2026', folder: chosen(reports) }));
	for (const name of ['june.pdf', 'july.pdf', 'notes.txt']) {
		const input = [await fileItem(Buffer.from(name), name)];
		await runNode(runs.upload({ folder: chosen(reports) }, { input }));
	}
	const input = [await fileItem(Buffer.from('x'), 'readme.md')];
	await runNode(runs.upload({}, { input }));
});

it.each([
	[undefined, ['/', '/Reports']],
	['', ['/', '/Reports']],
	['/', ['/', '/Reports']],
	['rep', ['/Reports']],
	['/rep', ['/Reports']],
	['20', ['/Reports/2026']],
	['/Reports/', ['/Reports/2026']],
	['/reports/20', ['/Reports/2026']],
	['reports/20', ['/Reports/2026']],
	['/Reports/2026/', []],
	['/nowhere/', []],
	['/readme.md/', []],
])('lists folders for %p', async (filter, found) => {
	expect(names(await search('searchFolders', filter))).toEqual(found);
});

it.each([undefined, '', '/', 'rep', '/Reports/'])(
	'lists folders below the topmost one for %p',
	async (filter) => {
		const all = names(await search('searchFolders', filter));
		const below = names(await search('searchSubfolders', filter));
		expect(below).toEqual(all.filter((name) => name !== '/'));
	},
);

it('offers the topmost folder where it can be meant only', () => {
	const offered = (operation: string) =>
		new AcronisFiles().description.properties.flatMap(({ displayOptions, name, modes }) => {
			const { resource, operation: shown } = displayOptions?.show ?? {};
			const isMeant = resource?.includes('folder') && shown?.includes(operation);
			const list = modes?.find((mode) => mode.name === 'list');
			return isMeant && list ? [[name, list.typeOptions?.searchListMethod]] : [];
		});
	for (const operation of ['rename', 'delete', 'startSync', 'stopSync']) {
		expect(offered(operation)).toEqual([['folder', 'searchSubfolders']]);
	}
	for (const operation of ['copy', 'move']) {
		expect(offered(operation)).toEqual([
			['folder', 'searchSubfolders'],
			['target', 'searchFolders'],
		]);
	}
	for (const operation of ['create', 'get', 'getAll', 'download']) {
		expect(offered(operation)).toEqual([['folder', 'searchFolders']]);
	}
});

it.each(['', '/Reports/'])('gives a long list in parts (%p)', async (folder) => {
	jest.replaceProperty(listBounds, 'entries', 2);
	at.sandbox.acronis.settings.paging.maximumPerPage = 3;
	for (const name of ['a.txt', 'b.txt', 'c.txt', 'd.txt']) {
		const input = [await fileItem(Buffer.from(name), name)];
		const parent = folder === '' ? '/' : folder;
		const path = { __rl: true, mode: 'path', value: parent };
		await runNode(runs.upload({ folder: path }, { input }));
	}
	const parts: string[][] = [];
	let token: unknown;
	do {
		const part = await search('searchFiles', `${folder}.txt`, token as string | undefined); // as it came
		parts.push(names(part));
		token = part.paginationToken;
	} while (token !== undefined);
	const wanted = ['a', 'b', 'c', 'd'].map((name) => `${folder || '/'}${name}.txt`);
	const notes = '/Reports/notes.txt';
	expect(parts.flat()).toEqual([...wanted, notes]);
	expect(parts.every((part) => part.length <= 2)).toBe(true);
	expect(parts).toHaveLength(Math.ceil(parts.flat().length / 2));
});

it.each([
	[undefined, ['/Reports/ (folder)', '/readme.md']],
	[
		'/Reports/',
		['/Reports/2026/ (folder)', '/Reports/july.pdf', '/Reports/june.pdf', '/Reports/notes.txt'],
	],
	['/Reports/ju', ['/Reports/july.pdf', '/Reports/june.pdf']],
	['/REPORTS/JUNE', ['/Reports/june.pdf']],
	['june', ['/Reports/june.pdf']],
	['e', ['/Reports/ (folder)', '/readme.md', '/Reports/june.pdf', '/Reports/notes.txt']],
])('lists files for %p', async (filter, found) => {
	expect(names(await search('searchFiles', filter))).toEqual(found);
});

it('never takes a folder that was picked for a file', async () => {
	const [folder] = (await search('searchFiles')).results;
	const file = { __rl: true, mode: 'list', value: String(folder?.value) };
	const { error } = await runNode(runs.createLink({ file }));
	expect(error).toMatchObject({
		message: expect.stringContaining('File is a folder'),
		description: expect.stringContaining('Type /Reports/ into the search'),
	});
	expect(at.requests('createFileLink')).toEqual([]);
});

it('looks into twenty folders at most for what lies deeper', async () => {
	for (let index = 0; index < 25; index += 1) {
		await runNode(runs.createFolder({ name: `folder ${index}` }));
	}
	const before = at.requests().length;
	await search('searchFiles', 'nothing');
	expect(at.requests().length - before).toBeLessThanOrEqual(21);
});

it('offers files and folders where both can be meant', async () => {
	const found = await searchList(
		{ node: 'acronisFilesTrigger', parameters: {}, credential: at.acronis() },
		'searchEntries',
	);
	expect(names(found)).toEqual(['/Reports', '/readme.md']);
});

it('gives ids that operations take', async () => {
	const [found] = (await search('searchFiles', 'readme')).results;
	const file = { __rl: true, mode: 'list', value: String(found?.value) };
	const { items } = await runNode(runs.createLink({ file }));
	expect(items[0]?.json.node_uuid).toBe(found?.value);
});

it('says what is wrong with the credential', async () => {
	const credential = at.acronis({ password: 'wrong-password' });
	const found = searchList({ node: 'acronisFiles', parameters: {}, credential }, 'searchFolders');
	await expect(found).rejects.toThrow('Acronis does not accept the user name and password');
});
