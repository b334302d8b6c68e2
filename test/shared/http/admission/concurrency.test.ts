import fc from 'fast-check';

import { Concurrency } from '../../../../nodes/shared/http/admission/concurrency';
import type { Behaviour } from './model/limitedService';
import { course } from './model/limitedService';

/** Numbers from 0 to 1 that are the same in each run. */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

const run = (requests: number, most: number, behaviour: Behaviour, seed = 1) =>
	course(requests, most, behaviour, numbers(seed));

describe('a service without limits', () => {
	it.each([1, 5, 50, 300])('that answers after %d ms is asked as much as may be', (answerMs) => {
		const { peak, refusals, endedAt } = run(1_000, 40, { answerMs });
		expect(peak).toBe(40);
		expect(refusals).toBe(0);
		// Nearly as fast as with 40 at once from the beginning.
		expect(endedAt).toBeLessThan((1_000 / 40 + 8) * answerMs);
	});

	it('is not taken for a slow one because of a busy n8n', () => {
		expect(run(1_000, 40, { answerMs: 20, jitterMs: 2_000 }).peak).toBeGreaterThan(30);
	});
});

describe('a service that takes so many at once', () => {
	it.each([1, 3, 8, 15, 30])('%d: learns it from the first refusals', (atOnce) => {
		const { answered, refusals, endedAt } = run(1_000, 64, { answerMs: 50, atOnce });
		expect(answered).toBe(1_000);
		// Those that were in flight at that moment beyond what it takes, and no others.
		expect(refusals).toBeLessThanOrEqual(Math.max(3, atOnce));
		expect(endedAt).toBeLessThan((1_000 / Math.max(1, atOnce * 0.5)) * 50 + 10_000);
	});

	it('is asked more again after ten minutes', () => {
		const concurrency = new Concurrency({ first: 4, most: 64 });
		let now = 0;
		const answers = (count: number) => {
			for (let answer = 0; answer < count; answer++) {
				now += 50;
				concurrency.answered(now - 50, now, concurrency.allowed);
			}
		};
		answers(100);
		concurrency.turnedAway(now - 50, now, 20);
		answers(5_000);
		expect(concurrency.allowed).toBe(15);
		answers(15_000);
		expect(concurrency.allowed).toBe(64);
	});
});

describe('a service that takes so many a minute', () => {
	it.each([false, true])(
		'is asked no more than that after the first refusal (named: %s)',
		(names) => {
			const { answered, refusals } = run(2_000, 64, { answerMs: 50, perMinute: 600, names });
			expect(answered).toBe(2_000);
			// The requests that were in flight at the first refusal are refused too.
			expect(refusals).toBeLessThanOrEqual(64);
			const { endedAt } = run(2_000, 64, { answerMs: 50, perMinute: 600, names });
			expect(endedAt).toBeLessThan(6 * 60_000);
		},
	);
});

it('asks a service less that becomes slow by being asked', () => {
	const { latePeak, endedAt } = run(2_000, 64, { answerMs: 200, slowBeyond: 8 });
	expect(latePeak).toBeLessThan(40);
	expect(endedAt).toBeLessThan((2_000 / 8) * 200 * 1.3);
});

it.each([
	[5, 300],
	[5, 2_000],
	[50, 1_000],
])(
	'asks a service as much as before that answers after %d ms, then after %d ms for good',
	(answerMs, laterMs) => {
		const { latePeak, endedAt } = run(2_000, 64, { answerMs, later: [1, laterMs] });
		expect(latePeak).toBe(64);
		// Some rounds for finding out, the others with all that may be in flight.
		expect(endedAt).toBeLessThan((2_000 / 64 + 20) * laterMs);
	},
);

it('goes on after a service was down', () => {
	const behaviour: Behaviour = { answerMs: 50, down: [1_000, 120_000] };
	const { answered, endedAt } = run(5_000, 40, behaviour);
	expect(answered).toBe(5_000);
	expect(endedAt).toBeLessThan(120_000 + 60_000);
});

it('never passes the ceiling, and never starves, whatever the service does', () => {
	const behaviours = fc.record<Behaviour>({
		answerMs: fc.integer({ min: 1, max: 2_000 }),
		jitterMs: fc.integer({ min: 0, max: 5_000 }),
		slowBeyond: fc.integer({ min: 1, max: 100 }),
		atOnce: fc.integer({ min: 1, max: 100 }),
		perMinute: fc.integer({ min: 30, max: 5_000 }),
		names: fc.boolean(),
		down: fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 5_000, max: 200_000 })),
	});
	fc.assert(
		fc.property(behaviours, fc.integer({ min: 1, max: 80 }), fc.nat(), (behaviour, most, seed) => {
			const { answered, peak } = run(200, most, behaviour, seed);
			expect(answered).toBe(200);
			expect(peak).toBeLessThanOrEqual(most);
		}),
		{ numRuns: 300 },
	);
});
