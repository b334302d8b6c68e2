import { onAbort } from '../../util/onAbort';
import type { ConnectionFailure } from '../failure/failure';
import { FailedRequest } from '../failure/failure';

/** How long a request may take where nobody has chosen otherwise; a test may shorten it. In ms. */
export const timeLimits = {
	/** One try of a request: sign-in, request and the whole answer. */
	answerMs: 30_000,
	/** A content on its way, in either direction, may stand still this long. It has no other limit. */
	idleMs: 120_000,
	/** From the last byte of a content that was sent, or asked for, to the answer: n8n's own limit. */
	firstByteMs: 300_000,
};

/** The code of a transfer that stood still. */
export const STALLED = 'ESTALLED';

/** The ends of what is under way in a context, such as two polls of one trigger. */
const ends = new WeakMap<object, Set<{ at: number }>>();

/**
 * Gives all requests of a context a common end, whatever each of them may take: a poll's, or the
 * deadline of a wait.
 *
 * @param milliseconds How long from now.
 * @returns Takes the end away again.
 */
export function limitRequests(context: object, milliseconds: number): () => void {
	const end = { at: performance.now() + milliseconds };
	const ofContext = ends.get(context) ?? new Set();
	ends.set(context, ofContext.add(end));
	return () => void ofContext.delete(end);
}

/** When the requests of a context have to be over, by `performance.now()`. */
export function requestsEndAt(context: object): number {
	return Math.min(...[...(ends.get(context) ?? [])].map(({ at }) => at));
}

/**
 * The time that one try of a request has. It ends the try when the time is up, and when the
 * execution is cancelled: the connection closes by `signal`, and whoever waits goes on by `within`,
 * whatever n8n's request helper does meanwhile (a sign-in of its own takes no signal).
 *
 * n8n gives a request a limit too, which the HTTP client counts from the beginning until the answer
 * begins when redirects are off: an upload of more than five minutes would be cut off while it moves.
 * So requests are sent with that limit off, and this one in the place of it.
 */
export class TimeLimit {
	/** Aborts when the time is up, and with the execution. */
	readonly signal: AbortSignal;
	/** What the time ran out for; undefined as long as it has not. */
	failure?: ConnectionFailure;

	private readonly controller = new AbortController();
	private readonly forgetCancel: () => void;
	private began = performance.now();
	private due = Infinity;
	private allowedMs = Infinity;
	private code = 'ETIMEDOUT';
	private timer?: { firesAt: number; forget(): void };

	/**
	 * @param cancel The execution's cancel signal.
	 * @param endsAt The last moment, by `performance.now()`, whatever is allowed later.
	 */
	constructor(
		cancel: AbortSignal | undefined,
		private readonly endsAt = Infinity,
	) {
		this.signal = this.controller.signal;
		this.forgetCancel = onAbort(cancel, () => this.controller.abort(cancel?.reason));
		this.allow(Infinity);
	}

	/**
	 * From now on the try has so much time.
	 *
	 * @param milliseconds From now, and with every `moved` anew.
	 * @param code Says what has not happened in time.
	 */
	allow(milliseconds: number, code = 'ETIMEDOUT'): void {
		this.allowedMs = milliseconds;
		this.code = code;
		this.moved();
		if (this.due < (this.timer?.firesAt ?? Infinity)) this.arm();
	}

	/** The time that was allowed last begins anew: something has come or gone. */
	moved(): void {
		this.began = performance.now();
		this.due = Math.min(this.began + this.allowedMs, this.endsAt);
	}

	/** The try is over. */
	stop(): void {
		this.forgetCancel();
		this.timer?.forget();
		this.allowedMs = this.due = Infinity;
	}

	/**
	 * Waits for a step of the try, and no longer than the time lasts.
	 *
	 * @throws What the step throws; FailedRequest when the time is up; the reason of a cancellation.
	 */
	async within<Result>(step: Promise<Result>): Promise<Result> {
		let forget: (() => void) | undefined;
		const over = new Promise<never>((_resolve, reject) => {
			forget = onAbort(this.signal, () => reject(this.signal.reason));
		});
		// Whoever comes second is not waited for any more.
		step.catch(() => undefined);
		over.catch(() => undefined);
		return await Promise.race([over, step]).finally(forget);
	}

	/** Nodes may not use timers, and need no more than this one, which does not keep n8n alive. */
	private arm(): void {
		this.timer?.forget();
		const now = performance.now();
		const wait = Math.max(1, Math.ceil(this.due - now));
		const forget = onAbort(AbortSignal.timeout(wait), () => {
			this.timer = undefined;
			if (this.due === Infinity || this.signal.aborted) return;
			if (performance.now() < this.due) return this.arm();
			const waitedMs = Math.min(this.allowedMs, performance.now() - this.began);
			this.failure = { kind: 'connection', code: this.code, waitedMs };
			this.controller.abort(new FailedRequest(this.failure));
		});
		this.timer = { firesAt: now + wait, forget };
	}
}
