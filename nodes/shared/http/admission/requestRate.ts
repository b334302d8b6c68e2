/** A rate counts requests of the last minute. In ms. */
const SPAN_MS = 60_000;

/** The part of a service's rate that is used: others use the same account too. */
const USED = 0.9;

/** A rate that was found out, and that the service does not name in its documents, is remembered this long. */
const REMEMBERED_MS = 10 * 60_000;

/** From this wait on a refusal without a number is about the past minute, not about this moment. In ms. */
const LONG_WAIT_MS = 5_000;

/** A rate that was guessed from a refusal is not lower than this, in requests a minute. */
const LOWEST_GUESS = 60;

/** A number that a service names is one of requests at once, up to this, and a rate beyond. */
const MOST_AT_ONCE = 128;

/** Services name times in whole seconds. */
const WHOLE_SECOND_MS = 1_000;

/** Once the service counts anew, one request in so long finds out how many it takes now. In ms. */
const PROBE_MS = 1_000;

/** Whoever waits for that one looks again after so long. In ms. */
const LOOK_AGAIN_MS = 100;

/** What a service says of its limits in an answer. */
export interface SaidLimits {
	/** `X-RateLimit-Limit`: it can be a rate, or a number at once. */
	limit?: number;
	/** `X-RateLimit-Remaining`: how many more it takes before it counts anew. */
	remaining?: number;
	/** `X-RateLimit-Reset`: in how many ms it counts anew. */
	resetMs?: number;
}

/** What a service says as it turns a request away. */
export interface Refusal extends SaidLimits {
	/** `Retry-After` in ms, where there is one. */
	waitMs?: number;
}

/**
 * Spaces requests so that a service's rate, in requests a minute, is not reached: the rate that its
 * documents name, the one that a refusal shows, or what good answers say.
 *
 * Times are in ms by one clock that does not jump; nothing here reads it.
 */
export class RequestRate {
	/** When the requests of the last minute began, in order. */
	private starts: number[] = [];
	/** Where the last minute begins in them. */
	private head = 0;
	private found?: { perMinute: number; at: number };
	/** Requests that have begun and are not over. */
	private underWay = 0;
	/** How many the service said that it takes until it counts anew: when it said so, and when that is. */
	private left?: { count: number; at: number; until: number };

	/** @param known The documented rate in requests a minute, if there is one. */
	constructor(private readonly known?: number) {}

	/** How long to wait before the next request, in ms. */
	waitMs(now: number): number {
		this.forget(now);
		const wait = this.untilThereIsMore(now);
		const perMinute = this.perMinute(now);
		if (perMinute === undefined) return wait;
		const most = Math.max(1, Math.floor(perMinute * USED));
		// Where fewer have begun, or the one is older than a minute, there is room.
		const earliest = this.starts.at(-most) ?? -Infinity;
		return Math.max(wait, earliest + SPAN_MS - now);
	}

	/** A request begins. */
	started(now: number): void {
		this.forget(now);
		this.starts.push(now);
		this.underWay += 1;
	}

	/** A request that began is over. */
	ended(): void {
		this.underWay -= 1;
	}

	/**
	 * What a good answer says of the limits. With the time at which the service counts anew, what remains
	 * until then is all that is sent; without it, a number that can be no other is a rate. A count that
	 * takes longer than a minute is left to itself.
	 *
	 * Of answers that are under way together, the one with the least remaining was counted last.
	 *
	 * @param startedAt When the request began.
	 * @returns How many requests the service takes at once, where it says that.
	 */
	said(
		{ limit, remaining, resetMs }: SaidLimits,
		startedAt: number,
		now: number,
	): number | undefined {
		if (remaining !== undefined && resetMs !== undefined && resetMs <= SPAN_MS) {
			const count = remaining - Math.ceil((limit ?? 0) * (1 - USED));
			if (!this.left || startedAt >= this.left.at || count < this.left.count) {
				this.left = { count, at: now, until: now + resetMs + WHOLE_SECOND_MS };
			}
			return undefined;
		}
		if (this.left && startedAt >= this.left.at) this.left = undefined;
		if (limit === undefined || resetMs !== undefined) return undefined;
		if (limit <= MOST_AT_ONCE) return limit;
		this.found = { perMinute: limit, at: now };
		return undefined;
	}

	/** How many requests began in the last minute. */
	sent(now: number): number {
		this.forget(now);
		return this.starts.length - this.head;
	}

	/**
	 * Looks whether a refusal is about the rate: it names a number that cannot be one of requests at once,
	 * or it asks for a long wait after many requests.
	 *
	 * @param inFlight How many were in flight, the refused one included.
	 * @returns Whether it is; the rate is kept from then on.
	 */
	isAboutRate({ waitMs = 0, limit }: Refusal, now: number, inFlight: number): boolean {
		const sent = this.sent(now);
		const isRate =
			limit === undefined
				? waitMs >= LONG_WAIT_MS && sent >= LOWEST_GUESS && sent > 4 * inFlight
				: limit > MOST_AT_ONCE;
		if (!isRate) return false;
		const perMinute = Math.min(limit ?? Infinity, Math.max(LOWEST_GUESS, sent - inFlight));
		this.found = { perMinute, at: now };
		return true;
	}

	/** How long the service takes nothing more by what it said, in ms. */
	private untilThereIsMore(now: number): number {
		if (!this.left) return 0;
		const { count, until } = this.left;
		if (now < until) return this.underWay < count ? 0 : until - now;
		const last = this.starts.at(-1) ?? -Infinity;
		// The last one before it counted anew says nothing.
		return last < until ? 0 : Math.max(0, Math.min(LOOK_AGAIN_MS, last + PROBE_MS - now));
	}

	private perMinute(now: number): number | undefined {
		if (this.found && now - this.found.at > REMEMBERED_MS) this.found = undefined;
		return this.found === undefined
			? this.known
			: Math.min(this.found.perMinute, this.known ?? Infinity);
	}

	/** Passes over what is older than a minute, and drops it once it is the greater part. */
	private forget(now: number): void {
		while ((this.starts[this.head] ?? Infinity) <= now - SPAN_MS) this.head += 1;
		if (this.head * 2 <= this.starts.length) return;
		this.starts = this.starts.slice(this.head);
		this.head = 0;
	}
}
