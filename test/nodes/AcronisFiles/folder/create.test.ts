import { fileItem } from '../../../support/binaryData';
import { runNode } from '../../../support/engine';
import { computed, emptyItems, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const { createFolder } = runsAt(at);

const folders = () => at.sandbox.acronis.state().nodes.map(({ path }) => path);

it('makes a folder in the topmost one', async () => {
	const { items } = await runNode(createFolder());
	expect(items).toEqual([
		{
			json: expect.objectContaining({ name: 'Backups', parent_uuid: '0' }),
			pairedItem: { item: 0 },
		},
	]);
	expect(Object.keys(items[0]?.json ?? {})).not.toContain('permissions');
	expect(folders()).toEqual(['Backups']);
});

it('makes a folder in another one, and shows everything when asked', async () => {
	const parent = (await runNode(createFolder())).items[0]?.json.uuid;
	const folder = { __rl: true, mode: 'id', value: String(parent) };
	const { items } = await runNode(createFolder({ folder, name: 'June', simplify: false }));
	expect(items[0]?.json).toMatchObject({ parent_uuid: parent, permissions: expect.anything() });
	expect(folders()).toEqual(['Backups', 'Backups/June']);
});

describe('when it exists', () => {
	it('returns the existing one', async () => {
		const first = (await runNode(createFolder())).items[0]?.json;
		const { items, error } = await runNode(createFolder());
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({ ...first, existed: true });
		expect(folders()).toHaveLength(1);
	});

	it('fails when that is wanted, and names it', async () => {
		await runNode(createFolder());
		const { error } = await runNode(createFolder({ ifExists: 'fail' }));
		expect(error?.message).toBe('The folder already has an item named "Backups"');
		expect(at.requests('createFolder')).toHaveLength(2);
	});

	it('fails when what exists is a file', async () => {
		await upload('Backups');
		const { error } = await runNode(createFolder());
		expect(error?.message).toBe('The folder already has an item named "Backups"');
	});

	it('renames one whose letters have another case, as the service does', async () => {
		await runNode(createFolder());
		await runNode(createFolder({ name: 'BACKUPS' }));
		expect(folders()).toEqual(['BACKUPS']);
	});

	it('makes one folder of many items that want the same', async () => {
		const { items } = await runNode(createFolder({}, { input: emptyItems(20) }));
		expect(new Set(items.map(({ json }) => json.uuid)).size).toBe(1);
		expect(items.filter(({ json }) => json.existed)).toHaveLength(19);
		expect(folders()).toHaveLength(1);
	});
});

it('finds the folder that it made when the answer was lost', async () => {
	at.sandbox.faults.add({ operationId: 'createFolder', cut: true, afterWork: true });
	const { items } = await runNode(createFolder());
	expect(items[0]?.json).toMatchObject({ name: 'Backups', is_directory: true });
	expect(folders()).toHaveLength(1);
});

it.each(['', ' ', '.', '..', 'a/b', 'a\\b', 'a\nb', 'ä'.repeat(128)])(
	'refuses the name %p before anything is sent',
	async (name) => {
		const { error } = await runNode(createFolder({ name: computed(name) }));
		expect(error?.message).toMatch(/^Name is /);
		expect(error?.description).toBeTruthy();
		expect(at.requests()).toEqual([]);
	},
);

it('sends a name as it is, without white space around it', async () => {
	await runNode(createFolder({ name: '  Ünïcode & 100% 📁 ' }));
	expect(folders()).toEqual(['Ünïcode & 100% 📁']);
});

it('says that a parent does not exist', async () => {
	const folder = { __rl: true, mode: 'id', value: '9c5d2c1e-3f1e-4b8a-8a3d-0f6f5a7b1c2d' };
	const { error } = await runNode(createFolder({ folder }));
	expect(error?.message).toBe('Acronis has no such item');
});

it('refuses a parent that is not chosen', async () => {
	const folder = { __rl: true, mode: 'list', value: computed('') };
	const { error } = await runNode(createFolder({ folder }));
	expect(error?.message).toMatch(/^Parent Folder is /);
	expect(at.requests()).toEqual([]);
});

describe('in another letter case', () => {
	const options = { letterCase: 'keep' };

	it('is the existing one when it must not be renamed', async () => {
		const first = (await runNode(createFolder())).items[0]?.json;
		const { items } = await runNode(createFolder({ name: 'BACKUPS', options }));
		expect(items[0]?.json).toEqual({ ...first, existed: true });
		expect(folders()).toEqual(['Backups']);
	});

	it('is an error when it must not be renamed nor returned', async () => {
		await runNode(createFolder());
		const { error } = await runNode(createFolder({ name: 'BACKUPS', ifExists: 'fail', options }));
		expect(error?.message).toBe('The folder already has a folder named "Backups"');
		expect(folders()).toEqual(['Backups']);
	});

	it('is made when there is none', async () => {
		await runNode(createFolder({ options }));
		expect(folders()).toEqual(['Backups']);
	});
});

describe('at a path', () => {
	const atPath = (path: string, rest = {}) => createFolder({ where: 'path', path, ...rest });

	it('is made with the folders on the way', async () => {
		const { items } = await runNode(atPath('/Reports/2026/June/'));
		expect(items[0]?.json).toMatchObject({ name: 'June', path: 'Reports/2026/June' });
		expect(folders()).toEqual(['Reports', 'Reports/2026', 'Reports/2026/June']);
	});

	it('is made once by many items, and with each folder on the way once', async () => {
		const { items } = await runNode({ ...atPath('/A/B/C'), input: emptyItems(10) });
		expect(new Set(items.map(({ json }) => json.uuid)).size).toBe(1);
		expect(folders()).toEqual(['A', 'A/B', 'A/B/C']);
	});

	it('fails where folders are missing that must not be made', async () => {
		const { error } = await runNode(atPath('/A/B', { options: { createMissing: false } }));
		expect(error?.message).toBe('Path does not exist: there is no /A');
		expect(folders()).toEqual([]);
	});

	it.each([
		['', 'Path contains no name'],
		['/', 'Path contains no name'],
		['/A/../B', 'Path is not a name'],
	])('refuses %j', async (path, message) => {
		const { error } = await runNode(atPath(computed(path)));
		expect(error?.message).toBe(message);
		expect(at.requests()).toEqual([]);
	});

	it.each(['={{ null }}', '={{ $json.absent }}'])('refuses %s', async (path) => {
		const { error } = await runNode(atPath(path));
		expect(error?.message).toBe('Path has no value');
		expect(at.requests()).toEqual([]);
	});

	it('is the same in decomposed Unicode, as macOS writes it', async () => {
		const made = (await runNode(atPath('/Büro/Café'.normalize('NFC')))).items[0]?.json;
		const again = await runNode(atPath('/Büro/Café'.normalize('NFD'), { ifExists: 'return' }));
		expect(again.items[0]?.json.uuid).toBe(made?.uuid);
		expect(folders()).toHaveLength(2);
	});

	it('is never made with half a character', async () => {
		const { error } = await runNode(atPath(computed(`/Reports ${'👍'.slice(0, 1)}`)));
		expect(error?.message).toBe('Path contains half a character');
		expect(at.requests()).toEqual([]);
	});

	it('does not go through a file', async () => {
		await upload('A');
		const { error } = await runNode(atPath('/A/B'));
		expect(error?.message).toBe('Path cannot be used: /A is not a folder');
	});
});

async function upload(fileName: string) {
	const input = [await fileItem(Buffer.from('x'), fileName)];
	await runNode(runsAt(at).upload({}, { input }));
}

describe('at a path that Acronis reads', () => {
	it('sends the path as it is, in one request', async () => {
		await runNode(createFolder({ name: 'Reports' }));
		const before = at.requests().length;
		const run = createFolder({ where: 'servicePath', path: '/Reports//June/' });
		const { items, error } = await runNode(run);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ name: 'June', path: 'Reports/June' });
		expect(
			at
				.requests()
				.slice(before)
				.map(({ operationId }) => operationId)
				.filter((operationId) => operationId !== 'issueToken'),
		).toEqual(['createFolder']);
	});

	it('says what the service says of folders that are missing', async () => {
		const { error } = await runNode(createFolder({ where: 'servicePath', path: '/A/B' }));
		expect(error?.message).toBe('Acronis has no such item');
		expect(folders()).toEqual([]);
	});

	it.each(['', '/', '/a/../b'])('refuses %p', async (path) => {
		const { error } = await runNode(createFolder({ where: 'servicePath', path: computed(path) }));
		expect(error?.message).toMatch(/^Path /);
		expect(at.requests()).toEqual([]);
	});
});
