import type { RequestFailure } from '../failure/failure';
import { askedWaitMs } from './retryAfter';
import { STALLED } from './timeLimit';

/**
 * What sending a request twice does.
 *
 * - `always`: the same as sending it once, so it is sent again.
 * - `ifNotReceived`: something happens twice, so it is sent again only when the first one certainly
 *   did nothing: it never reached the service, or the service turned it away (429, or 503 with
 *   `Retry-After`).
 * - `never`: not even then.
 */
export type RetryPolicy = 'always' | 'ifNotReceived' | 'never';

/** How often and how long; a test may shorten it. Times in ms. */
export const retryTiming = {
	/** Requests in all, the first one included. */
	tries: 5,
	/** The wait before the second request; doubled before each further one. */
	firstWaitMs: 500,
	/** No wait of our own is longer. */
	longestWaitMs: 30_000,
	/** A `Retry-After` beyond this is not waited for: the error says how long the service wants. */
	longestRetryAfterMs: 300_000,
	/** The same for a poll: n8n gives it a minute at most, and can itself poll less often. */
	longestRetryAfterOfPollMs: 5_000,
};

/** The connection was never made. */
const NEVER_SENT = ['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** The connection broke: the request may or may not have been worked on. */
const BROKEN = [
	'ECONNRESET',
	'ECONNABORTED',
	'ETIMEDOUT',
	STALLED,
	'EPIPE',
	'ERR_BAD_RESPONSE',
	'ERR_STREAM_PREMATURE_CLOSE',
];

/** What to do after a failed try. */
export interface RetryDecision {
	/** How long to wait before the next try, in ms; undefined: do not try again. */
	waitMs?: number;
	/** The service may have worked on the request although no good answer came. */
	mayHaveHappened: boolean;
}

/**
 * Decides whether a failed request is sent again.
 *
 * @param failure What happened.
 * @param repeat What sending it twice does.
 * @param tryNumber How many tries there were, from 1.
 * @param transientStatuses The service's statuses that mean "later", apart from 429.
 * @param random A number from 0 to 1, for the jitter.
 * @param longestRetryAfterMs A `Retry-After` beyond this is not waited for.
 */
export function decideRetry(
	failure: RequestFailure,
	repeat: RetryPolicy,
	tryNumber: number,
	transientStatuses: readonly number[],
	random: number,
	longestRetryAfterMs = retryTiming.longestRetryAfterMs,
): RetryDecision {
	// A good status, and an answer of no use: asked again, the service would say the same.
	const isUnusable = failure.kind === 'unusable';
	const { turnedAway, transient, askedMs } = assess(failure, transientStatuses);
	const mayHaveHappened = isUnusable || (transient && !turnedAway);
	const repeatable = repeat === 'always' ? transient : repeat === 'ifNotReceived' && turnedAway;
	const tooLong = askedMs !== undefined && askedMs > longestRetryAfterMs;
	if (!repeatable || tooLong || tryNumber >= retryTiming.tries) return { mayHaveHappened };
	const backoff = Math.min(
		retryTiming.firstWaitMs * 2 ** (tryNumber - 1),
		retryTiming.longestWaitMs,
	);
	// A service that asks for no time, or for one that is over, would get all tries within a moment.
	const waitMs = Math.max(askedMs ?? 0, backoff * (0.5 + random / 2));
	return { waitMs, mayHaveHappened };
}

function assess(failure: RequestFailure, transientStatuses: readonly number[]) {
	if (failure.kind === 'connection') {
		const turnedAway = NEVER_SENT.includes(failure.code);
		return { turnedAway, transient: turnedAway || BROKEN.includes(failure.code) };
	}
	if (failure.kind !== 'answer') return { turnedAway: false, transient: false };
	const { status, headers } = failure;
	const throttling = status === 429 || status === 503;
	const askedMs = throttling ? askedWaitMs(headers) : undefined;
	return {
		askedMs,
		turnedAway: status === 429 || askedMs !== undefined,
		transient: status === 429 || transientStatuses.includes(status),
	};
}
