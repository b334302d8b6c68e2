import { fileItem } from '../../../support/binaryData';
import { runNode, searchList } from '../../../support/engine';
import { runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

const chosen = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });
const names = (found: Awaited<ReturnType<typeof search>>) => found.results.map(({ name }) => name);

const search = async (method: 'searchFiles' | 'searchFolders', filter?: string) =>
	await searchList(
		{ node: 'acronisFiles', parameters: {}, credential: at.acronis() },
		method,
		filter,
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
	['/Reports/', ['/Reports/2026']],
	['/reports/20', ['/Reports/2026']],
	['reports/20', ['/Reports/2026']],
	['/Reports/2026/', []],
	['/nowhere/', []],
	['/readme.md/', []],
])('lists folders for %p', async (filter, found) => {
	expect(names(await search('searchFolders', filter))).toEqual(found);
});

it.each([
	[undefined, ['/readme.md']],
	['/Reports/', ['/Reports/june.pdf', '/Reports/july.pdf', '/Reports/notes.txt']],
	['/Reports/ju', ['/Reports/june.pdf', '/Reports/july.pdf']],
	['/REPORTS/JUNE', ['/Reports/june.pdf']],
])('lists files for %p', async (filter, found) => {
	expect(names(await search('searchFiles', filter))).toEqual(found);
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
