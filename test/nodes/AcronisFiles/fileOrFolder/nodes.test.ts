import { copySearch } from '../../../../nodes/AcronisFiles/resources/fileOrFolder/copy';
import { computed } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';
import { chosen, only, operationAt, place } from '../support';

const at = useSandbox();
const paths = () =>
	at.sandbox.acronis
		.state()
		.nodes.filter(({ is_deleted: deleted }) => !deleted)
		.map(({ path }) => path)
		.sort();

describe.each(['file', 'folder'] as const)('a %s', (kind) => {
	const path = kind === 'file' ? '/A/june.pdf' : '/A/june/';
	const name = kind === 'file' ? 'june.pdf' : 'june';
	const run = (operation: string) => operationAt(at, kind, operation);
	let uuid: unknown;
	let target: unknown;
	beforeEach(async () => {
		const made = await place(at, path, '/B/');
		uuid = made[0]?.uuid;
		target = made[1]?.uuid;
	});

	it('is read, as a summary or wholly', async () => {
		expect(only(await run('get')({ [kind]: chosen(uuid) }))).toMatchObject({ uuid, name });
		const whole = only(await run('get')({ [kind]: chosen(uuid), simplify: false }));
		expect(whole.permissions).toBeDefined();
	});

	it('is renamed', async () => {
		const json = only(await run('rename')({ [kind]: chosen(uuid), name: ' May ' }));
		expect(json).toEqual({ renamed: true, uuid, name: 'May' });
		expect(paths()).toEqual(['A', 'A/May', 'B']);
	});

	it.each(['', '..', 'a/b', 'x'.repeat(256)])('is not renamed to %j', async (wrong) => {
		at.sandbox.resetStatistics();
		const before = at.requests().length;
		const { error } = await run('rename')({ [kind]: chosen(uuid), name: computed(wrong) });
		expect(error?.message).toMatch(/^New Name is /);
		expect(at.requests()).toHaveLength(before);
	});

	it('is not renamed to a name that is taken, which the error says', async () => {
		const [other] = await place(at, kind === 'file' ? '/A/july.pdf' : '/A/july/');
		const { error } = await run('rename')({ [kind]: chosen(uuid), name: String(other?.name) });
		expect(error?.message).toContain(`"${String(other?.name)}"`);
		expect(error?.description).toContain(String(other?.uuid));
		expect(error?.description).toMatch(/\. Choose another New Name\. Acronis says: /);
	});

	it.each(['copy', 'move'])('stays, with %s to where its name is taken', async (operation) => {
		await place(at, path.replace('/A/', '/B/'));
		const { error } = await run(operation)({ [kind]: chosen(uuid), target: chosen(target) });
		expect(error?.message).toBe(`The folder already has an item named "${name}"`);
		expect(error?.description).toMatch(
			/\. Choose another Target Folder, or rename one of the two first\. Acronis says: /,
		);
	});

	it('is moved', async () => {
		const json = only(await run('move')({ [kind]: chosen(uuid), target: chosen(target) }));
		expect(json).toEqual({ moved: true, uuid, parent_uuid: target });
		expect(paths()).toEqual(['A', 'B', `B/${name}`]);
	});

	it('is known to be moved when the answer was lost', async () => {
		at.sandbox.faults.add({ operationId: 'moveNode', cut: true, afterWork: true });
		only(await run('move')({ [kind]: chosen(uuid), target: chosen(target) }));
		expect(at.requests('moveNode')).toHaveLength(1);
	});

	it('is not said to be moved when nothing happened', async () => {
		at.sandbox.faults.add({ operationId: 'moveNode', cut: true });
		const { error } = await run('move')({ [kind]: chosen(uuid), target: chosen(target) });
		expect(error?.message).toContain('was lost');
		expect(at.requests('moveNode')).toHaveLength(1);
	});

	it('is copied', async () => {
		const json = only(await run('copy')({ [kind]: chosen(uuid), target: chosen(target) }));
		expect(json).toEqual({ copied: true, source: { uuid }, target: { uuid: target } });
		expect(paths()).toEqual(['A', `A/${name}`, 'B', `B/${name}`]);
	});

	it('is copied and named as it was chosen, without a request for that', async () => {
		const picked = { ...chosen(uuid, 'list'), cachedResultName: `/A/${name}` };
		const fields = { [kind]: picked, target: chosen('//B/', 'path') };
		const before = at.requests().length;
		expect(only(await run('copy')(fields))).toEqual({
			copied: true,
			source: { uuid, path: `/A/${name}` },
			target: { uuid: target, path: '/B' },
		});
		const since = at.requests().slice(before);
		expect(since.map(({ operationId }) => operationId)).toEqual([
			'issueToken',
			'listContents',
			'copyNode',
		]);
	});

	it('is copied into the topmost folder, which is /', async () => {
		const url = `https://files.example/nodes/${String(uuid)}`;
		const fields = { [kind]: chosen(url, 'url'), target: chosen('0') };
		expect(only(await run('copy')(fields))).toEqual({
			copied: true,
			source: { uuid },
			target: { uuid: '0', path: '/' },
		});
	});

	it('is copied once when the answer was lost, and fails', async () => {
		at.sandbox.faults.add({ operationId: 'copyNode', cut: true, afterWork: true });
		const { error } = await run('copy')({ [kind]: chosen(uuid), target: chosen(target) });
		expect(error?.description).toContain('Check in Acronis before you run it again');
		expect(at.requests('copyNode')).toHaveLength(1);
	});

	it('has its copy found, also when that comes later', async () => {
		jest.replaceProperty(copySearch, 'pauseMs', 20);
		at.sandbox.acronis.settings.files.copyMilliseconds = 50;
		const parameters = { [kind]: chosen(uuid), target: chosen(target), findCopy: true };
		const { copy } = only(await run('copy')(parameters));
		expect(copy).toMatchObject({ name, parent_uuid: target });
		expect(copy).not.toMatchObject({ uuid });
	});

	it('says when a copy cannot be found', async () => {
		jest.replaceProperty(copySearch, 'pauseMs', 5);
		at.sandbox.acronis.settings.files.copyMilliseconds = 60_000;
		const parameters = { [kind]: chosen(uuid), target: chosen(target), findCopy: true };
		const { error } = await run('copy')(parameters);
		expect(error?.message).toContain('the target folder has no item named "');
		expect(at.requests('copyNode')).toHaveLength(1);
	});

	it('is deleted', async () => {
		const json = only(await run('delete')({ [kind]: chosen(uuid) }));
		expect(json).toEqual({ deleted: true, uuid, name });
		expect(paths()).toEqual(['A', 'B']);
	});

	it('is known to be deleted when the answer was lost', async () => {
		at.sandbox.faults.add({ operationId: 'deleteNode', status: 502, afterWork: true });
		only(await run('delete')({ [kind]: chosen(uuid) }));
		expect(at.requests('deleteNode').map(({ status }) => status)).toEqual([502, 403]);
		expect(paths()).toEqual(['A', 'B']);
	});

	it('is not said to be deleted while it can be read', async () => {
		at.sandbox.faults.add({ operationId: 'deleteNode', status: 502 });
		at.sandbox.faults.add({
			operationId: 'deleteNode',
			status: 403,
			body: { error: { domain: 'Files', code: 3, message: 'No.' } },
		});
		const { error } = await run('delete')({ [kind]: chosen(uuid) });
		expect(error?.message).toBe('The item does not exist, or the user may not do this');
	});

	it('is deleted by its own operation only', async () => {
		const other = kind === 'file' ? 'folder' : 'file';
		const { error } = await operationAt(at, other, 'delete')({ [other]: chosen(uuid) });
		expect(error?.message).toContain(` is a ${kind}, "${name}"`);
		expect(at.requests('deleteNode')).toEqual([]);
	});

	it('that is absent is "absent or not permitted" in each operation', async () => {
		const nobody = chosen('9c5d2c1e-3f1e-4b8a-8a3d-0f6f5a7b1c2d');
		for (const operation of ['get', 'rename', 'move', 'copy', 'delete', 'download']) {
			const fields = { [kind]: nobody, name: 'x', target: chosen(target) };
			const { error } = await run(operation)(fields);
			expect([operation, error?.message]).toEqual([
				operation,
				'The item does not exist, or the user may not do this',
			]);
		}
	});
});

it('refuses to move a folder into itself, in the words of the service', async () => {
	const [outer] = await place(at, '/A/', '/A/B/');
	const run = operationAt(at, 'folder', 'move');
	const { error } = await run({ folder: chosen(outer?.uuid), target: chosen('/A/B', 'path') });
	expect(error?.message).toBe('Acronis refused the values of this operation');
});

it('starts and stops syncing a folder', async () => {
	const [folder] = await place(at, '/A/');
	const fields = { folder: chosen(folder?.uuid) };
	const synced = () => at.sandbox.acronis.state().nodes.map((node) => node.synced);
	expect(only(await operationAt(at, 'folder', 'startSync')(fields))).toMatchObject({
		syncing: true,
	});
	expect(synced()).toEqual([true]);
	at.sandbox.faults.add({ operationId: 'stopSync', status: 502, afterWork: true });
	expect(only(await operationAt(at, 'folder', 'stopSync')(fields))).toMatchObject({
		syncing: false,
	});
	expect(synced()).toEqual([false]);
});
