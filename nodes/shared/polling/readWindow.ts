import type { CompleteReading, KeyedRow } from './cursor';
import { rowKey } from './rowIndex';
import type { LogWindow, PollSource } from './source';

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
	const { from, before = Infinity } = window;
	const rows = new Map<string, KeyedRow<Data>>();
	let serverNow: number | undefined;
	let wasTimeOver = false;
	for await (const page of source.pages(window)) {
		serverNow ??= page.serverNow;
		for (const row of page.rows) {
			if (row.second < from || row.second >= before || rows.has(row.id)) continue;
			const keyed = { ...row, key: rowKey(row.id) };
			if (limits.isWanted?.(keyed) ?? true) rows.set(row.id, keyed);
		}
		const count = Math.max(page.total ?? 0, rows.size);
		// The page on which the time ran out may have been the last one: only a further page tells.
		if (wasTimeOver || count > limits.maximumRows) {
			return { isComplete: false, rows: [...rows.values()], count, serverNow };
		}
		wasTimeOver = limits.isTimeOver();
	}
	if (serverNow === undefined) throw new Error('The log was read without a single page.');
	return { isComplete: true, rows: [...rows.values()], before: window.before, serverNow };
}
