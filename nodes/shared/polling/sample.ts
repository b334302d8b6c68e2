import { oldestFirst, type KeyedRow } from './cursor';
import { readWindow } from './readWindow';
import type { PollSource, SourceRow } from './source';

/** How far back a test run looks, step by step, in seconds: ten minutes to half a year. */
const STEPS = [600, 3_600, 86_400, 604_800, 2_592_000, 15_552_000];

/** Rows that a test run reads of one stretch at most: it is to be quick, not complete. */
const MAXIMUM_ROWS = 1_000;

/**
 * Finds the newest few events for a manual test run.
 *
 * @returns At most `size` of them, oldest first; none where the last half year had none.
 * @throws What the source throws.
 */
export async function readSample<Data>(
	source: PollSource<Data>,
	accepts: (row: SourceRow<Data>) => boolean,
	size: number,
): Promise<Array<SourceRow<Data>>> {
	const now = await source.serverNow();
	const found: Array<KeyedRow<Data>> = [];
	let before: number | undefined;
	for (const step of STEPS) {
		const window = { from: now - step, before };
		const reading = await readWindow(source, window, {
			maximumRows: MAXIMUM_ROWS,
			isTimeOver: () => false,
		});
		found.push(...reading.rows.filter(accepts));
		if (found.length >= size || !reading.isComplete) break;
		before = window.from;
	}
	return found
		.sort(oldestFirst)
		.slice(-size)
		.map(({ id, second, data }) => ({ id, second, data }));
}
