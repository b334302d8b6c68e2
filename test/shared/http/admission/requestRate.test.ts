import { RequestRate } from '../../../../nodes/shared/http/admission/requestRate';

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
	const isRate = (sent: number, inFlight: number, refusal: { waitMs?: number; limit?: number }) =>
		after(sent).isAboutRate(refusal, T, inFlight);

	it.each([
		['a long wait after many', 100, 10, { waitMs: 5_000 }, true],
		['a shorter one', 100, 10, { waitMs: 4_999 }, false],
		['no wait', 100, 10, {}, false],
		['a long wait after few', 59, 10, { waitMs: 5_000 }, false],
		['a long wait after just enough', 60, 10, { waitMs: 5_000 }, true],
		['a long wait where a quarter is in flight', 100, 25, { waitMs: 5_000 }, false],
		['a long wait where less is in flight', 101, 25, { waitMs: 5_000 }, true],
		['a number of requests at once', 100, 10, { limit: 128, waitMs: 5_000 }, false],
		['a number beyond those at once', 1, 1, { limit: 129 }, true],
	])('where it names %s', (_name, sent, inFlight, refusal, expected) => {
		expect(isRate(sent, inFlight, refusal)).toBe(expected);
	});

	it('and the number that it names is kept, less what others may use', () => {
		const rate = after(1_200);
		rate.isAboutRate({ limit: 1_000 }, T, 64);
		expect(rate.waitMs(T)).toBe(MINUTE);
		expect(new RequestRate().isAboutRate({ limit: 1_000 }, T, 1)).toBe(true);
	});

	it('and what was taken is the rate where it names none, and no less than 60', () => {
		const rate = after(120);
		rate.isAboutRate({ waitMs: 5_000 }, T, 20);
		// 100 were taken, 90 of them are used from now on.
		more(rate, 89, T + MINUTE);
		expect(rate.waitMs(T + MINUTE)).toBe(0);
		rate.started(T + MINUTE);
		expect(rate.waitMs(T + MINUTE)).toBe(MINUTE);

		const slow = after(70);
		slow.isAboutRate({ waitMs: 5_000 }, T, 15);
		more(slow, 53, T + MINUTE);
		expect(slow.waitMs(T + MINUTE)).toBe(0);
		slow.started(T + MINUTE);
		expect(slow.waitMs(T + MINUTE)).toBe(MINUTE);
	});

	it('is never more than what was taken, whatever it names', () => {
		const rate = after(120);
		rate.isAboutRate({ limit: 1_000 }, T, 20);
		more(rate, 90, T + MINUTE);
		expect(rate.waitMs(T + MINUTE)).toBe(MINUTE);
	});

	it('and is forgotten after ten minutes; a documented one stays', () => {
		const rate = after(120, { known: 1_500 });
		rate.isAboutRate({ waitMs: 5_000 }, T, 20);
		const fill = (now: number) => {
			more(rate, 90, now);
			return rate.waitMs(now);
		};
		expect(fill(T + 9 * MINUTE)).toBe(MINUTE);
		expect(fill(T + 10 * MINUTE + 1)).toBe(0);
	});

	it('and a documented rate that is lower counts', () => {
		const rate = after(120, { known: 50 });
		rate.isAboutRate({ waitMs: 5_000 }, T, 20);
		more(rate, 45, T + MINUTE);
		expect(rate.waitMs(T + MINUTE)).toBe(MINUTE);
	});
});

describe('what a good answer says', () => {
	const resetMs = 30_000;

	it.each([
		['a rate', { limit: 600 }, 540],
		['a rate beside what remains', { limit: 600, remaining: 599 }, 540],
		['no rate', {}, 2_000],
		['a number of requests at once', { limit: 128 }, 2_000],
		['a rate of more than a minute', { limit: 600, resetMs: 3_600_000 }, 2_000],
		['nothing that remains of a longer time', { remaining: 0, resetMs: 3_600_000 }, 2_000],
	])('%s: %p lets so many go', (_what, said, most) => {
		const rate = new RequestRate();
		let sent = 0;
		while (sent < 2_000 && rate.waitMs(T) <= 0) {
			rate.started(T);
			rate.ended();
			rate.said(said, T, T);
			sent += 1;
		}
		expect(sent).toBe(most);
	});

	it('of how many it takes at once is given on, and of others nothing', () => {
		const rate = new RequestRate();
		expect(rate.said({ limit: 15 }, T, T)).toBe(15);
		expect(rate.said({ limit: 129 }, T, T)).toBeUndefined();
		expect(rate.said({ limit: 15, remaining: 3, resetMs }, T, T)).toBeUndefined();
		expect(rate.said({}, T, T)).toBeUndefined();
	});

	it('remains is what may be under way, but for a tenth that is for others', () => {
		const rate = after(1);
		rate.ended();
		rate.said({ limit: 100, remaining: 13, resetMs }, T, T);
		more(rate, 2, T);
		expect(rate.waitMs(T)).toBe(0);
		rate.started(T);
		// Until the service counts anew, which it names in whole seconds.
		expect(rate.waitMs(T)).toBe(resetMs + 1_000);
		rate.ended();
		rate.said({ limit: 100, remaining: 12, resetMs }, T, T + 1);
		expect(rate.waitMs(T + 1)).toBe(resetMs + 1_000);
	});

	it('remains in the answer that was counted last, whichever comes last', () => {
		const rate = after(3);
		rate.said({ remaining: 5, resetMs }, T, T + 10);
		rate.ended();
		rate.said({ remaining: 7, resetMs }, T, T + 20);
		rate.ended();
		more(rate, 3, T + 20);
		expect(rate.waitMs(T + 20)).toBe(0);
		rate.started(T + 20);
		expect(rate.waitMs(T + 20)).toBeGreaterThan(0);
		// Neither does it matter which came first.
		const other = after(2);
		other.said({ remaining: 7, resetMs }, T, T + 10);
		other.said({ remaining: 2, resetMs }, T, T + 20);
		expect(other.waitMs(T + 20)).toBeGreaterThan(0);
		// One that began later was counted later.
		rate.said({ remaining: 8, resetMs }, T + 20, T + 30);
		expect(rate.waitMs(T + 30)).toBe(0);
	});

	it('counts anew: then one request finds out how many it takes, and others wait for it', () => {
		const rate = after(1);
		rate.said({ remaining: 0, resetMs }, T, T);
		rate.ended();
		const then = T + resetMs + 1_000;
		expect(rate.waitMs(then - 1)).toBe(1);
		expect(rate.waitMs(then)).toBe(0);
		rate.started(then);
		expect(rate.waitMs(then)).toBe(100);
		// Nobody waits for one that gets no answer.
		expect(rate.waitMs(then + 1_000)).toBe(0);
		rate.said({ remaining: 2, resetMs }, then, then + 10);
		expect(rate.waitMs(then + 10)).toBe(0);
		rate.started(then + 10);
		expect(rate.waitMs(then + 10)).toBe(resetMs + 1_000);
	});

	it('no longer is forgotten', () => {
		const rate = after(1);
		rate.said({ remaining: 0, resetMs }, T, T);
		rate.said({}, T - 1, T);
		expect(rate.waitMs(T)).toBe(resetMs + 1_000);
		rate.said({}, T, T);
		expect(rate.waitMs(T)).toBe(0);
	});
});
