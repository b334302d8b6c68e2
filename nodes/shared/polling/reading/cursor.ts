import { countRows, hasRow, indexRows, rowsFrom, type IndexedRow, type RowIndex } from './rowIndex';
import type { SourceRow } from '../source';

/** What the server's `Date` header and the clock that dates its rows may differ by, in seconds. */
const SERVER_CLOCK_TOLERANCE = 60;

/** How far a log has been read. Seconds are whole seconds since 1970. */
export interface Cursor {
	/** The newest second that has been read; it only rises, and comes from the server alone. */
	watermark: number;
	/** From here on `seen` knows every emitted row; what lies before is never read again. */
	floor: number;
	/** Everything before this second had been read when it was read: how large a gap is. */
	readUntil: number;
	/** The emitted rows at or after `floor`. */
	seen: RowIndex;
}

/** Rows in the overlap that cost one request with every service. */
const ROWS_OF_ONE_REQUEST = 100;

/** A source row with the key that stands for its id in the state. */
export interface KeyedRow<Data> extends SourceRow<Data>, IndexedRow {
	/** Among the rows of one second: the service's own order, oldest first. */
	position: number;
}

/** A window that was read to its end. */
export interface CompleteReading<Data> {
	rows: Array<KeyedRow<Data>>;
	/** What has no id or no date, by a key of its own. */
	unreadable: ReadonlyMap<string, unknown>;
	/** The first second after the window; absent for a window up to the newest row. */
	before?: number;
	/** The server's time when the reading began. */
	serverNow: number;
}

/** How the cursor treats a reading. */
export interface CursorSettings<Data> {
	overlapSeconds: number;
	/** Rows to read again with the next poll at most; a second is never split for it. */
	capacity: number;
	/** Events to take at most. */
	limit: number;
	accepts: (row: SourceRow<Data>) => boolean;
}

/** What one reading yields. */
export interface CursorStep<Data> {
	/** Oldest first. */
	events: Array<KeyedRow<Data>>;
	cursor: Cursor;
	/** Whether the limit left events of this reading to the next one. */
	isEverythingTaken: boolean;
}

/** The first second, inclusive, that the next reading has to cover. */
export function lowerBound(cursor: Cursor, overlapSeconds: number): number {
	return Math.max(cursor.watermark - overlapSeconds, cursor.floor);
}

/**
 * Takes the rows of one complete reading that no reading before has emitted.
 *
 * Nothing is emitted twice: an emitted row stays in `seen` for as long as its second can be read
 * again. Nothing is lost that appears at most the overlap after the second it carries: the
 * watermark never passes the server's time at the start of the reading, nor an event that the limit
 * left over, so that such a row still lies at or above the next lower bound. The one exception is a
 * flood of more than `capacity` rows within the overlap, which narrows the overlap to those rows.
 *
 * @param cursor Is not changed.
 * @param reading Every row of `[lowerBound(cursor), before)`; further rows do no harm.
 */
export function advance<Data>(
	cursor: Cursor,
	reading: CompleteReading<Data>,
	settings: CursorSettings<Data>,
): CursorStep<Data> {
	const { overlapSeconds, capacity, limit, accepts } = settings;
	const from = lowerBound(cursor, overlapSeconds);
	const end = reading.before ?? Infinity;
	const rows = reading.rows.filter(({ second }) => second >= from && second < end);
	const fresh = rows.filter((row) => !hasRow(cursor.seen, row) && accepts(row)).sort(oldestFirst);
	const events = fresh.slice(0, limit);
	const firstLeft = fresh[limit]?.second ?? Infinity;

	// A slice of a backlog lies in the past. What is older than the overlap has settled: no late row
	// can come there any more, and the next slice need not read it again.
	const settled =
		reading.before === undefined
			? -Infinity
			: Math.min(
					reading.before,
					firstLeft,
					reading.serverNow - overlapSeconds - SERVER_CLOCK_TOLERANCE,
				);
	// A row that was written while its window was being read, or that is dated in the future, must
	// not lift the watermark: rows of the same moments may lie on pages that had been read already.
	const newest = rows.reduce(
		(latest, { second }) => (second <= reading.serverNow ? Math.max(latest, second) : latest),
		settled,
	);
	const watermark = Math.max(cursor.watermark, Math.min(newest, firstLeft));
	const seen = indexRows(events, cursor.seen);
	const floor = Math.max(
		cursor.floor,
		watermark - overlapSeconds,
		settled,
		Math.min(watermark, firstLeft, secondOfNewest(capacity, rows, seen)),
		// After a burst, idle polls would read it again and again: what the server's time has left
		// behind by more than the overlap need not be waited for any longer.
		reading.before === undefined && firstLeft === Infinity && rows.length >= ROWS_OF_ONE_REQUEST
			? Math.min(watermark + 1, reading.serverNow - overlapSeconds - SERVER_CLOCK_TOLERANCE)
			: -Infinity,
	);
	return {
		events,
		cursor: {
			watermark,
			floor,
			readUntil: Math.max(cursor.readUntil, Math.min(end, firstLeft, reading.serverNow)),
			seen: rowsFrom(seen, floor),
		},
		isEverythingTaken: firstLeft === Infinity,
	};
}

/** The second of the `count`-th newest row that was read or is known; -Infinity where there is none. */
function secondOfNewest(count: number, rows: IndexedRow[], seen: RowIndex): number {
	if (rows.length + countRows(seen) < count) return -Infinity;
	let left = count;
	for (const [second, keys] of [...indexRows(rows, seen)].sort(([a], [b]) => b - a)) {
		left -= keys.size;
		if (left <= 0) return second;
	}
	return -Infinity;
}

/** Rows of one second stay in the service's order. */
export function oldestFirst(a: KeyedRow<unknown>, b: KeyedRow<unknown>): number {
	return a.second - b.second || (a.order ?? a.position) - (b.order ?? b.position);
}
