import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../sandbox/http/faults';
import { acronisTriggerOfAnotherProcess, PublishedTrigger } from '../../support/polls';
import { useSandbox } from '../../support/sandbox';

const at = useSandbox();

const trigger = (parameters: INodeParameters) =>
	new PublishedTrigger({ node: 'acronisFilesTrigger', credential: at.acronis(), parameters });

/** Each row a second later than the one before. */
const append = (tenantId: string, ...texts: string[]) => {
	const rows = texts.map((text) => {
		second += 1;
		return { text, createdAt: new Date(second * 1000).toISOString() };
	});
	return at.sandbox.acronis.appendAuditRows(rows, tenantId);
};
let second = Math.floor(Date.now() / 1000);

const shown = (items: IDataObject[] | null) =>
	(items ?? []).map(({ tenantId, kind, state, text }) => ({
		tenantId,
		what: kind === 'tenantUnavailable' ? state : text,
	}));

/** A published trigger that follows the tenant itself and two below it. */
async function published(options: INodeParameters = {}) {
	const { acronis } = at.sandbox;
	const [own, child, other] = [
		acronis.tenantIds.own,
		acronis.tenantIds.child,
		acronis.addTenantBelow(),
	];
	const one = trigger({ tenants: 'list', tenantIds: [own, child, other].join(', '), options });
	expect(await one.activate()).toBeNull();
	return { one, own, child, other };
}

it('follows each tenant of a list, and says which one an event is from', async () => {
	const { one, own, child, other } = await published();
	append(child, 'of the child');
	append(other, 'of the other');
	append(own, 'of the own');
	expect(shown(await one.tick())).toEqual([
		{ tenantId: child, what: 'of the child' },
		{ tenantId: other, what: 'of the other' },
		{ tenantId: own, what: 'of the own' },
	]);
	expect(await one.tick()).toBeNull();
});

it('asks once for each tenant in an idle poll', async () => {
	const { one } = await published();
	const before = at.requests().length;
	expect(await one.tick()).toBeNull();
	expect(at.requests().slice(before)).toHaveLength(3);
});

it('groups the events of each tenant apart', async () => {
	const { one, child, other } = await published({ groupBy: 'user' });
	append(child, 'a', 'b');
	append(other, 'c');
	expect(await one.tick()).toMatchObject([
		{ kind: 'group', tenantId: child, count: 2 },
		{ kind: 'group', tenantId: other, count: 1 },
	]);
});

it('asks for the retention of the tenant whose log was not read for long', async () => {
	const { one, child, own } = await published();
	const cursor = one.stored.cursor as IDataObject; // what the poll stores
	const logs = cursor.logs as Record<string, Record<string, number>>;
	const before = Object.entries(logs[child] ?? {}).map(([member, value]) =>
		typeof value === 'number' ? [member, value - 30 * 86_400] : [member, value],
	);
	one.load({ cursor: { ...cursor, logs: { ...logs, [child]: Object.fromEntries(before) } } });
	await one.tick();
	const asked = at.requests('getAuditLogSettings').map(({ query }) => query.tenant_id);
	expect(asked).toEqual([child]);
	expect(own).not.toBe(child);
});

it('has no place in the logs of a list where it followed its own tenant', async () => {
	const own = trigger({});
	await own.activate();
	const list = trigger({ tenants: 'list', tenantIds: [at.sandbox.acronis.tenantIds.child] });
	list.takePlaceOf(own);
	at.sandbox.faults.add({ operationId: 'listAuditLog', status: 500, times: 'always' });
	// Where it had one, it would stay on without a word.
	await expect(list.activate('update')).rejects.toMatchObject({ httpCode: '500' });
});

