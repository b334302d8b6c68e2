import type { RequestFailure } from '../../../../nodes/shared/http/failure/failure';
import type { RetryPolicy } from '../../../../nodes/shared/http/exchange/retry';
import { decideRetry, retryTiming } from '../../../../nodes/shared/http/exchange/retry';

const answer = (status: number, retryAfter?: string): RequestFailure => ({
	kind: 'answer',
	status,
	headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
	body: undefined,
});
const connection = (code: string): RequestFailure => ({ kind: 'connection', code });

const decide = (failure: RequestFailure, repeat: RetryPolicy, tryNumber = 1, random = 1) =>
	decideRetry(failure, repeat, tryNumber, [502, 503], random);

const CASES: [string, RequestFailure, Record<RetryPolicy, boolean>, boolean][] = [
	['429', answer(429), { always: true, ifNotReceived: true, never: false }, false],
	['503', answer(503), { always: true, ifNotReceived: false, never: false }, true],
	['503 with pause', answer(503, '2'), { always: true, ifNotReceived: true, never: false }, false],
	['502', answer(502), { always: true, ifNotReceived: false, never: false }, true],
	['500', answer(500), { always: false, ifNotReceived: false, never: false }, false],
	['404', answer(404), { always: false, ifNotReceived: false, never: false }, false],
	[
		'404 with pause',
		answer(404, '2'),
		{ always: false, ifNotReceived: false, never: false },
		false,
	],
	[
		'a refused connection',
		connection('ECONNREFUSED'),
		{ always: true, ifNotReceived: true, never: false },
		false,
	],
	[
		'a lost connection',
		connection('ECONNRESET'),
		{ always: true, ifNotReceived: false, never: false },
		true,
	],
	[
		'an unknown host',
		connection('ENOTFOUND'),
		{ always: false, ifNotReceived: false, never: false },
		false,
	],
	[
		'a web page',
		{ kind: 'foreign', what: 'A web page' },
		{ always: false, ifNotReceived: false, never: false },
		false,
	],
];

describe.each(CASES)('%s', (_what, failure, again, mayHaveHappened) => {
	it.each(['always', 'ifNotReceived', 'never'] as const)('for a request of kind %s', (repeat) => {
		const decision = decide(failure, repeat);
		expect(decision.waitMs !== undefined).toBe(again[repeat]);
		expect(decision.mayHaveHappened).toBe(mayHaveHappened);
	});
});

describe('the wait', () => {
	it('doubles, keeps a jitter of one half, and has a bound', () => {
		const waits = [1, 2, 3, 4].map((tryNumber) => decide(answer(502), 'always', tryNumber).waitMs);
		expect(waits).toEqual([500, 1000, 2000, 4000]);
		expect(decide(answer(502), 'always', 1, 0).waitMs).toBe(250);
		jest.replaceProperty(retryTiming, 'longestWaitMs', 700);
		expect(decide(answer(502), 'always', 4).waitMs).toBe(700);
		jest.restoreAllMocks();
	});

	it('ends after the last try', () => {
		const { tries } = retryTiming;
		expect(decide(answer(502), 'always', tries - 1).waitMs).toBeDefined();
		expect(decide(answer(502), 'always', tries).waitMs).toBeUndefined();
	});

	it('is the one that the service asks for', () => {
		expect(decide(answer(429, '7'), 'always').waitMs).toBe(7000);
		expect(decide(answer(429), 'always').waitMs).toBe(500);
	});

	it.each(['0', 'Mon, 01 Jun 2020 12:00:00 GMT'])(
		'grows all the same where the service asks for %p',
		(header) => {
			const waits = [1, 2, 3].map((tryNumber) => decide(answer(429, header), 'always', tryNumber));
			expect(waits.map(({ waitMs }) => waitMs)).toEqual([500, 1000, 2000]);
		},
	);

	it('is not one that is longer than an execution should wait', () => {
		expect(decide(answer(429, '300'), 'always').waitMs).toBe(300_000);
		expect(decide(answer(429, '301'), 'always')).toEqual({ mayHaveHappened: false });
	});
});
