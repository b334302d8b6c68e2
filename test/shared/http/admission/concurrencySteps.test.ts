import { Concurrency } from '../../../../nodes/shared/http/admission/concurrency';

/** Step by step: what each answer and each refusal does to what may be in flight. */

/** A concurrency, and answers to it, one after the other. */
function steps(first: number, most: number) {
	const concurrency = new Concurrency({ first, most });
	let now = 1_000_000;
	return {
		concurrency,
		get allowed() {
			return concurrency.allowed;
		},
		get now() {
			return now;
		},
		pass(milliseconds: number) {
			now += milliseconds;
		},
		/** So many answers that took so long, all that may be in flight unless told otherwise. */
		answers(count: number, took = 10, inFlight?: number, startedAt = now) {
			for (let answer = 0; answer < count; answer += 1) {
				now += took;
				concurrency.answered(startedAt, startedAt + took, inFlight ?? concurrency.allowed);
				startedAt = now;
			}
			return concurrency.allowed;
		},
		/** A refusal of a request that began now, or before. */
		refuse(
			inFlight: number,
			{ named, startedAt = now }: { named?: number; startedAt?: number } = {},
		) {
			concurrency.turnedAway(startedAt, now, inFlight, named);
			return concurrency.allowed;
		},
	};
}

describe('what may be in flight', () => {
	it('begins low, and not above the ceiling', () => {
		expect(steps(4, 64).allowed).toBe(4);
		expect(steps(4, 2).allowed).toBe(2);
	});

	it('grows with each answer up to the ceiling', () => {
		const one = steps(4, 64);
		expect([1, 1, 10, 46].map((count) => one.answers(count))).toEqual([5, 6, 16, 62]);
		expect([1, 1, 1].map((count) => one.answers(count))).toEqual([63, 64, 64]);
	});

	it.each([
		[4, 3, 4],
		[4, 4, 5],
		[10, 7, 10],
		[10, 8, 11],
	])('of %d, with %d of them in use, becomes %d', (first, inFlight, allowed) => {
		expect(steps(first, 64).answers(1, 10, inFlight)).toBe(allowed);
	});
});

describe('a round of slow answers', () => {
	/** Eight at once, a first round in which the fastest took so long. */
	function eight(took: number) {
		const one = steps(4, 8);
		expect(one.answers(8, took)).toBe(8);
		return one;
	}

	it.each([
		['no slower than n8n itself may be', 10, 210, 8],
		['slower than that', 10, 211, 7],
		['twice as slow as the fastest', 1_000, 2_000, 8],
		['slower than twice', 1_000, 2_500, 6],
		['a lot slower', 1_000, 90_000, 4],
	])('%s changes what may be in flight as far as it has to', (_name, fastest, took, allowed) => {
		const one = eight(fastest);
		expect(one.answers(7, took)).toBe(8);
		expect(one.answers(1, took)).toBe(allowed);
	});

	it('is not slow when one answer of it was fast', () => {
		const one = eight(10);
		one.answers(7, 5_000);
		expect(one.answers(1, 210)).toBe(8);
		// The next round counts by itself.
		one.answers(7, 5_000);
		expect(one.answers(1, 5_000)).toBe(4);
	});

	it('lets nothing grow', () => {
		const one = steps(4, 64);
		one.answers(1);
		one.answers(1, 10, 1);
		one.answers(3, 10, 1);
		expect(one.allowed).toBe(5);
		expect(one.answers(1, 1_000)).toBe(5);
	});

	it('below the beginning is how the service is now: it is learned anew', () => {
		const one = eight(10);
		expect(one.answers(8, 5_000)).toBe(4);
		expect(one.answers(4, 5_000)).toBe(4);
		// What is bearable is twice what it takes now, and it doubles again.
		expect(one.answers(1, 9_000)).toBe(5);
		expect(one.answers(3, 9_000)).toBe(8);
	});

	it('makes growth careful', () => {
		const one = eight(10);
		expect(one.answers(8, 5_000)).toBe(4);
		expect(one.answers(4)).toBe(4);
		expect(one.answers(1)).toBe(5);
	});

	it('says nothing by answers of requests that began before', () => {
		const one = eight(10);
		const { now } = one;
		one.answers(8, 5_000);
		for (let answer = 0; answer < 50; answer += 1) one.answers(1, 5_000, 4, now);
		expect(one.allowed).toBe(4);
		expect(one.answers(5)).toBe(5);
	});
});

