import { retryTiming } from '../../../../nodes/shared/http/exchange/retry';
import { runNode } from '../../../support/engine';
import { PublishedTrigger } from '../../../support/polls';
import { emptyItems, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';
import { together } from '../../../support/together';

const at = useSandbox();
const runs = runsAt(at);

const operations = () => at.requests().map(({ operationId, status }) => [operationId, status]);

describe('a request that is safe to repeat', () => {
	it.each([
		['429 with seconds', { status: 429, headers: { 'retry-after': '0' } }],
		['429 with a date', { status: 429, headers: { 'retry-after': new Date(0).toUTCString() } }],
		['429 without a word', { status: 429 }],
		['503 with seconds', { status: 503, headers: { 'retry-after': '0' } }],
		['503 without a word', { status: 503 }],
		['502 with a web page', { status: 502, html: true as const }],
		['504', { status: 504 }],
		['a connection cut before the answer', { cut: true as const }],
		['a connection cut after the work', { cut: true as const, afterWork: true }],
		['a connection cut in the answer', { cut: { afterBytes: 10 } }],
	])('is sent again after %s', async (_what, fault) => {
		at.sandbox.faults.add({ operationId: 'getBackupProgress', ...fault });
		const { items, error } = await runNode(runs.getProgress());
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({ running: false, message: 'No backup is running' });
		expect(at.requests('getBackupProgress')).toHaveLength(2);
	});

	it('is sent a bounded number of times', async () => {
		at.sandbox.faults.add({ status: 503, times: 'always' });
		const { error } = await runNode(runs.getProgress());
		expect(error?.message).toBe('DocSpace could not process the request (status 503)');
		expect(at.requests()).toHaveLength(retryTiming.tries);
	});

	it('is not sent again after a status that says no', async () => {
		at.sandbox.faults.add({ status: 500, times: 'always' });
		await runNode(runs.getProgress());
		expect(at.requests()).toHaveLength(1);
	});

	it('waits as long as the service asks, with every other request', async () => {
		at.sandbox.faults.add({ status: 429, headers: { 'retry-after': '1' } });
		const began = Date.now();
		const { items } = await runNode(runs.getProgress({}, { input: emptyItems(12) }));
		expect(items).toHaveLength(12);
		const [refused, ...others] = at.requests();
		expect(refused?.status).toBe(429);
		expect(Date.now() - began).toBeGreaterThan(900);
		// Those that were on their way already are the only ones in between.
		const late = others.filter(({ time }) => time - (refused?.time ?? 0) > 900);
		expect(late.length).toBeGreaterThanOrEqual(12 - 8 + 1);
	});

	it('is not waited for when the service asks for longer than an execution should last', async () => {
		at.sandbox.faults.add({ status: 429, headers: { 'retry-after': '3600' } });
		const { error } = await runNode(runs.getProgress());
		expect(error).toMatchObject({
			message: 'DocSpace is receiving too many requests',
			description: expect.stringContaining('1 hour'),
			failure: { cause: 'rate-limited', retryAfterMs: 3_600_000 },
		});
		expect(at.requests()).toHaveLength(1);
	});
});

describe('a request that does something twice', () => {
	it.each([
		['429', { status: 429 }],
		['503 with Retry-After', { status: 503, headers: { 'retry-after': '0' } }],
	])('is sent again after %s, which did nothing', async (_what, fault) => {
		at.sandbox.faults.add({ operationId: 'saveThirdParty', ...fault });
		const { items } = await runNode(runs.createAccount());
		expect(items).toHaveLength(1);
		expect(operations()).toEqual([
			['saveThirdParty', fault.status],
			['saveThirdParty', 200],
		]);
	});

	it.each([
		['503 without a word', { status: 503 }],
		['a cut connection', { cut: true as const }],
		['a connection that is cut after the work', { cut: true as const, afterWork: true }],
	])('is not sent again after %s', async (_what, fault) => {
		at.sandbox.faults.add({ operationId: 'saveThirdParty', ...fault });
		const { error } = await runNode(runs.createAccount());
		expect(error).toBeDefined();
		expect(at.requests('saveThirdParty')).toHaveLength(1);
	});
});

it('takes 500 for a moment of the service in a poll, whose question was right before', async () => {
	const trigger = new PublishedTrigger({
		node: 'docSpaceBackupTrigger',
		parameters: { event: 'loginEvent' },
		credential: at.docSpace(),
	});
	await trigger.activate();
	const before = at.requests().length;
	await trigger.tick();
	const usual = at.requests().length - before;
	at.sandbox.faults.add({ status: 500 });
	expect(await trigger.tick()).toBeNull();
	expect(
		at
			.requests()
			.slice(before + usual)
			.map(({ status }) => status),
	).toContain(500);
	expect(at.requests()).toHaveLength(before + 2 * usual + 1);
});

it('and for a word about the fields of an operation', async () => {
	at.sandbox.faults.add({ operationId: 'getBackupProgress', status: 500, times: 'always' });
	expect((await runNode(runs.getProgress())).error).toBeDefined();
	expect(at.requests('getBackupProgress')).toHaveLength(1);
});

it('never repeats a restore, not even one that was turned away', async () => {
	at.sandbox.faults.add({ operationId: 'startRestore', status: 429 });
	const backupId = '9c5d2c1e-3f1e-4b8a-8a3d-0f6f5a7b1c2d';
	const { error } = await runNode(runs.startRestore({ confirm: true, backupId }));
	expect(error?.message).toBe('DocSpace is receiving too many requests');
	expect(at.requests('startRestore')).toHaveLength(1);
});

it('has a bounded number of requests in flight, in whatever node they are', async () => {
	together(at.sandbox, 'listAuditLog', 4);
	together(at.sandbox, 'getBackupProgress', 4);
	at.sandbox.faults.add({ delayMilliseconds: 20, times: 'always' });
	const input = emptyItems(150);
	const credential = at.acronis();
	await Promise.all([
		runNode(runs.auditLog({}, { input, credential })),
		runNode(runs.getProgress({}, { input })),
	]);
	const { acronis, docSpace } = at.sandbox.statistics();
	for (const { peakInFlight } of [acronis, docSpace]) {
		expect(peakInFlight).toBeGreaterThanOrEqual(4);
		expect(peakInFlight).toBeLessThanOrEqual(64);
	}
	expect(acronis.requests).toBe(151);
	expect(docSpace.requests).toBe(150);
});

describe('cancelling', () => {
	it.each([
		['an Acronis request', 'listAuditLog', () => runs.auditLog()],
		['a DocSpace request', 'getBackupProgress', () => runs.getProgress()],
	])('ends the pause before the next try of %s', async (_what, operationId, run) => {
		const fault = { status: 503, headers: { 'retry-after': '120' }, times: 'always' as const };
		at.sandbox.faults.add({ ...fault, operationId });
		const cancellation = new AbortController();
		const stop = at.sandbox.onRequest((request) => {
			// The answer is there by then, and the pause has begun.
			if (request.operationId === operationId) setTimeout(() => cancellation.abort(), 200);
		});
		const began = Date.now();
		const { status } = await runNode({ ...run(), signal: cancellation.signal });
		expect(status).toBe('canceled');
		// Two minutes were asked for.
		expect(Date.now() - began).toBeLessThan(20_000);
		expect(at.requests(operationId)).toHaveLength(1);
		stop();
	});

	it.each([
		['an Acronis request', () => runs.auditLog()],
		['a DocSpace request', () => runs.getProgress()],
	])('breaks %s off', async (_what, run) => {
		for (const operationId of ['listAuditLog', 'getBackupProgress']) {
			at.sandbox.faults.add({ operationId, delayMilliseconds: 50_000 });
		}
		const cancellation = new AbortController();
		const stop = at.sandbox.onRequest(() => void setTimeout(() => cancellation.abort(), 50));
		const began = Date.now();
		const { status } = await runNode({ ...run(), signal: cancellation.signal });
		expect(status).toBe('canceled');
		expect(Date.now() - began).toBeLessThan(20_000);
		stop();
	});

	it('gives the places of the waiting items back', async () => {
		at.sandbox.faults.add({ delayMilliseconds: 50_000, times: 'always' });
		const cancellation = new AbortController();
		const stop = at.sandbox.onRequest(() => {
			if (at.requests().length === 4) cancellation.abort();
		});
		const credential = at.docSpace();
		const input = emptyItems(30);
		await runNode(runs.getProgress({}, { input, credential, signal: cancellation.signal }));
		stop();
		at.sandbox.faults.clear();
		const { items } = await runNode(runs.getProgress({}, { input, credential }));
		expect(items).toHaveLength(30);
	});
});
