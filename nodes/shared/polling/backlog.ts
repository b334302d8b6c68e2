import { NodeApiError, UserError } from 'n8n-workflow';

import { advance, lowerBound, type Cursor, type KeyedRow } from './cursor';
import { readAvailable } from './readWindow';
import type { PollSource, SourceRow } from './source';

/** The shortest slice in seconds: the watermark's own and the next one. */
const SHORTEST_SPAN = 2;

/** Rows that a slice should have at least, so that quiet stretches take few requests. */
const SMALLEST_TARGET = 500;

/** So often a poll goes on with a shorter slice after a reading that the service has broken off. */
const MOST_BREAKS = 3;

/** The time that n8n gives a poll. */
export interface TimeBudget {
	/** The part that is used up: 0 at the start, 1 at the end. */
	used: () => number;
}

/** What `workOff` needs to know of the trigger. */
export interface WorkSettings<Data> {
	overlapSeconds: number;
	capacity: number;
	maximumEvents: number;
	accepts: (row: SourceRow<Data>) => boolean;
	/**
	 * Takes the length of a slice, in seconds, that the next poll should begin with although this one
	 * throws and its state stays as it was.
	 */
	rememberSpan?: (span: number) => void;
}

/** How far a trigger came. */
export interface Progress {
	cursor: Cursor;
	/** Length of the next slice in seconds; absent where one window reaches to the newest row. */
	span?: number;
}

/** What a poll took from the log. */
export interface Work<Data> extends Progress {
	events: Array<KeyedRow<Data>>;
	/** Rows without an id or a date, by a key of their own. */
	unreadable: ReadonlyMap<string, unknown>;
	/** The server's time when the last reading began. */
	serverNow: number;
	/** Why it ended early, although slices before had been read. */
	interruption?: unknown;
}

/**
 * Reads on from where a cursor stands: one window to the newest row, or, where that holds too many
 * rows for one poll, slices from the oldest on, each complete before the cursor passes it.
 *
 * Memory stays bounded: a reading is given up when it exceeds its rows, and tried with a shorter
 * slice. Time stays bounded: a reading that can still be shortened uses at most half of what is
 * left, and the length that did not fit is remembered for the next poll.
 *
 * @throws What the source throws before the first slice was complete. A reading that breaks off in
 * its middle is tried again with a shorter slice before that; where the service refuses further
 * requests, the next poll does so. A later error only ends the work, since a server that refuses
 * every hundredth request would else stop the trigger for good; where it lasts, the next poll throws
 * it.
 */
export async function workOff<Data>(
	source: PollSource<Data>,
	start: Progress,
	settings: WorkSettings<Data>,
	budget: TimeBudget,
): Promise<Work<Data>> {
	const { overlapSeconds, capacity, maximumEvents, accepts, rememberSpan } = settings;
	const target = Math.max(SMALLEST_TARGET, maximumEvents);
	const events: Array<KeyedRow<Data>> = [];
	const unreadable = new Map<string, unknown>();
	let { cursor, span } = start;
	let complete = 0;
	let breaks = 0;
	let serverNow = cursor.readUntil;

	for (;;) {
		const before = span === undefined ? undefined : cursor.watermark + span;
		const isShortest = span === SHORTEST_SPAN;
		const end = isShortest ? 1 : (1 + budget.used()) / 2;
		const limits = {
			maximumRows: isShortest ? Infinity : capacity + 2 * target,
			isTimeOver: () => budget.used() >= end,
		};
		const read = readAvailable(
			source,
			{ from: lowerBound(cursor, overlapSeconds), before },
			limits,
		);
		const reading = await (complete === 0 ? read : read.catch(asInterruption));
		if ('interruption' in reading) {
			return { events, unreadable, cursor, span, serverNow, ...reading };
		}
		serverNow = reading.serverNow;
		const length = span ?? Math.max(SHORTEST_SPAN, serverNow + 1 - cursor.watermark);

		if (!reading.isComplete && reading.error !== undefined) {
			const { rows, count, error } = reading;
			breaks += 1;
			// Half of what could be read.
			span = resized(length, count, rows.length / 2, 1 / 2);
			const isOver = isShortest || breaks > MOST_BREAKS || budget.used() >= 0.5;
			if (!isOver && !isRateLimit(error)) continue;
			if (complete > 0) return { events, unreadable, cursor, span, serverNow, interruption: error };
			rememberSpan?.(span);
			throw error;
		}
		if (!reading.isComplete) {
			if (isShortest && complete === 0) {
				throw new UserError('The overlap has too many events to read in one poll', {
					description: 'Set a shorter overlap, so that each poll has fewer rows to read again.',
				});
			}
			span = resized(length, reading.count, target, 1 / 2);
			if (isShortest || budget.used() >= 0.9) {
				return { events, unreadable, cursor, span, serverNow };
			}
			continue;
		}

		for (const [key, row] of reading.unreadable) unreadable.set(key, row);
		const { watermark } = cursor;
		const step = advance(cursor, reading, {
			overlapSeconds,
			capacity,
			limit: maximumEvents - events.length,
			accepts,
		});
		complete += 1;
		cursor = step.cursor;
		for (const event of step.events) events.push(event);
		if (!step.isEverythingTaken) {
			if (reading.rows.length > 2 * target) {
				span = resized(length, reading.rows.length, target, 1);
			}
			return { events, unreadable, cursor, span, serverNow };
		}
		if (before === undefined || span === undefined || before > serverNow) {
			return { events, unreadable, cursor, serverNow };
		}
		const rows = reading.rows.filter(({ second }) => second > watermark).length;
		const next = resized(span, rows, target, 4);
		span = cursor.watermark + next > serverNow ? undefined : next;
		// Half a batch is enough: most of a further slice would be read for nothing.
		if (events.length >= maximumEvents / 2 || budget.used() >= 0.5) {
			return { events, unreadable, cursor, span, serverNow };
		}
	}
}

/** Whether a service has asked for fewer requests. */
function isRateLimit(error: unknown): boolean {
	return error instanceof NodeApiError && error.httpCode === '429';
}

function asInterruption(interruption: unknown): { interruption: unknown } {
	return { interruption };
}

/** The length at which a slice would have `target` rows, were they spread evenly. */
function resized(span: number, rows: number, target: number, largestFactor: number): number {
	const factor = Math.min(largestFactor, target / Math.max(1, rows));
	return Math.max(SHORTEST_SPAN, Math.floor(span * factor));
}
