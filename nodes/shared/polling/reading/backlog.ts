import { NodeApiError, UserError } from 'n8n-workflow';

import { advance, lowerBound, type Cursor, type KeyedRow } from './cursor';
import { countRows } from './rowIndex';
import { readAvailable, type Reading } from './readWindow';
import type { PollSource, SourceRow } from '../source';

/** The shortest slice in seconds: the watermark's own and the next one. */
const SHORTEST_SPAN = 2;

/** Rows that a slice should have at least, so that quiet stretches take few requests. */
const SMALLEST_TARGET = 500;

/** How far a slice reaches that leaves out what is dated in the future, in seconds. */
const NEAR_SPAN = 3_600;

/** So many rows of the future cost a request with every service: they are not read with every poll. */
const MANY_AHEAD = 100;

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
	/** Whether to leave out what is dated in the future. */
	skipsAhead?: boolean;
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
	/** Whether it met so many rows of the future that the next polls should leave them out. */
	isMuchAhead: boolean;
	/** Why it ended early, although slices before had been read. */
	interruption?: unknown;
}

/**
 * Reads on from where a cursor stands: one window to the newest row, or, where that holds too many
 * rows for one poll, slices from the oldest on, each complete before the cursor passes it.
 *
 * Memory stays bounded: a reading is given up when it exceeds its rows, and tried with a shorter
 * slice. Time stays bounded: a reading that can still be shortened uses at most half of what is
 * left, and the length that did not fit is remembered for the next poll. So do requests where that
 * clock stands still: a slice never reaches again to where too much lay, unless it begins later.
 *
 * Where too much lies in the future, the last slice ends at the server's time.
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
	const { skipsAhead = false } = settings;
	const target = Math.max(SMALLEST_TARGET, maximumEvents);
	const events: Array<KeyedRow<Data>> = [];
	const unreadable = new Map<string, unknown>();
	let { cursor, span = skipsAhead ? NEAR_SPAN : undefined } = start;
	let isMuchAhead = false;
	let isWholeTooMuch = skipsAhead;
	// Up to there everything has been read, a slice to there was too much, the last one ends there.
	let passed = cursor.watermark + 1;
	let tooMuch = Infinity;
	let lastEnd = Infinity;
	// Rows that every reading begins with: a second that has too many of them is never split.
	let again = countRows(cursor.seen);
	let complete = 0;
	let breaks = 0;
	let serverNow = cursor.readUntil;
	const soFar = () => ({ events, unreadable, cursor, span, serverNow, isMuchAhead });

	for (;;) {
		const before: number | undefined = span === undefined ? undefined : cursor.watermark + span;
		const isShortest = before !== undefined && before - passed <= 1;
		const end = isShortest ? 1 : (1 + budget.used()) / 2;
		const limits = {
			maximumRows: isShortest ? Infinity : Math.max(capacity, again) + 2 * target,
			isTimeOver: () => budget.used() >= end,
		};
		const read = readAvailable(
			source,
			{ from: lowerBound(cursor, overlapSeconds), before },
			limits,
		);
		const reading = await (complete === 0 ? read : read.catch(asInterruption));
		if ('interruption' in reading) {
			return { ...soFar(), ...reading };
		}
		serverNow = reading.serverNow;
		const length = span ?? Math.max(SHORTEST_SPAN, serverNow + 1 - cursor.watermark);
		isMuchAhead ||= before === undefined && countAhead(reading) >= MANY_AHEAD;

		if (!reading.isComplete && reading.error !== undefined) {
			const { rows, count, error } = reading;
			breaks += 1;
			// Half of what could be read.
			span = useful(resized(length, count, rows.length / 2, 1 / 2));
			const isOver = isShortest || breaks > MOST_BREAKS || budget.used() >= 0.5;
			if (!isOver && !isRateLimit(error)) continue;
			if (complete > 0) return { ...soFar(), interruption: error };
			rememberSpan?.(span);
			throw error;
		}
		if (!reading.isComplete) {
			if (isShortest && complete === 0) {
				throw new UserError('The overlap has too many events to read in one poll', {
					description: 'Set a shorter overlap, so that each poll has fewer rows to read again.',
				});
			}
			if (before === undefined) isWholeTooMuch = true;
			else tooMuch = before;
			span = useful(resized(length, reading.count, target, 1 / 2));
			if (isShortest || budget.used() >= 0.9) return soFar();
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
			return soFar();
		}
		if (before === undefined || span === undefined || before > serverNow || before >= lastEnd) {
			return { ...soFar(), span: undefined };
		}
		const rows = reading.rows.filter(({ second }) => second > watermark).length;
		const from = lowerBound(cursor, overlapSeconds);
		again = reading.rows.filter(({ second }) => second >= from).length;
		passed = Math.max(before, cursor.watermark + 1);
		// A window that begins later may have room for what was too much, and what is read is no more so.
		if (cursor.watermark > watermark || before >= tooMuch) tooMuch = Infinity;
		const next = useful(resized(span, rows, target, 4));
		const toNow = serverNow + 1 - cursor.watermark;
		if (next < toNow) span = next;
		else if (isWholeTooMuch) {
			lastEnd = serverNow + 1;
			span = toNow;
		} else span = undefined;
		// Half a batch is enough: most of a further slice would be read for nothing.
		if (events.length >= maximumEvents / 2 || budget.used() >= 0.5) return soFar();
	}

	/** A length that brings something new, and ends halfway to where it was too much, not there. */
	function useful(length: number): number {
		const { watermark } = cursor;
		const halfway = Math.floor((passed + tooMuch) / 2) - watermark;
		return Math.max(passed + 1 - watermark, watermark + length < tooMuch ? length : halfway);
	}
}

function countAhead<Data>({ rows, serverNow }: Reading<Data>): number {
	return rows.filter(({ second }) => second > serverNow).length;
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