describe('a refusal', () => {
	it('halves what may be in flight, once for all that were in flight together', () => {
		const one = steps(20, 64);
		const { now } = one;
		one.pass(50);
		expect(one.refuse(20, { startedAt: now })).toBe(10);
		expect(one.refuse(19, { startedAt: now })).toBe(10);
		expect(one.refuse(18, { startedAt: one.now - 1 })).toBe(10);
		expect(one.refuse(10)).toBe(5);
	});

	it('counts from what was in flight where that was less', () => {
		expect(steps(20, 64).refuse(6)).toBe(3);
	});

	it('keeps a fifth below what was taken', () => {
		const one = steps(20, 64);
		const { now } = one;
		one.pass(1);
		one.refuse(20, { startedAt: now });
		// 19 of 20 were taken.
		expect(one.answers(4)).toBe(14);
		expect(one.answers(100)).toBe(15);
		for (let refusal = 0; refusal < 3; refusal += 1) one.refuse(1, { startedAt: now });
		expect(one.answers(100)).toBe(12);
		// Never below a fifth under the half.
		for (let refusal = 0; refusal < 16; refusal += 1) one.refuse(1, { startedAt: now });
		expect(one.answers(100)).toBeLessThanOrEqual(12);
		expect(one.allowed).toBeGreaterThan(8);
	});

	it('keeps a fifth below the number that the service names', () => {
		const one = steps(20, 64);
		expect(one.refuse(20, { named: 8 })).toBe(6);
		expect(one.answers(100)).toBe(6);
	});

	it('leaves one', () => {
		const one = steps(1, 64);
		expect(one.refuse(1)).toBe(1);
		expect(one.refuse(1)).toBe(1);
	});

	it('is remembered for ten minutes, and growth beyond it is careful', () => {
		const one = steps(20, 64);
		one.refuse(20);
		one.answers(20);
		expect(one.allowed).toBe(15);
		one.pass(600_000 - 200 - 10);
		expect(one.answers(1)).toBe(15);
		one.pass(1);
		expect(one.answers(1)).toBe(15);
		expect(one.answers(14)).toBe(15);
		expect(one.answers(2)).toBe(16);
	});
});

describe('a number at once that a good answer names', () => {
	it('is kept to, less a fifth, for ten minutes', () => {
		const one = steps(4, 64);
		one.concurrency.named(15, one.now);
		expect(one.answers(100)).toBe(12);
		one.pass(600_000);
		expect(one.answers(100)).toBeGreaterThan(12);
	});

	it('is never taken for more than what was refused, and leaves one', () => {
		const one = steps(20, 64);
		one.refuse(20);
		one.concurrency.named(40, one.now);
		expect(one.answers(100)).toBe(15);
		one.concurrency.named(1, one.now);
		expect(one.allowed).toBe(1);
	});
});

describe('a lost answer', () => {
	it('halves what may be in flight, once for all that were in flight together', () => {
		const one = steps(20, 64);
		const { concurrency } = one;
		const { now } = one;
		one.pass(50);
		concurrency.lost(now, one.now);
		expect(one.allowed).toBe(10);
		concurrency.lost(one.now - 1, one.now);
		expect(one.allowed).toBe(10);
		concurrency.lost(one.now, one.now + 1);
		expect(one.allowed).toBe(5);
		for (let time = 2; time < 9; time += 1) concurrency.lost(one.now + time, one.now + time);
		expect(one.allowed).toBe(1);
	});

	it('of requests that began before a refusal changes nothing', () => {
		const one = steps(20, 64);
		one.refuse(20);
		one.concurrency.lost(one.now - 1, one.now);
		expect(one.allowed).toBe(10);
	});
});
