import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';

import { acronisTriggerOfAnotherProcess, pause, PublishedTrigger } from '../../support/polls';
import { useSandbox } from '../../support/sandbox';

const at = useSandbox();
const DAY = 86_400;

const run = (options: INodeParameters = {}) => ({
	node: 'acronisFilesTrigger' as const,
	credential: at.acronis(),
	parameters: { options },
});

async function published(options: INodeParameters = {}): Promise<PublishedTrigger> {
	const one = new PublishedTrigger(run(options));
	await one.activate();
	return one;
}

const append = (...texts: string[]) =>
	at.sandbox.acronis.appendAuditRows(texts.map((text) => ({ text })));
const texts = (rows: IDataObject[] | null) => rows?.map(({ text }) => text).sort();

describe('a credential that is moved', () => {
	/** A published trigger whose credential somebody has edited. */
	async function moved(change: ICredentialDataDecryptedObject) {
		const credential = at.acronis();
		const one = new PublishedTrigger({ ...run(), credential });
		await one.activate();
		append('of before');
		Object.assign(credential.data, change);
		return one;
	}

	it('to another account starts afresh', async () => {
		const { user } = at.sandbox.acronis.users;
		jest.replaceProperty(user, 'administrator', true);
		const one = await moved({ username: user.login, password: user.password });
		expect(await one.tick()).toBeNull();
		append('of after');
		expect(texts(await one.tick())).toEqual(['of after']);
	});

	it('to a password that is wrong is told to who publishes, and not to a start of n8n', async () => {
		for (const mode of ['update', 'activate', 'create'] as const) {
			const one = await moved({ password: 'wrong' });
			await expect(one.activate(mode)).rejects.toThrow('does not accept the user name');
		}
		const one = await moved({ password: 'wrong' });
		expect(await one.activate('init')).toBeNull();
		await expect(one.tick()).rejects.toThrow('does not accept the user name');
	});

	it('to a new password of the same account goes on', async () => {
		jest.replaceProperty(at.sandbox.acronis.users.admin, 'password', 'a-new-password');
		const one = await moved({ password: 'a-new-password' });
		expect(texts(await one.tick())).toEqual(['of before']);
	});
});

it('polls at a data center that was found', async () => {
	const credential = at.acronis({
		findDataCenter: true,
		directoryUrl: at.sandbox.acronis.url,
		dataCenterUrl: '',
	});
	const one = new PublishedTrigger({ ...run(), credential });
	await one.activate();
	append('new');
	expect(texts(await one.tick())).toEqual(['new']);
});

describe('the poll at the activation', () => {
	it('starts from now: its state is stored although it emits nothing', async () => {
		append('before');
		const one = await published();
		expect(one.emitted).toEqual([]);
		expect(one.stored).toHaveProperty('cursor');
		append('after');
		expect(texts(await one.tick())).toEqual(['after']);
	});

	it('emits what a published workflow has missed', async () => {
		const one = await published();
		append('while it was down');
		expect(texts(await one.activate('init'))).toEqual(['while it was down']);
		expect(await one.activate('leadershipChange')).toBeNull();
	});

	it('fails without a state where the service refuses, so that publishing fails', async () => {
		at.sandbox.faults.add({ operationId: 'listAuditLog', status: 403, body: { error: {} } });
		const one = new PublishedTrigger(run());
		await expect(one.activate()).rejects.toMatchObject({ httpCode: '403' });
		expect(one.live).toEqual({});
	});
});

describe('a poll of the schedule', () => {
	it('with events stores its state with them, as JSON', async () => {
		const one = await published();
		append('a');
		expect(texts(await one.tick())).toEqual(['a']);
		const other = new PublishedTrigger(run());
		other.takePlaceOf(one);
		expect(await other.tick()).toBeNull();
		append('b');
		expect(texts(await other.tick())).toEqual(['b']);
	});

	it('without events returns null in one request and leaves the state as it was', async () => {
		const one = await published();
		append('a');
		await one.tick();
		const before = one.live;
		const requests = at.requests().length;
		expect(await one.tick()).toBeNull();
		expect(at.requests().length - requests).toBe(1);
		expect(one.live).toEqual(before);
	});

	it('that fails changes nothing in the memory that the next polls share', async () => {
		const one = await published();
		append('a');
		const before = one.live;
		at.sandbox.faults.add({ operationId: 'listAuditLog', times: 'always', status: 500 });
		await expect(one.tick()).rejects.toMatchObject({ httpCode: '500' });
		expect(one.live).toEqual(before);
		at.sandbox.faults.clear();
		expect(texts(await one.tick())).toEqual(['a']);
	});

	it('emits once what two polls of the same moment find', async () => {
		const one = await published();
		append('a');
		await Promise.all([one.tick(), one.tick()]);
		await one.tick();
		expect(one.emitted.map(texts)).toEqual([['a']]);
	});

	it('starts from now where the state belongs to another filter', async () => {
		const one = await published();
		append('of the old filter');
		const other = new PublishedTrigger({
			...run(),
			parameters: { filters: { severities: [1] } },
		});
		other.takePlaceOf(one);
		expect(await other.tick()).toBeNull();
		append('of the new one');
		expect(texts(await other.tick())).toEqual(['of the new one']);
	});

	it('comes back with what n8n threw away because a new version was published', async () => {
		const one = await published();
		append('a');
		await one.supersededTick();
		const other = new PublishedTrigger(run());
		other.takePlaceOf(one);
		// For half a minute n8n may still be storing what the poll before has found.
		expect(await other.activate('update')).toBeNull();
		const now = performance.now.bind(performance);
		jest.spyOn(performance, 'now').mockImplementation(() => now() + 31_000);
		expect(texts(await other.tick())).toEqual(['a']);
		expect(await other.tick()).toBeNull();
	});

	it('survives a state that a run of the workflow has written back', async () => {
		const one = await published();
		const snapshot = one.stored;
		append('a');
		await one.tick();
		one.load(snapshot);
		// For half a minute the older state counts as a copy, so that nothing comes twice.
		expect(await one.tick()).toBeNull();
		expect(one.emitted.map(texts)).toEqual([['a']]);
	});

	it('refuses the state of a later version instead of starting afresh', async () => {
		const one = await published();
		one.load({ cursor: { ...(one.stored.cursor as IDataObject), version: 3 } });
		await expect(one.tick()).rejects.toThrow('newer version of the package');
	});
});

