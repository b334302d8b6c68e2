import { randomBytes } from 'node:crypto';

import { retryTiming } from '../../../../nodes/shared/http/exchange/retry';
import { timeLimits } from '../../../../nodes/shared/http/exchange/timeLimit';
import { fileItem } from '../../../support/binaryData';
import { runNode } from '../../../support/engine';
import { PublishedTrigger } from '../../../support/polls';
import { emptyItems, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

const HUNG = { delayMilliseconds: 60_000, times: 'always' as const };
const DRIPPING = { slowBody: { chunkBytes: 1, pauseMilliseconds: 20 }, times: 'always' as const };
/** More than the sockets between two ends take in, in bytes. */
const LARGE = 40 * 1024 * 1024;
const NO_ANSWER = 'does not answer';

/** How long something takes, in ms. */
async function timed<Result>(work: Promise<Result>): Promise<[Result, number]> {
	const began = performance.now();
	const result = await work;
	return [result, performance.now() - began];
}

/**
 * Waits until the portal sees no connection at work any more. A service that does not read, as the
 * ones below that an upload meets, sees nothing of it.
 */
async function connectionsEnd(): Promise<void> {
	for (;;) {
		if (at.sandbox.statistics().docSpace.inFlight === 0) return;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

/** The limits of a test; what it does not shorten is out of its way. */
function limits(shortened: Partial<typeof timeLimits>): void {
	const wide = { answerMs: 20_000, idleMs: 20_000, firstByteMs: 20_000 };
	for (const [name, value] of Object.entries({ ...wide, ...shortened })) {
		jest.replaceProperty(timeLimits, name as keyof typeof timeLimits, value);
	}
}

describe('a request', () => {
	it.each([
		['hangs', HUNG],
		['drips', DRIPPING],
	])('to a portal that %s ends, try by try, and closes its connections', async (_what, fault) => {
		limits({ answerMs: 200 });
		at.sandbox.faults.add({ operationId: 'getBackupProgress', ...fault });
		const [{ error }, took] = await timed(runNode(runs.getProgress()));
		expect(error?.message).toBe(`DocSpace ${NO_ANSWER}`);
		expect(error?.description).toContain('within 1 second');
		expect(at.requests('getBackupProgress')).toHaveLength(retryTiming.tries);
		expect(took).toBeLessThan(10_000);
		await connectionsEnd();
	});

	it('takes the time that the option Timeout gives it', async () => {
		limits({ answerMs: 100 });
		at.sandbox.faults.add({ delayMilliseconds: 500 });
		const requestOptions = { timeout: 10_000 };
		const { items } = await runNode(runs.getProgress({ requestOptions }));
		expect(items).toHaveLength(1);
		expect(at.requests()).toHaveLength(1);
	});

	it('ends after the time that the option Timeout gives it', async () => {
		limits({});
		at.sandbox.faults.add({ ...HUNG });
		const requestOptions = { timeout: 100 };
		const [{ error }, took] = await timed(runNode(runs.getProgress({ requestOptions })));
		expect(error?.message).toBe(`DocSpace ${NO_ANSWER}`);
		expect(took).toBeLessThan(10_000);
	});

	it('does not wait for a sign-in that hangs', async () => {
		limits({ answerMs: 200 });
		at.sandbox.faults.add({ operationId: 'issueToken', ...HUNG });
		const [{ error }, took] = await timed(runNode(runs.createFolder()));
		expect(error?.message).toBe(`Acronis ${NO_ANSWER}`);
		expect(took).toBeLessThan(10_000);
	});

	it('is not repeated where that would do something twice', async () => {
		limits({ answerMs: 200 });
		at.sandbox.faults.add({ operationId: 'startBackup', ...HUNG });
		await runNode(runs.startBackup());
		expect(at.requests('startBackup')).toHaveLength(1);
	});
});

describe('cancelling', () => {
	it.each([
		['hangs', HUNG],
		['drips', DRIPPING],
	])('closes the connections to a portal that %s and frees their places', async (_what, fault) => {
		limits({});
		at.sandbox.faults.add({ operationId: 'getBackupProgress', ...fault });
		const cancellation = new AbortController();
		const stop = at.sandbox.onRequest(() => {
			if (at.requests().length === 4) setTimeout(() => cancellation.abort(), 100);
		});
		const credential = at.docSpace();
		const { signal } = cancellation;
		const run = runs.getProgress({}, { input: emptyItems(30), credential, signal });
		expect((await runNode(run)).status).toBe('canceled');
		stop();
		await connectionsEnd();
		at.sandbox.faults.clear();
		const again = await runNode(runs.getProgress({}, { input: emptyItems(30), credential }));
		expect(again.items).toHaveLength(30);
	});

	it('ends an upload that stands still', async () => {
		limits({});
		const input = [await fileItem(randomBytes(LARGE), 'a.bin')];
		const stalled = { slowRead: { chunkBytes: 1, pauseMilliseconds: 60_000 } };
		at.sandbox.faults.add({ operationId: 'uploadFile', ...stalled });
		const { signal } = abortedSoon();
		const [{ status }, took] = await timed(runNode(runs.upload({}, { input, signal })));
		expect(status).toBe('canceled');
		expect(took).toBeLessThan(10_000);
	});
});

function abortedSoon() {
	const cancellation = new AbortController();
	const stop = at.sandbox.onRequest(({ operationId }) => {
		if (operationId !== 'uploadFile') return;
		stop();
		setTimeout(() => cancellation.abort(), 200);
	});
	return cancellation;
}

describe('a transfer', () => {
	/** A portal's archive and the link to it. */
	async function backup(archiveBytes: number): Promise<string> {
		const { backup: settings } = at.sandbox.docSpace.settings;
		Object.assign(settings, { durationMilliseconds: 0, archiveBytes });
		return String((await runNode(runs.startBackup())).items[0]?.json.link);
	}

	it('comes in for longer than any limit, as long as it moves', async () => {
		const link = await backup(400_000);
		limits({ answerMs: 3_000, idleMs: 3_000, firstByteMs: 3_000 });
		const slowBody = { chunkBytes: 10_000, pauseMilliseconds: 100 };
		at.sandbox.faults.add({ operationId: 'downloadTemporaryBackup', slowBody });
		const [{ items, error }, took] = await timed(runNode(runs.download({ link })));
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ bytes: 400_000 });
		expect(took).toBeGreaterThan(3_000);
		expect(at.requests('downloadTemporaryBackup')).toHaveLength(1);
	});

	it('may begin late', async () => {
		const link = await backup(400_000);
		limits({ answerMs: 100, idleMs: 100 });
		at.sandbox.faults.add({ operationId: 'downloadTemporaryBackup', delayMilliseconds: 500 });
		const { error } = await runNode(runs.download({ link }));
		expect(error).toBeUndefined();
		expect(at.requests('downloadTemporaryBackup')).toHaveLength(1);
	});

	it('that stands still while it comes in ends in time', async () => {
		const link = await backup(400_000);
		limits({ idleMs: 200 });
		const slowBody = { chunkBytes: 100_000, pauseMilliseconds: 60_000 };
		const fault = { slowBody, times: 'always' as const };
		at.sandbox.faults.add({ operationId: 'downloadTemporaryBackup', ...fault });
		const [{ error }, took] = await timed(runNode(runs.download({ link })));
		expect(error?.message).toBe(`DocSpace ${NO_ANSWER}`);
		expect(error?.description).toContain('Nothing was transferred for');
		expect(took).toBeLessThan(10_000);
		await connectionsEnd();
	});

	it('goes out for longer than any limit, as long as it moves', async () => {
		await runNode(runs.createFolder());
		const input = [await fileItem(randomBytes(LARGE), 'a.bin')];
		// What the sockets hold is on its way for a second after the last piece was given to them.
		limits({ answerMs: 2_000, idleMs: 2_000, firstByteMs: 2_000 });
		const slowRead = { chunkBytes: 64 * 1024, pauseMilliseconds: 6 };
		at.sandbox.faults.add({ operationId: 'uploadFile', slowRead });
		const [{ items, error }, took] = await timed(runNode(runs.upload({}, { input })));
		expect(error?.message).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ size: LARGE });
		expect(took).toBeGreaterThan(3_000);
		// One that is given up on the way would be sent again, at full speed.
		expect(at.requests('uploadFile')).toHaveLength(1);
	});

	it.each([
		['in a file', false],
		['in memory', true],
	])('that stands still while it goes out ends in time: content %s', async (_where, inMemory) => {
		const content = randomBytes(LARGE);
		const item = await fileItem(inMemory ? Buffer.from('x') : content, 'a.bin');
		if (inMemory && item.binary?.data) {
			item.binary.data = { ...item.binary.data, id: undefined, data: content.toString('base64') };
		}
		limits({ idleMs: 300 });
		const slowRead = { chunkBytes: 1, pauseMilliseconds: 60_000 };
		at.sandbox.faults.add({ operationId: 'uploadFile', slowRead, times: 'always' });
		const [{ error }, took] = await timed(runNode(runs.upload({}, { input: [item] })));
		expect(error?.message).toBe(`Acronis ${NO_ANSWER}`);
		expect(took).toBeLessThan(10_000);
	});
});

it.each([
	['hangs', HUNG],
	['drips', DRIPPING],
])('a poll ends within its time when the portal %s', async (_what, fault) => {
	limits({});
	const trigger = new PublishedTrigger({
		node: 'docSpaceBackupTrigger',
		parameters: { event: 'loginEvent' },
		credential: at.docSpace(),
	});
	await trigger.activate();
	trigger.budgetMs = 500;
	at.sandbox.faults.add(fault);
	const [outcome, took] = await timed(trigger.tick().catch((error: Error) => error));
	expect(outcome).toMatchObject({ message: `DocSpace ${NO_ANSWER}` });
	expect(took).toBeLessThan(5_000);
	await connectionsEnd();
});

it('a wait ends at its deadline when the portal falls silent', async () => {
	limits({});
	at.sandbox.faults.add({ operationId: 'getBackupProgress', skip: 1, ...HUNG });
	const waiting = { deadlineMinutes: 0.02, intervalSeconds: 0.02 };
	const [{ error }, took] = await timed(runNode(runs.startBackup({ waiting })));
	expect(error?.message).toBe('The portal was not answering after 0.02 minutes');
	expect(took).toBeLessThan(10_000);
	await connectionsEnd();
});
