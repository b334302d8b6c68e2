import { oldestFirst, type KeyedRow } from './cursor';
import type { TimeBudget } from './backlog';
import { hasRow, indexRows, listRows, rowsFrom, type RowIndex } from './rowIndex';
import { readWindow } from './readWindow';
import type { PollSource } from '../source';

/** Seconds without a row that is asked for, up to which one window is cheaper than two. */
const LARGEST_GAP = 60;

/** The longest window in seconds: one window has to fit into the time of a poll. */
const LONGEST_WINDOW = 600;

/** What a poll found again of a batch. */
export interface FoundAgain<Data> {
	/** Oldest first. */
	rows: Array<KeyedRow<Data>>;
	/** What there was no time for. */
	left: RowIndex;
	/** The seconds of the rows that the service has deleted since, in ascending order. */
	deleted: number[];
}

/**
 * Finds rows again by the keys that the state kept of them, oldest first: the rows themselves would
 * make the state too large.
 *
 * @throws What the source throws before the first window was read; a later error leaves the rest.
 */
export async function findAgain<Data>(
	source: PollSource<Data>,
	wanted: RowIndex,
	budget: TimeBudget,
): Promise<FoundAgain<Data>> {
	const rows: Array<KeyedRow<Data>> = [];
	let left = wanted;
	for (const window of windowsOf(wanted)) {
		const read = readWindow(source, window, {
			maximumRows: Infinity,
			isTimeOver: () => false,
			isWanted: (row) => hasRow(wanted, row),
		});
		const reading = await (left === wanted ? read : read.catch(() => undefined));
		if (!reading) break;
		rows.push(...reading.rows.sort(oldestFirst));
		left = rowsFrom(left, window.before);
		if (budget.used() >= 0.5) break;
	}
	const found = indexRows(rows, left);
	const deleted = [...listRows(wanted)].filter((row) => !hasRow(found, row));
	return { rows, left, deleted: deleted.map(({ second }) => second).sort((a, b) => a - b) };
}

/** The windows that hold the rows, oldest first: seconds that lie near to each other share one. */
function windowsOf(rows: RowIndex): Array<{ from: number; before: number }> {
	const windows: Array<{ from: number; before: number }> = [];
	for (const second of [...rows.keys()].sort((a, b) => a - b)) {
		const last = windows.at(-1);
		const isNear = last && second - last.before < LARGEST_GAP;
		if (isNear && second - last.from < LONGEST_WINDOW) last.before = second + 1;
		else windows.push({ from: second, before: second + 1 });
	}
	return windows;
}
