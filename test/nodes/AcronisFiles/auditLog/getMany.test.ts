import { runNode } from '../../../support/engine';
import { emptyItems, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const { auditLog } = runsAt(at);

const UUID = '2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f';
const queries = () => at.requests('listAuditLog').map(({ query }) => query);

describe('how much', () => {
	beforeEach(() => {
		at.sandbox.acronis.appendAuditRows({ count: 250, stepMilliseconds: 1000 });
	});

	it.each([
		['50 by default', {}, 50, [50]],
		['a small limit', { limit: 7 }, 7, [7]],
		['one page', { limit: 100 }, 100, [100]],
		['a limit of several pages', { limit: 150 }, 150, [100, 100]],
		['a limit beyond the list', { limit: 1000 }, 250, [100, 100, 100]],
		['all', { returnAll: true }, 250, [100, 100, 100]],
	])('is %s, and nothing is fetched beyond it', async (_what, parameters, count, pages) => {
		const { items } = await runNode(auditLog(parameters));
		expect(items).toHaveLength(count);
		expect(new Set(items.map(({ json }) => json.uuid)).size).toBe(count);
		expect(queries().map(({ per_page }) => Number(per_page))).toEqual(pages);
	});

	it.each([
		['without the header', { contentRange: false }],
		['with pages that are clamped', { maximumPerPage: 30 }],
		['with clamped pages without the header', { maximumPerPage: 30, contentRange: false }],
		['with 200 on the last page', { lastPageStatus: 200 as const }],
		['with full pages without the header', { maximumPerPage: 50, contentRange: false }],
	])('is all %s', async (_how, paging) => {
		Object.assign(at.sandbox.acronis.settings.paging, paging);
		const { items } = await runNode(auditLog({ returnAll: true }));
		expect(new Set(items.map(({ json }) => json.uuid)).size).toBe(250);
		expect(items).toHaveLength(250);
	});

	it('is the limit with pages that are clamped', async () => {
		at.sandbox.acronis.settings.paging.maximumPerPage = 30;
		const { items } = await runNode(auditLog({ limit: 70 }));
		expect(items).toHaveLength(70);
		expect(queries()).toHaveLength(3);
	});

	it('reads a page again that was cut, and has every row once', async () => {
		at.sandbox.faults.add({ operationId: 'listAuditLog', skip: 1, cut: { afterBytes: 500 } });
		const { items } = await runNode(auditLog({ returnAll: true }));
		expect(new Set(items.map(({ json }) => json.uuid)).size).toBe(250);
		expect(items).toHaveLength(250);
	});

	it.each([0, -1, 1.5, 'many'])('is refused for %p', async (limit) => {
		const { error } = await runNode(auditLog({ limit }));
		expect(error?.message).toMatch(/Limit|'limit'/);
		expect(at.requests()).toEqual([]);
	});
});

it('has no item for an empty log', async () => {
	const { items, error } = await runNode(auditLog());
	expect([items, error]).toEqual([[], undefined]);
});

it('fails as a whole when a later page fails', async () => {
	at.sandbox.acronis.appendAuditRows({ count: 150 });
	at.sandbox.faults.add({ operationId: 'listAuditLog', skip: 1, status: 403 });
	const { items, error } = await runNode(auditLog({ returnAll: true }));
	expect(items).toEqual([]);
	expect(error).toBeDefined();
});

it('sends the filters in the form of the service', async () => {
	const { own } = at.sandbox.acronis.tenantIds;
	const filters = {
		node: UUID,
		share: '-',
		user: ` ${UUID} `,
		tenantId: own,
		text: ' report.pdf ',
		severities: [4],
		from: '2026-06-01T12:00:00',
		to: '2026-06-02T12:00:00.999Z',
	};
	const { error } = await runNode(auditLog({ filters }, { timezone: 'Europe/Berlin' }));
	expect(error).toBeUndefined();
	expect(queries()).toEqual([
		{
			filter_node_uuid: UUID,
			filter_share: '-',
			filter_user: UUID,
			tenant_id: own,
			filter_text: 'report.pdf',
			filter_severity: '4',
			filter_from: '2026-06-01T10:00:00Z',
			filter_to: '2026-06-02T12:00:00Z',
			page: '1',
			per_page: '50',
		},
	]);
});

it.each([
	[{ node: '' }, 'File or Folder UUID has no value'],
	[{ text: ' ' }, 'Text has no value'],
	[{ tenantId: '' }, 'Tenant ID has no value'],
	[{ from: '' }, 'From has no value'],
	[{ from: '={{ 0 }}' }, 'From is not a valid date: 0'],
	[{ node: 'x' }, 'File or Folder UUID is not a UUID'],
	[{ share: '12' }, 'Share UUID is not a UUID'],
	[{ user: `${UUID}0` }, 'User UUID is not a UUID'],
	[{ tenantId: '-' }, 'Tenant ID is not a UUID'],
	[{ severities: [5] }, 'Severities has a value that is not one of the options: 5'],
	[{ from: 'soon' }, 'From is not a valid date: "soon"'],
	[{ to: '2026-13-01' }, 'To is not a valid date: "2026-13-01"'],
	[{ from: '2026-06-02T00:00:00Z', to: '2026-06-01T00:00:00Z' }, 'From is after To'],
])('refuses %j before anything is sent', async (filters, message) => {
	const { error } = await runNode(auditLog({ filters }));
	expect(error).toMatchObject({ message, description: expect.stringMatching(/.+/) });
	expect(at.requests()).toEqual([]);
});

it('says who may read it', async () => {
	const { login: username, password } = at.sandbox.acronis.users.user;
	const { error } = await runNode(auditLog({}, { credential: at.acronis({ username, password }) }));
	expect(error?.description).toContain('administrator');
});

it('reads for many items with one token', async () => {
	at.sandbox.acronis.appendAuditRows({ count: 3 });
	const { items } = await runNode(auditLog({}, { input: emptyItems(10) }));
	expect(items).toHaveLength(30);
	expect(at.requests('issueToken')).toHaveLength(1);
});

describe('an entry', () => {
	const add = () =>
		at.sandbox.acronis.appendAuditRows(
			([1, 2, 3, 4] as const).map((severity) => ({ severity, text: 'x' })),
		);

	it('has its kind and the name of its severity, simplified or not', async () => {
		add();
		for (const simplify of [true, false]) {
			const { items } = await runNode(auditLog({ simplify }));
			expect(items.map(({ json }) => json.severityName).sort()).toEqual([
				'error',
				'fatal',
				'info',
				'warning',
			]);
			for (const { json } of items) {
				expect(['file', 'sharing', 'account', 'system']).toContain(json.kind);
				expect('userEmail' in json).toBe(simplify);
				expect('code' in json).toBe(!simplify);
			}
		}
	});

	it('of several severities or kinds comes, up to the limit', async () => {
		for (let time = 0; time < 60; time++) add();
		const filters = { severities: [3, 4] };
		const { items } = await runNode(auditLog({ filters, limit: 70 }));
		expect(items).toHaveLength(70);
		expect(items.every(({ json }) => [3, 4].includes(Number(json.severity)))).toBe(true);
		const none = await runNode(auditLog({ filters: { kinds: ['sharing'] }, returnAll: true }));
		expect(none.error).toBeUndefined();
		expect(none.items.every(({ json }) => json.kind === 'sharing')).toBe(true);
	});
});
