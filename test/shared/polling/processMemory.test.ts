import { indexRows } from '../../../nodes/shared/polling/reading/rowIndex';
import { ProcessMemory } from '../../../nodes/shared/polling/processMemory';
import type { PollState } from '../../../nodes/shared/polling/state';

/** What the polls of a process know of each other, to the millisecond. */

/** How long n8n may take to store what a poll returned, in ms. */
const SETTLING = 30_000;

function process() {
	const time = { now: 1_000_000 };
	const memory = new ProcessMemory(
		() => time.now,
		() => 5,
	);
	const begin = (trigger = 'a', milliseconds = 60_000, takesOver?: boolean) => {
		const session = memory.begin(trigger, milliseconds, takesOver);
		if (!session) throw new Error('Another poll is running');
		return session;
	};
	return { time, memory, begin };
}

function state(batch: string, { scope = 'scope', ids = [''] } = {}): PollState {
	const cursor = { watermark: 1, floor: 1, readUntil: 1, seen: indexRows([]) };
	const log = { cursor, unreadable: [], unconfirmed: [], redeliver: new Map() };
	return { scope, batch, logs: new Map(ids.map((id) => [id, log])) };
}

describe('a poll', () => {
	it('runs alone, until its time is over', () => {
		const { time, memory, begin } = process();
		const first = begin();
		expect(first.isCurrent()).toBe(true);
		time.now += 59_999;
		expect(memory.begin('a', 60_000)).toBeUndefined();
		expect(memory.begin('b', 60_000)).toBeDefined();
		time.now += 1;
		const second = begin();
		expect([first.isCurrent(), second.isCurrent()]).toEqual([false, true]);
		// The one whose place was taken ends nothing.
		first.end();
		expect(memory.begin('a', 60_000)).toBeUndefined();
		second.end();
		expect(memory.begin('a', 60_000)).toBeDefined();
	});

	it('takes over where it has to', () => {
		const { begin } = process();
		const first = begin();
		const second = begin('a', 60_000, true);
		expect([first.isCurrent(), second.isCurrent()]).toEqual([false, true]);
	});

	it('knows when the logs were read', () => {
		const { time, begin } = process();
		const session = begin();
		expect(session.hasReadWithin(1e9)).toBe(false);
		session.noteReading();
		time.now += 299_999;
		expect(session.hasReadWithin(300)).toBe(true);
		time.now += 1;
		expect(session.hasReadWithin(300)).toBe(false);
		expect(session.now()).toBe(time.now);
	});
});

describe('an emission', () => {
	it('settles in half a minute, as the state from before it does', () => {
		const { time, begin } = process();
		const session = begin();
		const batch = session.newBatch();
		session.noteEmission('before', state(batch), false);
		time.now += SETTLING - 1;
		expect(session.isSettling('before')).toBe(true);
		expect(session.hasSettled(batch)).toBe(false);
		// It came from a state.
		expect(session.isSettling('')).toBe(false);
		time.now += 1;
		expect(session.isSettling('before')).toBe(false);
		expect(session.hasSettled(batch)).toBe(true);
	});

	it('from no state is later than none', () => {
		const { begin } = process();
		const session = begin();
		session.noteEmission('seed', state('b'), true);
		expect([session.isSettling(''), session.isSettling('seed')]).toEqual([true, true]);
		expect(session.isSettling('b')).toBe(false);
	});

	it('is both: made by this process, and superseded', () => {
		const { time, begin } = process();
		const session = begin();
		const [first, second] = [session.newBatch(), session.newBatch()];
		session.noteEmission('', state(first), false);
		time.now += 10_000;
		session.noteEmission(first, state(second), false);
		time.now += SETTLING - 10_000;
		expect(session.hasSettled(first)).toBe(true);
		expect(session.isSettling(first)).toBe(true);
		expect(session.hasSettled(second)).toBe(false);
	});

	it('of another process is none of this one, however long ago', () => {
		const { time, begin } = process();
		const session = begin();
		const own = session.newBatch();
		expect(process().begin().newBatch()).not.toBe(own);
		expect([session.hasEmitted(own), session.hasSettled(own)]).toEqual([true, true]);
		const other = process().begin().newBatch();
		expect([session.hasEmitted(other), session.hasSettled(other)]).toEqual([false, false]);
		time.now += 1e9;
		expect(session.hasEmitted(own)).toBe(true);
	});

	it('has a name that no other one has', () => {
		const { memory } = process();
		const names = Array.from({ length: 1_000 }, () => memory.newBatch());
		expect(new Set(names).size).toBe(1_000);
		expect(names.every((name) => /^[\da-f]{20}$/.test(name))).toBe(true);
	});
});

