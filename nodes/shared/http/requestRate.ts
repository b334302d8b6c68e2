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

/** What a service says as it turns a request away. */
export interface Refusal {
	/** `Retry-After` in ms, where there is one. */
	waitMs?: number;
	/** `X-RateLimit-Limit`, where there is one: it can be a rate, or a number at once. */
	named?: number;
}

/**
 * Spaces requests so that a service's rate, in requests a minute, is not reached: the rate that its
 * documents name, or the one that a refusal tells of.
 *
 * Times are in ms by one clock that does not jump; nothing here reads it.
 */
export class RequestRate {
	/** When the requests of the last minute began, in order. */
	private starts: number[] = [];
	/** Where the last minute begins in them. */
	private head = 0;
	private found?: { perMinute: number; at: number };

	/** @param known The documented rate in requests a minute, if there is one. */
	constructor(private readonly known?: number) {}

	/** How long to wait before the next request, in ms. */
	waitMs(now: number): number {
		this.forget(now);
		const perMinute = this.perMinute(now);
		if (perMinute === undefined) return 0;
		const most = Math.max(1, Math.floor(perMinute * USED));
		// Where fewer have begun, or the one is older than a minute, there is room.
		const earliest = this.starts.at(-most) ?? -Infinity;
		return Math.max(0, earliest + SPAN_MS - now);
	}

	/** A request begins. */
	started(now: number): void {
		this.forget(now);
		this.starts.push(now);
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
	 * @param mostAtOnce How many are ever in flight.
	 * @returns Whether it is; the rate is kept from then on.
	 */
	isAboutRate(refusal: Refusal, now: number, inFlight: number, mostAtOnce: number): boolean {
		const { waitMs = 0, named } = refusal;
		const sent = this.sent(now);
		const isRate =
			named === undefined
				? waitMs >= LONG_WAIT_MS && sent >= LOWEST_GUESS && sent > 4 * inFlight
				: named > 2 * mostAtOnce;
		if (!isRate) return false;
		const perMinute = Math.min(named ?? Infinity, Math.max(LOWEST_GUESS, sent - inFlight));
		this.found = { perMinute, at: now };
		return true;
	}

	/** Whether everything that was kept is too old to say anything. */
	isIdle(now: number): boolean {
		return this.sent(now) === 0 && this.perMinute(now) === this.known;
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
