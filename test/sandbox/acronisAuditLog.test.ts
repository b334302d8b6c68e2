import { type Answer, askFiles, json, signIn, useSandbox } from './support';

const used = useSandbox();
let token: string;

beforeEach(async () => {
	token = await signIn(used.sandbox);
});

afterEach(() => {
	expect(used.sandbox.violations()).toEqual([]);
});

async function read(query = ''): Promise<Answer> {
	return await askFiles(used.sandbox, token, `audit_log${query && `?${query}`}`);
}

async function rows(query = ''): Promise<{ uuid: string; text: string; created_at: string }[]> {
	// The contract has checked that it is a list of rows.
	return (await (await read(query)).json()) as never;
}

const times = async (query = '') =>
	(await rows(query)).map(({ created_at: time }) => time.slice('2026-03-01T'.length));

describe('the audit log', () => {
	it('shows a row in whole seconds, with the members that apply', async () => {
		const node = { uuid: '2057c38b-4dba-4fb3-bc83-f77562cac980', name: 'file.txt' };
		const { uuid, name, email } = used.sandbox.acronis.users.user;
		used.sandbox.acronis.appendAuditRows([
			{ text: 'Added.', node, user: { uuid, name, email }, createdAt: '2026-03-01T10:00:00.700Z' },
		]);
		used.sandbox.acronis.appendAuditRows([{ severity: 3, createdAt: '2026-03-01T09:00:00Z' }]);
		expect(await rows()).toEqual([
			{
				uuid: expect.any(String),
				text: 'Added.',
				code: 0,
				created_at: '2026-03-01T10:00:00Z',
				severity: 1,
				node,
				node_uuid: node.uuid,
				user: { uuid, name, email },
				owner_uuid: uuid,
			},
			{
				uuid: expect.any(String),
				text: 'Something happened.',
				code: 0,
				created_at: '2026-03-01T09:00:00Z',
				severity: 3,
			},
		]);
	});

	it('is for administrators', async () => {
		token = await signIn(used.sandbox, 'user');
		const answer = await read();
		expect(answer.status).toBe(403);
		expect((await answer.json()).error).toMatchObject({
			code: 3,
			message: expect.stringMatching(/^Admin/),
		});
	});

	it('comes whole with 200 and in parts with 206, whose pages end as set', async () => {
		const { acronis } = used.sandbox;
		acronis.appendAuditRows({ count: 5 });
		const seen = async (query: string) => {
			const answer = await read(query);
			return [answer.status, answer.headers.get('content-range'), (await rows(query)).length];
		};
		expect(await seen('per_page=5')).toEqual([200, null, 5]);
		expect(await seen('per_page=2')).toEqual([206, 'items 1-2/5', 2]);
		expect(await seen('per_page=2&page=3')).toEqual([206, 'items 5-5/5', 1]);
		expect(await seen('per_page=2&page=4')).toEqual([206, 'items */5', 0]);
		acronis.settings.paging.lastPageStatus = 200;
		expect(await seen('per_page=2&page=3')).toEqual([200, null, 1]);
		acronis.settings.paging.contentRange = false;
		expect(await seen('per_page=2')).toEqual([206, null, 2]);
		acronis.settings.paging.maximumPerPage = 3;
		expect(await seen('per_page=100')).toEqual([206, null, 3]);
	});

	it('comes in the order that is set, the same for every page', async () => {
		const { acronis } = used.sandbox;
		const at = (time: string) => ({ createdAt: `2026-03-01T${time}Z` });
		acronis.appendAuditRows([at('11:00:02'), at('11:00:01'), at('11:00:03')]);
		expect(await times()).toEqual(['11:00:03Z', '11:00:02Z', '11:00:01Z']);
		acronis.settings.auditLog.order = 'oldestFirst';
		expect(await times()).toEqual(['11:00:01Z', '11:00:02Z', '11:00:03Z']);
		acronis.settings.auditLog.order = 'insertion';
		expect(await times()).toEqual(['11:00:02Z', '11:00:01Z', '11:00:03Z']);
		acronis.settings.auditLog.order = 'shuffled';
		acronis.appendAuditRows({
			count: 20,
			startingAt: '2026-03-01T10:00:00Z',
			stepMilliseconds: 1000,
		});
		const shuffled = await times();
		expect(shuffled).not.toEqual([...shuffled].sort());
		expect([...(await times('per_page=12')), ...(await times('per_page=12&page=2'))]).toEqual(
			shuffled,
		);
	});

	it('filters by time on both sides inclusively, by what is shown or by what is hidden', async () => {
		const { acronis } = used.sandbox;
		acronis.appendAuditRows({
			count: 3,
			startingAt: '2026-03-01T11:00:04.400Z',
			stepMilliseconds: 1_000,
		});
		const window = 'filter_from=2026-03-01T11:00:05Z&filter_to=2026-03-01T11:00:06Z';
		expect(await times(window)).toEqual(['11:00:06Z', '11:00:05Z']);
		acronis.settings.auditLog.hiddenSubSeconds = true;
		expect(await times(window)).toEqual(['11:00:05Z']);
	});

	it('filters by severity, text, user, share and node, with - for none', async () => {
		const { acronis } = used.sandbox;
		const { uuid, name, email } = acronis.users.user;
		const thing = { uuid: '444f4f94-9f0e-4183-9d47-b1804e819f61', name: 'Folder' };
		acronis.appendAuditRows([
			{ text: 'by a user', user: { uuid, name, email }, severity: 2 },
			{ text: 'about a share', share: thing },
			{ text: 'about a node', node: thing, severity: 3 },
		]);
		const texts = async (query: string) => (await rows(query)).map(({ text }) => text);
		expect(await texts('filter_severity=2')).toEqual(['by a user']);
		expect(await texts('filter_text=ABOUT')).toEqual(['about a node', 'about a share']);
		expect(await texts(`filter_user=${uuid}`)).toEqual(['by a user']);
		expect(await texts('filter_user=-')).toEqual(['about a node', 'about a share']);
		expect(await texts(`filter_share=${thing.uuid}`)).toEqual(['about a share']);
		expect(await texts(`filter_node_uuid=${thing.uuid}`)).toEqual(['about a node']);
		expect(await texts('filter_node_uuid=-&filter_share=-')).toEqual(['by a user']);
	});

	it('may show rows late, with the date at which they happened', async () => {
		used.sandbox.acronis.appendAuditRows([{ visibleAfterMilliseconds: 30_000 }]);
		expect(await times()).toEqual([]);
		used.clock.pass(30_000);
		expect(await times()).toEqual(['12:00:00Z']);
	});

	it('can grow between two pages', async () => {
		const { sandbox } = used;
		sandbox.acronis.appendAuditRows({ count: 2 });
		const stop = sandbox.onRequest(({ query }) => {
			if (query.page === '2') sandbox.acronis.appendAuditRows([{ text: 'in between' }]);
		});
		const first = await rows('per_page=1');
		const second = await rows('per_page=1&page=2');
		stop();
		expect(second).toEqual(first);
	});

	it('notes by itself what is done', async () => {
		const created = await askFiles(
			used.sandbox,
			token,
			'sync_and_share_nodes',
			json({ sync_and_share_node: { name: 'Folder' } }),
		);
		const { uuid } = await created.json();
		expect(await rows()).toEqual([
			expect.objectContaining({ text: "Added new folder 'Folder'.", node_uuid: uuid }),
		]);
	});

	it('of the tenant below is another one; of an unknown tenant is forbidden', async () => {
		const { tenantIds } = used.sandbox.acronis;
		used.sandbox.acronis.appendAuditRows([{}]);
		expect(await rows(`tenant_id=${tenantIds.own}`)).toHaveLength(1);
		expect(await rows(`tenant_id=${tenantIds.child}`)).toEqual([]);
		expect((await read('tenant_id=00000000-0000-4000-8000-000000000000')).status).toBe(403);
	});
});
