import {
	believedSource,
	ServerClock,
	type ClockMemory,
} from '../../../../nodes/shared/polling/reading/serverClock';
import type { SourcePage } from '../../../../nodes/shared/polling/source';

/** By the second and the millisecond: what a service's clock says, and what is believed of it. */

const NOW = 1_900_000_000;
const TOLERANCE = 600;
const HOUR = 3_600_000;

function clockAt(memory: ClockMemory = {}) {
	const time = { now: 5_000, date: NOW * 1000 };
	const clocks = { now: () => time.now, date: () => time.date };
	return { time, memory, clock: new ServerClock(memory, clocks, TOLERANCE) };
}

describe('a time', () => {
	it.each([
		['behind', -1_000_000, -1_000_000],
		['right', 0, 0],
		['as far ahead as the overlap', TOLERANCE, TOLERANCE],
		['a second further ahead', TOLERANCE + 1, 0],
	])('that is %s of the date counts as it should at first', (_name, said, believed) => {
		expect(clockAt().clock.believed(NOW + said)).toBe(NOW + believed);
	});

	it('is expected by what was believed before and the time since, not by the date', () => {
		const { clock, time } = clockAt();
		clock.believed(NOW - 5_000);
		time.now += 90_500;
		time.date += 1_000 * HOUR;
		const expected = NOW - 5_000 + 90;
		expect(clock.believed(expected + TOLERANCE)).toBe(expected + TOLERANCE);
		time.now = 5_000;
		clock.believed(NOW - 5_000);
		time.now += 90_500;
		expect(clock.believed(expected + TOLERANCE + 1)).toBe(expected);
	});

	it('that stays ahead is believed after an hour and not before', () => {
		const { clock, time } = clockAt();
		clock.believed(NOW);
		const ahead = NOW + 100_000;
		expect(clock.believed(ahead)).toBe(NOW);
		time.now += HOUR - 1;
		expect(clock.believed(ahead + 3_600)).toBe(NOW + 3_599);
		time.now += 1;
		expect(clock.believed(ahead + 3_600)).toBe(ahead + 3_600);
	});

	it('that was right meanwhile begins its hour anew', () => {
		const { clock, time } = clockAt();
		clock.believed(NOW);
		clock.believed(NOW + 100_000);
		time.now += HOUR;
		clock.believed(NOW + 3_600);
		expect(clock.believed(NOW + 200_000)).toBe(NOW + 3_600);
	});

	it('can be believed at once, the last one said', () => {
		const { clock } = clockAt();
		clock.believed(NOW + 100_000);
		expect(clock.believe()).toBe(NOW + 100_000);
		expect(clockAt().clock.believe()).toBe(0);
	});
});

describe('a clock that is behind the watermark', () => {
	/** Readings of a time, one after each wait in ms; what the last one says. */
	function read(second: number, waits: number[], memory: ClockMemory = {}) {
		const { clock, time } = clockAt(memory);
		let turn;
		for (const wait of waits) {
			time.now += wait;
			clock.believed(second);
			turn = clock.turnedBack(NOW);
		}
		return turn;
	}

	const behind = NOW - TOLERANCE - 1;

	it('has turned back after three readings and two minutes', () => {
		expect(read(behind, [0, 60_000])).toBeUndefined();
		expect(read(behind, [0, 60_000, 59_999])).toBeUndefined();
		expect(read(behind, [0, 120_000])).toBeUndefined();
		expect(read(behind, [0, 0, 120_000])).toBeDefined();
		expect(read(behind, [0, 60_000, 60_000])).toBeDefined();
	});

	it('by no more than the overlap is right', () => {
		expect(read(behind + 1, [0, 60_000, 60_000])).toBeUndefined();
	});

	it('was missed from when it was last good, and an hour before where that is not known', () => {
		const memory = { goodAt: 5_000 };
		expect(read(behind, [1_500, 60_000, 60_000], memory)).toEqual({
			now: behind,
			from: behind - 122 - TOLERANCE,
			knownUntil: behind,
		});
		const from = behind - 120 - 3_600 - TOLERANCE;
		expect(read(behind, [0, 60_000, 60_000])).toEqual({ now: behind, from, knownUntil: from });
	});

	it('and is right in between is counted anew', () => {
		const { clock, time } = clockAt();
		const said = (second: number) => {
			clock.believed(second);
			return clock.turnedBack(NOW);
		};
		said(behind);
		time.now += 60_000;
		said(behind);
		time.now += 60_000;
		expect(said(NOW)).toBeUndefined();
		expect(said(behind)).toBeUndefined();
		time.now += 120_000;
		expect(said(behind)).toBeUndefined();
		expect(said(behind)).toMatchObject({ now: behind, knownUntil: behind });
		// Once it was told, it counts from the beginning too.
		expect(said(behind)).toBeUndefined();
	});

	it('is not looked at before an answer has told its time', () => {
		expect(clockAt().clock.turnedBack(NOW)).toBeUndefined();
	});
});

describe('a source', () => {
	const row = (second: number) => ({ id: String(second), second, data: '' });

	async function pagesOf(pages: Array<Partial<SourcePage<string>>>, retentionSeconds?: number) {
		const { clock } = clockAt();
		const source = believedSource<string>(
			{
				serverNow: async () => NOW + 100_000,
				...(retentionSeconds && { retentionSeconds: async () => retentionSeconds }),
				async *pages() {
					for (const page of pages) {
						yield { rows: [], serverNow: NOW + 100_000, unreadable: [], ...page };
					}
				},
			},
			clock,
		);
		const times: number[] = [];
		for await (const { serverNow } of source.pages({ from: 0 })) times.push(serverNow - NOW);
		return { times, source };
	}

	it('has the times that are believed', async () => {
		const { times, source } = await pagesOf([{}, { serverNow: NOW + 5 }]);
		expect(times).toEqual([0, 5]);
		expect(await source.serverNow()).toBe(NOW + 5);
	});

	it('is believed when it has more than 5,000 rows of the time in doubt', async () => {
		const rows = (count: number) => Array.from({ length: count }, () => row(NOW + 1));
		expect((await pagesOf([{ rows: rows(2_500) }, { rows: rows(2_500) }, {}])).times).toEqual([
			0, 0, 0,
		]);
		const old = [...rows(2_500), row(NOW), row(NOW - 1)];
		expect((await pagesOf([{ rows: old }, { rows: rows(2_500) }, {}])).times).toEqual([0, 0, 0]);
		expect((await pagesOf([{ rows: rows(2_501) }, { rows: rows(2_500) }, {}])).times).toEqual([
			0, 0, 100_000,
		]);
		expect((await pagesOf([{ total: 5_000 }, {}])).times).toEqual([0, 0]);
		expect((await pagesOf([{ total: 5_001 }, {}])).times).toEqual([0, 100_000]);
	});

	it('tells how long its rows are kept, where it knows', async () => {
		expect(await (await pagesOf([], 7)).source.retentionSeconds?.()).toBe(7);
		expect((await pagesOf([])).source.retentionSeconds).toBeUndefined();
	});
});
