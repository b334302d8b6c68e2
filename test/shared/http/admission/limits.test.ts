import { retryTiming } from '../../../../nodes/shared/http/exchange/retry';
import { runNode } from '../../../support/engine';
import { tlsGateway, tunnel } from '../../../support/gateway';
import { emptyItems, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

/** How often the portal said no, and what came of the items. */
async function run(items: number, limit: object) {
	at.sandbox.faults.add({
		operationId: 'getBackupProgress',
		limit,
		delayMilliseconds: 20,
		times: 'always',
	});
	const outcome = await runNode(runs.getProgress({}, { input: emptyItems(items) }));
	const refusals = at.requests('getBackupProgress').filter(({ status }) => status === 429).length;
	return { ...outcome, refusals };
}

it.each([false, true])(
	'loses no item at a portal that takes 15 requests at once (named: %s), and is refused a few times',
	async (named) => {
		const { items, error, refusals } = await run(300, { atOnce: 15, named });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(300);
		expect(refusals).toBeLessThanOrEqual(15);
	},
);

it.each([{ atOnce: 15 }, { perMinute: 600 }])(
	'is never refused at a portal that says in its good answers that it takes %p',
	async (limit) => {
		const { items, error, refusals } = await run(300, { ...limit, announced: true });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(300);
		expect(refusals).toBe(0);
	},
);

it("is never refused at the vendor's own portals, whatever several workflows do at once", async () => {
	const hosted = { atOnce: 50, changesAtOnce: 15, perMinute: 1_500 };
	at.sandbox.faults.add({
		origin: 'docSpace',
		limit: hosted,
		// So long that a slow machine has as many under way as it may.
		delayMilliseconds: 1_000,
		times: 'always',
	});
	const gateway = await tlsGateway(at.sandbox.docSpace.url);
	const proxy = await tunnel(gateway.url);
	try {
		const credential = at.docSpace({
			portalUrl: 'https://company.onlyoffice.com',
			allowUnauthorizedCerts: true,
		});
		const options = { requestOptions: { proxy: proxy.url } };
		const chosen = { requestOptions: { ...options.requestOptions, requestsAtOnce: 30 } };
		const rest = (items: number) => ({ credential, input: emptyItems(items) });
		const outcomes = await Promise.all([
			runNode(runs.getProgress(options, rest(100))),
			runNode(runs.getProgress(options, rest(50))),
			runNode(runs.getProgress(chosen, rest(100))),
			runNode(runs.setSchedule(options, rest(40))),
		]);
		expect(outcomes.map(({ error }) => error)).toEqual(outcomes.map(() => undefined));
		expect(at.requests().filter(({ status }) => status === 429)).toEqual([]);
		expect(at.sandbox.statistics().docSpace.peakInFlight).toBeGreaterThan(12);
		expect(proxy.paths[0]).toBe('company.onlyoffice.com:443');
	} finally {
		await proxy.close();
		await gateway.close();
	}
});

it('asks nothing more of a portal that wants a longer wait than anybody waits', async () => {
	const headers = { 'retry-after': String(retryTiming.longestRetryAfterMs / 1000 + 1) };
	const fault = { operationId: 'getBackupProgress', status: 429, headers } as const;
	at.sandbox.faults.add({ ...fault, times: 'always', delayMilliseconds: 20 });
	const input = emptyItems(50);
	const { items } = await runNode(
		runs.getProgress({}, { input, onError: 'continueRegularOutput' }),
	);
	const messages = new Set(items.map(({ error }) => error?.message));
	expect(items).toHaveLength(50);
	expect([...messages]).toEqual(['DocSpace is receiving too many requests']);
	// Those that were under way when the first one was refused.
	expect(at.requests('getBackupProgress').length).toBeLessThanOrEqual(4);
});

it('holds all back as soon as one is refused', async () => {
	const headers = { 'retry-after': '1' };
	at.sandbox.faults.add({ operationId: 'getBackupProgress', status: 429, headers, times: 4 });
	const { error } = await runNode(runs.getProgress({}, { input: emptyItems(40) }));
	expect(error).toBeUndefined();
	const [first, ...others] = at.requests('getBackupProgress');
	const within = others.filter(({ time }) => time - (first?.time ?? 0) < 900);
	expect(within).toHaveLength(3);
});