it('keeps few rows of each tenant in mind where it follows many', async () => {
	const { child } = at.sandbox.acronis.tenantIds;
	const many = Array.from(
		{ length: 99 },
		(_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
	);
	const options = { overlapMinutes: 60 };
	const one = trigger({ tenants: 'list', tenantIds: [child, ...many], options });
	await one.activate();
	second = Math.floor(Date.now() / 1000) - 580;
	append(child, ...Array.from({ length: 570 }, (_, index) => `row ${index}`));
	const isEvent = ({ kind }: IDataObject) => kind !== 'tenantUnavailable';
	expect((await one.tick())?.filter(isEvent)).toHaveLength(570);
	const { logs } = one.live.cursor as { logs: Record<string, { seen: Record<string, string> }> };
	// A key has 11 characters.
	const keys = Object.values(logs[child]?.seen ?? {}).join('').length / 11;
	expect(keys).toBeGreaterThanOrEqual(500);
	expect(keys).toBeLessThan(510);
});

it('shows samples with their tenants in a test run', async () => {
	const { acronis } = at.sandbox;
	append(acronis.tenantIds.child, 'of the child');
	const one = trigger({ tenants: 'list', tenantIds: [acronis.tenantIds.child] });
	expect(shown(await one.fetchTestEvent())).toEqual([
		{ tenantId: acronis.tenantIds.child, what: 'of the child' },
	]);
});

describe('a tenant that cannot be read', () => {
	const fail = (tenantId: string, fault: Fault) =>
		at.sandbox.faults.add({
			operationId: 'listAuditLog',
			query: `tenant_id=${tenantId}`,
			times: 'always',
			...fault,
		});

	it('is told once with its reason, while the others go on, and once when it is back', async () => {
		const { one, child, other } = await published();
		const { id } = fail(child, { status: 403 });
		append(child, 'while it was out');
		append(other, 'of the other');
		const items = await one.tick();
		expect(shown(items)).toEqual([
			{ tenantId: child, what: 'problem' },
			{ tenantId: other, what: 'of the other' },
		]);
		expect(items?.[0]).toMatchObject({
			kind: 'tenantUnavailable',
			reason: expect.stringContaining('Acronis'),
			severityName: 'error',
		});
		expect(await one.tick()).toBeNull();

		at.sandbox.faults.remove(id);
		// The pause after a failure is a process's own.
		const restarted = new PublishedTrigger(one.run, await acronisTriggerOfAnotherProcess());
		restarted.takePlaceOf(one);
		expect(shown(await restarted.activate('init'))).toEqual([
			{ tenantId: child, what: 'recovered' },
			{ tenantId: child, what: 'while it was out' },
		]);
		expect(await restarted.tick()).toBeNull();
	});

	it('does not hold the poll up when it never answers', async () => {
		const { one, child, other } = await published();
		one.budgetMs = 2_000;
		fail(child, { delayMilliseconds: 60_000 });
		append(other, 'of the other');
		const begin = performance.now();
		expect(shown(await one.tick())).toEqual([
			{ tenantId: child, what: 'problem' },
			{ tenantId: other, what: 'of the other' },
		]);
		expect(performance.now() - begin).toBeLessThan(6_000);
	});

	it('because it alone is refused is told after three polls', async () => {
		const { one, child, other } = await published();
		fail(child, { status: 401 });
		append(other, 'of the other');
		const polls = [];
		for (let poll = 0; poll < 5; poll += 1) polls.push(...shown(await one.tick()));
		expect(polls).toEqual([
			{ tenantId: other, what: 'of the other' },
			{ tenantId: child, what: 'problem' },
		]);
	});

	it('repeats no secret that the service shows', async () => {
		const { one, child } = await published();
		const { password } = at.sandbox.acronis.users.admin;
		const token = `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`;
		fail(child, {
			status: 403,
			body: { error: { message: `${password} and ${token} of Ann may not read this` } },
		});
		const items = await one.tick();
		// The reason is the package's own sentence.
		expect(items).toMatchObject([{ reason: 'The user may not do this in Acronis' }]);
		expect(JSON.stringify(items)).not.toContain(password);
		expect(JSON.stringify(items)).not.toContain('eyJ');
	});

	it('because the sign-in fails is the error of the poll', async () => {
		const { one } = await published();
		at.sandbox.faults.add({ operationId: 'listAuditLog', status: 401, times: 'always' });
		await expect(one.tick()).rejects.toThrow('does not accept the credential');
	});
});

describe('Tenant IDs', () => {
	it.each<[string, INodeParameters[string], string]>([
		['nothing', '', 'Tenant IDs'],
		['a word', 'customer-7', 'Tenant IDs contains "customer-7", which is not a UUID'],
		['null', null as never, 'Tenant IDs'],
	])('with %s are refused when the workflow is published', async (_name, tenantIds, words) => {
		await expect(trigger({ tenants: 'list', tenantIds }).activate()).rejects.toThrow(words);
	});

	it('count once, in upper and lower case', async () => {
		const { child } = at.sandbox.acronis.tenantIds;
		const one = trigger({ tenants: 'list', tenantIds: `${child}\n${child.toUpperCase()}` });
		await one.activate();
		append(child, 'new');
		expect(shown(await one.tick())).toEqual([{ tenantId: child, what: 'new' }]);
	});

	it('of more than 10,000 tenants are refused', async () => {
		const uuid = (index: number) =>
			`00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
		const tenantIds = Array.from({ length: 10_001 }, (_, index) => uuid(index));
		await expect(trigger({ tenants: 'list', tenantIds }).activate()).rejects.toThrow(
			'Tenant IDs has more than 10,000 tenants',
		);
	});
});
