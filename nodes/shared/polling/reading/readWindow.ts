import { isRecord } from '../../util/isRecord';
import { rowId } from '../../util/rowId';
import type { CompleteReading, KeyedRow } from './cursor';
import { rowKey } from './rowIndex';
import type { LogWindow, PollSource } from '../source';
import { MOST_UNREADABLE } from './unreadable';

/** When to give a window up, because it holds too much for one reading. */
export interface ReadingLimits {
	maximumRows: number;
	/** Asked between pages. */
	isTimeOver: () => boolean;
	/** Rows to keep and to count; all, where it is absent. */
	isWanted?: (row: KeyedRow<unknown>) => boolean;
}

/** A reading that came to its end, or how far it came. */
export type Reading<Data> =
	| (CompleteReading<Data> & { isComplete: true })
	| {
			isComplete: false;
			/** What was read by then, without repetitions, in the order of the pages. */
			rows: Array<KeyedRow<Data>>;
			/** How many rows the window has: what the service says, else how many were read. */
			count: number;
			serverNow: number;
			/** What ended the reading, where that was the source. */
			error?: unknown;
	  };

/**
 * Reads one window page by page.
 *
 * @throws What the source throws, and an Error for a source without any page.
 */
export async function readWindow<Data>(
	source: PollSource<Data>,
	window: LogWindow,
	limits: ReadingLimits,
): Promise<Reading<Data>> {
	const reading = await readAvailable(source, window, limits);
	if (!reading.isComplete && reading.error !== undefined) throw reading.error;
	return reading;
}

/**
 * The same for who can go on with a part of a window.
 *
 * @throws What the source throws before its first page, and an Error for a source without any page.
 * A later error leaves the reading incomplete.
 */
export async function readAvailable<Data>(
	source: PollSource<Data>,
	window: LogWindow,
	limits: ReadingLimits,
): Promise<Reading<Data>> {
	const { from, before = Infinity } = window;
	const rows = new Map<string, KeyedRow<Data>>();
	const unreadable = new Map<string, unknown>();
	const order = new RowOrder();
	let serverNow: number | undefined;
	let count = 0;
	let wasTimeOver = false;
	const incomplete = (now: number, error?: unknown): Reading<Data> => ({
		isComplete: false,
		rows: order.applied(rows.values()),
		count,
		serverNow: now,
		error,
	});
	try {
		for await (const page of source.pages(window)) {
			serverNow ??= page.serverNow;
			for (const row of page.rows) {
				const position = order.next(row.second);
				if (row.second < from || row.second >= before || rows.has(row.id)) continue;
				const keyed = { ...row, key: rowKey(row.id), position };
				if (limits.isWanted?.(keyed) ?? true) rows.set(row.id, keyed);
			}
			for (const row of page.unreadable ?? []) {
				if (unreadable.size < MOST_UNREADABLE) unreadable.set(unreadableKey(row), row);
			}
			count = Math.max(page.total ?? 0, rows.size);
			// The page on which the time ran out may have been the last one: only a further page shows that.
			if (wasTimeOver || count > limits.maximumRows) return incomplete(serverNow);
			wasTimeOver = limits.isTimeOver();
		}
	} catch (error) {
		return serverNow === undefined ? passOn(error) : incomplete(serverNow, error);
	}
	if (serverNow === undefined) throw new Error('The log was read without a single page.');
	return {
		isComplete: true,
		rows: order.applied(rows.values()),
		unreadable,
		before: window.before,
		serverNow,
	};
}

/** The same for the same row in every reading: its id, where it has one, else all of it. */
function unreadableKey(row: unknown): string {
	const id = isRecord(row) ? (rowId(row.uuid) ?? rowId(row.id)) : undefined;
	return rowKey(id === undefined ? JSON.stringify(row) : `id ${id}`);
}

/**
 * The order that a service gives rows of one second: that of its pages, turned round where they have
 * the newest first.
 */
class RowOrder {
	private count = 0;
	private last?: number;
	/** How often a row was older than the one before it, less how often it was newer. */
	private falls = 0;

	/** Takes the next row of the pages in. */
	next(second: number): number {
		if (this.last !== undefined) this.falls += Math.sign(this.last - second);
		this.last = second;
		this.count += 1;
		return this.count;
	}

	applied<Row extends { position: number }>(rows: Iterable<Row>): Row[] {
		// Logs that say nothing of it mostly have the newest first.
		const sign = this.falls >= 0 ? -1 : 1;
		return [...rows].map((row) => ({ ...row, position: sign * row.position }));
	}
}

function passOn(error: unknown): never {
	throw error;
}
