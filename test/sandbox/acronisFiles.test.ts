import { type Answer, askFiles, json, signIn, useSandbox } from './support';

const used = useSandbox();
const UNKNOWN = '00000000-0000-4000-8000-000000000000';
let token: string;

beforeEach(async () => {
	token = await signIn(used.sandbox);
});

afterEach(() => {
	expect(used.sandbox.violations()).toEqual([]);
});

async function create(node: object): Promise<Answer> {
	const body = json({ sync_and_share_node: node });
	return await askFiles(used.sandbox, token, 'sync_and_share_nodes', body);
}

async function names(uuid = '0'): Promise<string[]> {
	const answer = await askFiles(used.sandbox, token, `sync_and_share_nodes/${uuid}/contents`);
	// The contract has checked that it is a list of nodes.
	return ((await answer.json()) as never as { name: string }[]).map(({ name }) => name);
}

describe('a folder', () => {
	it('is made below the root or a parent, by name or by path', async () => {
		const parent = await (await create({ name: 'Parent' })).json();
		expect(parent).toMatchObject({ name: 'Parent', path: 'Parent', checksum: '' });
		const child = await create({ name: 'Child', parent_uuid: parent.uuid });
		expect(child.status).toBe(201);
		expect(await child.json()).toMatchObject({
			path: 'Parent/Child',
			parent_uuid: parent.uuid,
			parents: [{ uuid: '0', is_root: true }, { name: 'Parent' }, { name: 'Child' }],
		});
		expect(await (await create({ path: 'Parent/Other' })).json()).toMatchObject({
			path: 'Parent/Other',
		});
		expect(await names(parent.uuid)).toEqual(['Child', 'Other']);
		const read = await askFiles(used.sandbox, token, `sync_and_share_nodes/${parent.uuid}`);
		expect(await read.json()).toEqual({ ...parent });
	});

	it('that exists is a conflict, which shows what is there', async () => {
		const { uuid } = await (await create({ name: 'Folder' })).json();
		const answer = await create({ path: 'Folder' });
		expect(answer.status).toBe(409);
		const { error } = await answer.json();
		expect(error).toMatchObject({ code: 92, context: { conflict: { uuid, name: 'Folder' } } });
		expect(error.context.conflict).not.toHaveProperty('permissions');
	});

	it('that exists in another letter case is renamed', async () => {
		const { uuid } = await (await create({ name: 'Folder' })).json();
		const answer = await create({ name: 'FOLDER' });
		expect(answer.status).toBe(201);
		expect(await answer.json()).toMatchObject({ uuid, name: 'FOLDER' });
		expect(await names()).toEqual(['FOLDER']);
	});

	it('in an absent parent is 404 code 10, in somebody else’s 403 code 3', async () => {
		const { uuid } = await (await create({ name: 'Folder' })).json();
		const absent = await create({ name: 'Child', parent_uuid: UNKNOWN });
		expect([absent.status, (await absent.json()).error.code]).toEqual([404, 10]);
		expect((await create({ path: 'Nowhere/Child' })).status).toBe(404);
		token = await signIn(used.sandbox, 'user');
		const foreign = await create({ name: 'Child', parent_uuid: uuid });
		expect([foreign.status, (await foreign.json()).error.code]).toEqual([403, 3]);
	});

	it('lists its contents in pages', async () => {
		for (const name of ['a', 'b', 'c']) await create({ name });
		const path = 'sync_and_share_nodes/0/contents?per_page=2';
		const answer = await askFiles(used.sandbox, token, path);
		expect([answer.status, answer.headers.get('content-range')]).toEqual([206, 'items 1-2/3']);
	});
});

describe('a node', () => {
	it.each(['', '/contents'])(
		'that is absent or somebody else’s is 403 code 3 (%s)',
		async (suffix) => {
			const { uuid } = await (await create({ name: 'Folder' })).json();
			const other = await signIn(used.sandbox, 'user');
			for (const [who, which] of [
				[token, UNKNOWN],
				[other, uuid],
			]) {
				const path = `sync_and_share_nodes/${which}${suffix}`;
				const answer = await askFiles(used.sandbox, who ?? '', path);
				expect(answer.status).toBe(403);
				expect((await answer.json()).error.message).toContain('does not exist or you do not have');
			}
		},
	);
});

describe('a link', () => {
	async function link(uuid: string, wanted: object): Promise<Answer> {
		const path = `sync_and_share_nodes/${uuid}/links`;
		return await askFiles(used.sandbox, token, path, json({ link: wanted }));
	}

	it('is made for a file, with its recipients as addresses', async () => {
		const path = 'sync_and_share_nodes/0/upload?filename=a.txt&size=1';
		const uploaded = await askFiles(used.sandbox, token, path, {
			method: 'POST',
			headers: { 'content-type': 'application/octet-stream' },
			body: 'a',
		});
		const { uuid } = await uploaded.json();
		const wanted = { recipients: [{ email: 'a@b.example' }], ttl: 7, access_restriction: 'shared' };
		const answer = await link(uuid, wanted);
		expect(answer.status).toBe(201);
		expect(await answer.json()).toMatchObject({
			id: 1,
			node_uuid: uuid,
			emails: ['a@b.example'],
			ttl: 7,
			access_restriction: 'shared',
			single_use: false,
			download_url: expect.stringContaining('/fc/t/'),
		});
		const read = await askFiles(used.sandbox, token, `sync_and_share_nodes/${uuid}`);
		expect(await read.json()).toMatchObject({ has_active_links: true });
	});

	it('is refused for a folder with code 15, for an absent node with code 3', async () => {
		const { uuid } = await (await create({ name: 'Folder' })).json();
		expect((await (await link(uuid, {})).json()).error.code).toBe(15);
		expect((await (await link(UNKNOWN, {})).json()).error.code).toBe(3);
	});
});
