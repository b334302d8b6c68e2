import type { Answer } from './answer';

/** How many requests are taken, as a service's rate limiter does it: no queue, excess is refused at once. */
export interface Limit {
	/** Requests at once. */
	atOnce?: number;
	/** Requests at once that change something, which are counted apart from those that read. */
	changesAtOnce?: number;
	/** Requests in any minute. */
	perMinute?: number;
	/** Tell the number in `X-RateLimit-Limit`, as DocSpace does. */
	named?: boolean;
	/** Tell it, what remains of it, and when there is more, in each answer, as DocSpace documents it. */
	announced?: boolean;
}

/** A request that is taken, with headers for its answer, or its refusal. */
export type Entry = { headers: Record<string, string>; leave(): void } | { refusal: Answer };

const MINUTE = 60_000;

/** Counts the requests of one limit. Times in milliseconds since 1970. */
export class Limiter {
	private readonly inFlight = { reads: 0, changes: 0 };
	private taken: number[] = [];

	constructor(
		private readonly limit: Limit,
		private readonly now: () => number,
	) {}

	/** Takes a request, or refuses it. */
	enter(method: string): Entry {
		const { atOnce = Infinity, changesAtOnce, perMinute = Infinity } = this.limit;
		const isChange = changesAtOnce !== undefined && method !== 'GET';
		const kind = isChange ? 'changes' : 'reads';
		const most = isChange ? changesAtOnce : atOnce;
		const now = this.now();
		this.taken = this.taken.filter((time) => time > now - MINUTE);
		if (this.inFlight[kind] >= most) return this.refusal(1, most);
		const [oldest = now] = this.taken;
		const seconds = Math.ceil((oldest + MINUTE - now) / 1000);
		if (this.taken.length >= perMinute) return this.refusal(seconds, perMinute);
		this.inFlight[kind] += 1;
		this.taken.push(now);
		const headers =
			perMinute < Infinity
				? announcement(perMinute, perMinute - this.taken.length, (oldest + MINUTE) / 1000)
				: announcement(most, most - this.inFlight[kind]);
		return {
			headers: this.limit.announced ? headers : {},
			leave: () => (this.inFlight[kind] -= 1),
		};
	}

	private refusal(seconds: number, most: number): { refusal: Answer } {
		const { named, announced } = this.limit;
		const headers: Record<string, string> = { 'retry-after': String(seconds) };
		if (named || announced) headers['x-ratelimit-limit'] = String(most);
		return { refusal: { status: 429, headers } };
	}
}

function announcement(limit: number, remaining: number, reset?: number): Record<string, string> {
	return {
		'x-ratelimit-limit': String(limit),
		'x-ratelimit-remaining': String(remaining),
		...(reset !== undefined && { 'x-ratelimit-reset': String(Math.floor(reset)) }),
	};
}
