import { oldestFirst, type KeyedRow } from './cursor';
import { readWindow } from './readWindow';
import { ONLY_LOG, type PolledLog, type PollResult } from '../settings';
import type { PollSource, SourceRow } from '../source';

/** How far back a test run looks, step by step, in seconds: ten minutes to half a year. */
const STEPS = [600, 3_600, 86_400, 604_800, 2_592_000, 15_552_000];

/** Rows that a test run reads of one stretch at most: it is to be quick, not complete. */
const MAXIMUM_ROWS = 1_000;

/** Logs of several that a test run looks into at most. */
const MOST_LOGS = 20;

/**
 * Finds the newest few events of the first logs that have some, for a manual test run.
 *
 * @returns At most `size` of each, oldest first.
 * @throws What the sources throw.
 */
export async function readSamples<Data>(
	logs: Array<PolledLog<Data>>,
	accepts: (row: SourceRow<Data>) => boolean,
	size: number,
): Promise<Array<PollResult<Data>>> {
	const results: Array<PollResult<Data>> = [];
	let missing = size;
	for (const { id, source } of logs.slice(0, MOST_LOGS)) {
		const events = await readSample(source, accepts, missing);
		if (events.length > 0) results.push({ ...(id !== ONLY_LOG && { log: id }), events });
		missing -= events.length;
		if (missing <= 0) break;
	}
	return results;
}

/**
 * Finds the newest few events for a manual test run.
 *
 * @returns At most `size` of them, oldest first; none where the last half year had none.
 * @throws What the source throws.
 */
async function readSample<Data>(
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