describe('a restart of n8n', () => {
	it.each([
		['continue', []],
		['repeat', [['a', true]]],
	])('with "%s"', async (afterRestart, expected) => {
		const one = await published({ afterRestart });
		append('a');
		await one.tick();
		const other = new PublishedTrigger(
			run({ afterRestart }),
			await acronisTriggerOfAnotherProcess(),
		);
		other.takePlaceOf(one);
		const rows = (await other.activate('init')) ?? [];
		expect(rows.map(({ text, redelivered }) => [text, redelivered])).toEqual(expected);
		append('b');
		const next = (await other.tick()) ?? [];
		expect(next.map(({ text, redelivered }) => [text, redelivered])).toEqual([['b', undefined]]);
	});

	it('marks a group of repeated events like the events in it', async () => {
		const options = { afterRestart: 'repeat', groupBy: 'user' };
		const one = await published(options);
		append('a');
		await one.tick();
		const other = new PublishedTrigger(run(options), await acronisTriggerOfAnotherProcess());
		other.takePlaceOf(one);
		expect(await other.activate('init')).toMatchObject([
			{ kind: 'group', redelivered: true, events: [{ text: 'a', redelivered: true }] },
		]);
	});
});

describe('Fetch Test Event', () => {
	it('neither reads nor writes a state, whatever the workflow does', async () => {
		const one = await published();
		append('a');
		expect(texts(await one.fetchTestEvent())).toEqual(['a']);
		expect(texts(await one.tick())).toEqual(['a']);
	});
});

describe('an error', () => {
	it.each([
		[401, {}, { cause: 'credential-invalid' }],
		[403, {}, { cause: 'configuration-invalid' }],
		[429, { 'retry-after': '120' }, { cause: 'rate-limited', retryAfterMs: 120_000 }],
		[500, {}, { cause: 'temporarily-unavailable' }],
		[503, { 'retry-after': '90' }, { cause: 'temporarily-unavailable', retryAfterMs: 90_000 }],
	])('of status %d tells n8n what to do, at once', async (status, headers, failure) => {
		const one = await published();
		const fault = { operationId: 'listAuditLog', times: 'always' as const, status, headers };
		at.sandbox.faults.add(fault);
		const begin = Date.now();
		await expect(one.tick()).rejects.toMatchObject({ httpCode: String(status), failure });
		expect(Date.now() - begin).toBeLessThan(20_000);
	});

	it('of a lost connection counts as temporary', async () => {
		const one = await published();
		at.sandbox.faults.add({ operationId: 'listAuditLog', times: 'always', cut: true });
		await expect(one.tick()).rejects.toMatchObject({
			failure: { cause: 'temporarily-unavailable' },
		});
	});
});

describe('a pause longer than the log is kept', () => {
	const settings = (status: number, body: IDataObject) =>
		at.sandbox.faults.add({
			path: '/fc/api/v1/settings/audit_log',
			times: 'always',
			status,
			body,
		});
	const purge = (enabled: boolean | string, count: number, units: string) => ({
		purge_logs_older_than_enabled: enabled,
		purge_logs_older_than_n: count,
		purge_logs_older_than_units: units,
	});

	it.each([
		[true, 2, 'days', 2],
		['true', 1, 'weeks', 7],
	])('is told once, as an item of its own (%s %d %s)', async (enabled, count, units, days) => {
		settings(200, purge(enabled, count, units));
		const one = await published();
		one.load(pause(one.stored, 20 * DAY));
		append('still there');
		const rows = await one.tick();
		expect(rows).toMatchObject([
			{
				kind: 'possibleLoss',
				severityName: 'error',
				retentionDays: days,
				from: expect.stringMatching(/Z$/),
				to: expect.stringMatching(/Z$/),
			},
			{ text: 'still there' },
		]);
		append('later');
		expect(texts(await one.tick())).toEqual(['later']);
	});

	it('is told where there is no event at all', async () => {
		settings(200, purge(true, 1, 'days'));
		const one = await published();
		one.load(pause(one.stored, 20 * DAY));
		expect(await one.tick()).toMatchObject([{ kind: 'possibleLoss' }]);
		expect(await one.tick()).toBeNull();
	});

	it('is looked for in the settings of the log, which are asked for only then', async () => {
		const one = await published();
		await one.tick();
		expect(at.requests('getAuditLogSettings')).toHaveLength(0);
		one.load(pause(one.stored, 20 * DAY));
		expect(await one.tick()).toBeNull();
		expect(at.requests('getAuditLogSettings')).toHaveLength(1);
	});

	it.each([
		['is kept for ever', 200, purge(false, 1, 'days')],
		['is kept for longer', 200, purge(true, 1, 'months')],
		['may not be asked for its settings', 403, {}],
	])('is no loss where the log %s', async (_name, status, body) => {
		settings(status, body);
		const one = await published();
		one.load(pause(one.stored, 20 * DAY));
		append('a');
		expect(texts(await one.tick())).toEqual(['a']);
	});
});
