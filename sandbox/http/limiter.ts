import type { Answer } from './answer';

/** How many requests are taken, as a service's rate limiter does it: no queue, excess is refused at once. */
export interface Limit {
	/** Requests at once. */
	atOnce?: number;
	/** Requests in any minute. */
	perMinute?: number;
	/** Tell the number in `X-RateLimit-Limit`, as DocSpace does. */
	named?: boolean;
}

const MINUTE = 60_000;

/** Counts the requests of one limit. Times in milliseconds. */
export class Limiter {
	private inFlight = 0;
	private taken: number[] = [];

	constructor(
		private readonly limit: Limit,
		private readonly now: () => number,
	) {}

	/** The refusal of a request; undefined when it is taken, which `leave` ends. */
	enter(): Answer | undefined {
		const { atOnce = Infinity, perMinute = Infinity } = this.limit;
		const now = this.now();
		this.taken = this.taken.filter((time) => time > now - MINUTE);
		if (this.inFlight >= atOnce) return this.refusal(1, atOnce);
		if (this.taken.length >= perMinute) {
			const [oldest = now] = this.taken;
			return this.refusal(Math.ceil((oldest + MINUTE - now) / 1000), perMinute);
		}
		this.inFlight += 1;
		this.taken.push(now);
		return undefined;
	}

	/** A request that was taken has been answered. */
	leave(): void {
		this.inFlight -= 1;
	}

	private refusal(seconds: number, most: number): Answer {
		const headers: Record<string, string> = { 'retry-after': String(seconds) };
		if (this.limit.named) headers['x-ratelimit-limit'] = String(most);
		return { status: 429, headers };
	}
}
