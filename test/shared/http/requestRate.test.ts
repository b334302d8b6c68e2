import { RequestRate } from '../../../nodes/shared/http/requestRate';

/** To the request and the millisecond: when a rate lets the next request go. */

const MINUTE = 60_000;
/** What a test's clock begins with: any time will do. */
const T = 1_000_000;

/** A rate after some requests, one each `apart` ms from `T` on. */
function after(requests: number, { known, apart = 0 }: { known?: number; apart?: number } = {}) {
	const rate = new RequestRate(known);
	more(rate, requests, T, apart);
	return rate;
}

/** So many requests more, from a moment on. */
function more(rate: RequestRate, requests: number, from: number, apart = 0): void {
	for (let request = 0; request < requests; request += 1) rate.started(from + request * apart);
}

describe('a documented rate', () => {
	it.each([
		[100, 89, 0],
		[100, 90, MINUTE],
		[10, 8, 0],
		[10, 9, MINUTE],
		[1, 0, 0],
		[1, 1, MINUTE],
	])('of %d a minute after %d requests at once makes the next one wait', (known, sent, wait) => {
		expect(after(sent, { known }).waitMs(T)).toBe(wait);
	});

	it('lets the next one go when the one goes that makes room for it', () => {
		const rate = after(9, { known: 10, apart: 1_000 });
		expect(rate.waitMs(T + 8_000)).toBe(MINUTE - 8_000);
		expect(rate.waitMs(T + MINUTE - 1)).toBe(1);
		expect(rate.waitMs(T + MINUTE)).toBe(0);
		rate.started(T + MINUTE);
		expect(rate.waitMs(T + MINUTE)).toBe(1_000);
	});

	it('counts what was sent beyond it', () => {
		const rate = after(20, { known: 10, apart: 1_000 });
		// Nine of the last minute may be there: the eleventh from the first on has to go.
		expect(rate.waitMs(T + 19_000)).toBe(11_000 + MINUTE - 19_000);
	});
});

it('without a rate nothing waits', () => {
	expect(after(10_000).waitMs(T)).toBe(0);
});

it('a minute is what counts, however many went before', () => {
	const rate = after(1_000, { apart: 100 });
	expect(rate.sent(T + 99_900)).toBe(600);
	expect(rate.sent(T + 99_900 + MINUTE - 1)).toBe(1);
	expect(rate.sent(T + 99_900 + MINUTE)).toBe(0);
	expect(after(3).sent(T)).toBe(3);
});

describe('a refusal is about the rate', () => {
	const isRate = (
		sent: number,
		inFlight: number,
		refusal: { waitMs?: number; named?: number },
		most = 64,
	) => after(sent).isAboutRate(refusal, T, inFlight, most);

	it.each([
		['a long wait after many', 100, 10, { waitMs: 5_000 }, true],
		['a shorter one', 100, 10, { waitMs: 4_999 }, false],
		['no wait', 100, 10, {}, false],
		['a long wait after few', 59, 10, { waitMs: 5_000 }, false],
		['a long wait after just enough', 60, 10, { waitMs: 5_000 }, true],
		['a long wait where a quarter is in flight', 100, 25, { waitMs: 5_000 }, false],
		['a long wait where less is in flight', 101, 25, { waitMs: 5_000 }, true],
		['a number of requests at once', 100, 10, { named: 128, waitMs: 5_000 }, false],
		['a number beyond those at once', 1, 1, { named: 129 }, true],
	])('where it names %s', (_name, sent, inFlight, refusal, expected) => {
		expect(isRate(sent, inFlight, refusal)).toBe(expected);
	});

	it('and the number that it names is kept, less what others may use', () => {
		const rate = after(1_200);
		rate.isAboutRate({ named: 1_000 }, T, 64, 64);
		expect(rate.waitMs(T)).toBe(MINUTE);
		expect(new RequestRate().isAboutRate({ named: 1_000 }, T, 1, 64)).toBe(true);
	});

	it('and what was taken is the rate where it names none, and no less than 60', () => {
		const rate = after(120);
		rate.isAboutRate({ waitMs: 5_000 }, T, 20, 64);
		// 100 were taken, 90 of them are used from now on.
		more(rate, 89, T + MINUTE);
		expect(rate.waitMs(T + MINUTE)).toBe(0);
		rate.started(T + MINUTE);
		expect(rate.waitMs(T + MINUTE)).toBe(MINUTE);

		const slow = after(70);
		slow.isAboutRate({ waitMs: 5_000 }, T, 15, 64);
		more(slow, 53, T + MINUTE);
		expect(slow.waitMs(T + MINUTE)).toBe(0);
		slow.started(T + MINUTE);
		expect(slow.waitMs(T + MINUTE)).toBe(MINUTE);
	});

	it('is never more than what was taken, whatever it names', () => {
		const rate = after(120);
		rate.isAboutRate({ named: 1_000 }, T, 20, 64);
		more(rate, 90, T + MINUTE);
		expect(rate.waitMs(T + MINUTE)).toBe(MINUTE);
	});

	it('and is forgotten after ten minutes; a documented one stays', () => {
		const rate = after(120, { known: 1_500 });
		rate.isAboutRate({ waitMs: 5_000 }, T, 20, 64);
		const fill = (now: number) => {
			more(rate, 90, now);
			return rate.waitMs(now);
		};
		expect(fill(T + 9 * MINUTE)).toBe(MINUTE);
		expect(fill(T + 10 * MINUTE + 1)).toBe(0);
	});

	it('and a documented rate that is lower counts', () => {
		const rate = after(120, { known: 50 });
		rate.isAboutRate({ waitMs: 5_000 }, T, 20, 64);
		more(rate, 45, T + MINUTE);
		expect(rate.waitMs(T + MINUTE)).toBe(MINUTE);
	});
});

it('is idle when nothing is known that the documents do not say', () => {
	const rate = after(120, { known: 1_500 });
	expect(rate.isIdle(T)).toBe(false);
	expect(rate.isIdle(T + MINUTE)).toBe(true);
	rate.isAboutRate({ named: 100 }, T, 20, 20);
	expect(rate.isIdle(T + MINUTE)).toBe(false);
	expect(rate.isIdle(T + 10 * MINUTE)).toBe(false);
	expect(rate.isIdle(T + 10 * MINUTE + 1)).toBe(true);
});