describe('a first state', () => {
	it('counts until n8n has stored it, and half a minute on', () => {
		const { time, begin } = process();
		const session = begin();
		expect(session.unstoredSeed('scope')).toBeUndefined();
		const seed = state('seed');
		session.noteSeed(seed);
		time.now += 1e7;
		expect(session.unstoredSeed('scope')).toBe(seed);
		expect(session.unstoredSeed('another')).toBeUndefined();
		session.noteStored(state('later'));
		time.now += SETTLING - 1;
		session.noteStored(state('later still'));
		expect(session.unstoredSeed('scope')).toBe(seed);
		time.now += 1;
		expect(session.unstoredSeed('scope')).toBeUndefined();
	});

	it('of several logs is stored with all of them', () => {
		const { time, begin } = process();
		const session = begin();
		session.noteSeed(state('seed', { ids: ['a', 'b'] }));
		session.noteStored(state('one', { ids: ['a'] }));
		time.now += SETTLING;
		expect(session.unstoredSeed('scope')).toBeDefined();
		session.noteStored(state('all', { ids: ['a', 'b', 'c'] }));
		time.now += SETTLING;
		expect(session.unstoredSeed('scope')).toBeUndefined();
	});
});

it('a context is new once', () => {
	const { memory } = process();
	const context = {};
	expect([memory.isNew(context), memory.isNew(context), memory.isNew({})]).toEqual([
		true,
		false,
		true,
	]);
});

it('a failure in silence is remembered until it is over', () => {
	const { memory } = process();
	expect(memory.wasQuiet('a')).toBe(false);
	memory.noteQuiet('a', true);
	expect([memory.wasQuiet('a'), memory.wasQuiet('b')]).toEqual([true, false]);
	memory.noteQuiet('a', false);
	expect([memory.wasQuiet('a'), memory.size]).toEqual([false, 1]);
});

describe('a log', () => {
	it('waits after it could not be read, twice as long each time, up to a quarter of an hour', () => {
		const { time, begin } = process();
		const log = begin().log('one');
		expect(log.isDue).toBe(true);
		for (const pause of [30_000, 60_000, 120_000, 240_000, 480_000, 900_000, 900_000]) {
			log.noteOutcome(false);
			time.now += pause - 1;
			expect([pause, log.isDue]).toEqual([pause, false]);
			time.now += 1;
			expect([pause, log.isDue]).toEqual([pause, true]);
		}
		log.noteOutcome(true);
		expect(log.isDue).toBe(true);
		log.noteOutcome(false);
		time.now += 30_000;
		expect(log.isDue).toBe(true);
	});

	it('knows its turn, and gives it back', () => {
		const { time, begin } = process();
		const log = begin().log('one');
		expect(log.triedAt).toBe(-1);
		log.noteTurn();
		expect(log.triedAt).toBe(time.now);
		time.now += 1;
		const takeBack = log.noteTurn();
		expect(log.triedAt).toBe(time.now);
		takeBack();
		expect(log.triedAt).toBe(time.now - 1);
	});

	it('counts refusals until it is read', () => {
		const log = process().begin().log('one');
		log.noteRefusal();
		log.noteRefusal();
		log.noteOutcome(false);
		expect(log.refusals).toBe(2);
		log.noteOutcome(true);
		expect(log.refusals).toBe(0);
	});

	it('knows the time of its server at a moment, once there was one', () => {
		const { time, begin } = process();
		const log = begin().log('one');
		expect(log.serverTimeAt(time.now)).toBeUndefined();
		log.serverClock(600).believed(5);
		expect(log.serverTimeAt(time.now + 2_500)).toBe(7);
		expect(log.serverTimeAt(time.now - 2_500)).toBe(2);
	});

	it('is the same for each poll, until it is followed no more', () => {
		const { begin } = process();
		const session = begin();
		session.log('one').rememberSpan(7);
		session.log('two').rememberSpan(8);
		session.end();
		const next = begin();
		expect([next.log('one').spanToTry, next.log('two').spanToTry]).toEqual([7, 8]);
		next.keepLogs(new Set(['two']));
		expect([next.log('one').spanToTry, next.log('two').spanToTry]).toEqual([undefined, 8]);
		const batch = next.newBatch();
		next.noteEmission('', state(batch), false);
		expect([next.log('two').hasEmitted(batch), next.log('two').hasSettled(batch)]).toEqual([
			true,
			false,
		]);
	});
});
