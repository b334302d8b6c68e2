import type { PollSource } from '../source';

/** After so long a clock that went ahead is believed, in ms. */
const PROBATION_MILLISECONDS = 3_600_000;

/** Rows of a doubted time that are kept in mind at most; more of them make it believed. */
const MOST_ROWS_IN_DOUBT = 5_000;

/** Readings, and ms, for which a clock must have been behind: one answer may come from elsewhere. */
const READINGS_BEHIND = 3;
const MILLISECONDS_BEHIND = 120_000;

/** What the polls of a process have seen of a server's clock; times of the process in ms. */
export interface ClockMemory {
	/** The last time that was believed, and when it was read. */
	believed?: { second: number; at: number };
	/** Since when the clock has been ahead of what is believed. */
	doubtedSince?: number;
	/** What the last answer said, believed or not. */
	second?: number;
	/** When it was last not behind the watermark. */
	goodAt?: number;
	behind?: { since: number; readings: number };
}

/** Where to go back to after a server's clock has turned back; in seconds of that clock. */
export interface Turn {
	now: number;
	/** From here on rows may have been missed by now. */
	from: number;
	/** Until here no row has been emitted that is not known; later ones may have been. */
	knownUntil: number;
}

/** Clocks in ms. */
export interface Clocks {
	/** One that never jumps. */
	now(): number;
	/** The date: n8n's own, which somebody may set. */
	date(): number;
}

/**
 * A server's clock, compared with one that never jumps: a watermark that follows a clock into
 * tomorrow finds nothing until tomorrow, in silence.
 *
 * A time that is ahead by more than the overlap is not believed for an hour. Its rows are emitted
 * like all others that carry a date of the future: once, and without lifting the watermark. A clock
 * that turns back meanwhile has done no harm. One that goes on is believed after that, since it may
 * be n8n's own that is wrong, or that stood still while its machine was asleep.
 */
export class ServerClock {
	/** @param toleranceSeconds How far the clock may be off without harm: the overlap. */
	constructor(
		private readonly memory: ClockMemory,
		private readonly clocks: Clocks,
		private readonly toleranceSeconds: number,
	) {}

	/** @returns The server's time, in seconds since 1970, as far as it is believed. */
	believed(second: number): number {
		const { memory, clocks } = this;
		const now = clocks.now();
		const expected = memory.believed
			? memory.believed.second + (now - memory.believed.at) / 1000
			: clocks.date() / 1000;
		memory.second = second;
		if (second <= expected + this.toleranceSeconds) return this.believe(second);
		memory.doubtedSince ??= now;
		if (now - memory.doubtedSince >= PROBATION_MILLISECONDS) return this.believe(second);
		return Math.floor(expected);
	}

	/** Believes the time of the last answer. */
	believe(second = this.memory.second ?? 0): number {
		this.memory.believed = { second, at: this.clocks.now() };
		this.memory.doubtedSince = undefined;
		return second;
	}

	/**
	 * Asked after each reading: whether a clock that had been believed has turned back.
	 *
	 * @param watermark The newest second that has been read, by the server's clock of before.
	 * @returns Where to go back to; undefined where the clock is right, or may be so.
	 */
	turnedBack(watermark: number): Turn | undefined {
		const { memory, clocks, toleranceSeconds } = this;
		const { second = watermark } = memory;
		const now = clocks.now();
		if (watermark - second <= toleranceSeconds) {
			memory.behind = undefined;
			memory.goodAt = now;
			return undefined;
		}
		const behind = (memory.behind ??= { since: now, readings: 0 });
		behind.readings += 1;
		if (behind.readings < READINGS_BEHIND || now - behind.since < MILLISECONDS_BEHIND) {
			return undefined;
		}
		const goodAt = memory.goodAt ?? behind.since - PROBATION_MILLISECONDS;
		memory.behind = undefined;
		const from = second - Math.ceil((now - goodAt) / 1000) - toleranceSeconds;
		return { now: second, from, knownUntil: memory.goodAt === undefined ? from : second };
	}
}

/** A source whose times are those that are believed. */
export function believedSource<Data>(
	source: PollSource<Data>,
	clock: ServerClock,
): PollSource<Data> {
	return {
		...(source.retentionSeconds && {
			retentionSeconds: async () => await source.retentionSeconds?.(),
		}),
		serverNow: async () => clock.believed(await source.serverNow()),
		async *pages(window) {
			let inDoubt = 0;
			for await (const page of source.pages(window)) {
				const serverNow = clock.believed(page.serverNow);
				if (serverNow < page.serverNow) {
					inDoubt += page.rows.filter(({ second }) => second > serverNow).length;
					if ((page.total ?? inDoubt) > MOST_ROWS_IN_DOUBT) clock.believe();
				}
				yield { ...page, serverNow };
			}
		},
	};
}
