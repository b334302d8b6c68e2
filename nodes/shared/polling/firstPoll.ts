import { advance } from './cursor';
import { readWindow } from './readWindow';
import type { ResolvedRequest } from './settings';
import type { PollState } from './state';

/**
 * How far before now a first poll notes what is there, in seconds: a row that carries a second just
 * before the start, because the clocks differ or because it appears late, is still found.
 */
const SEED_SECONDS = 600;

/**
 * Where a trigger begins that has no state: now, or the wanted time before.
 *
 * @param batch The state's name.
 * @returns A state that knows the rows of the last minutes, so that they are not emitted; with a
 * look back one that knows nothing and stands at its beginning.
 * @throws What the source throws.
 */
export async function firstState<Data>(
	request: ResolvedRequest<Data>,
	scope: string,
	batch: string,
): Promise<PollState> {
	const { source, lookbackSeconds, capacity } = request;
	const now = await source.serverNow();
	const state = (from: number): PollState => ({
		scope,
		batch,
		cursor: { watermark: from, floor: from, readUntil: now, seen: new Map() },
		unreadable: [],
		unconfirmed: [],
		redeliver: new Map(),
	});
	if (lookbackSeconds > 0) return state(now - lookbackSeconds);

	const begin = state(now - SEED_SECONDS);
	const reading = await readWindow(
		source,
		{ from: begin.cursor.floor },
		{ maximumRows: 2 * capacity, isTimeOver: () => false },
	);
	// So many rows make a doubted clock believed: its time is asked for again.
	if (!reading.isComplete) return state(await source.serverNow());
	const { cursor } = advance(begin.cursor, reading, { ...request, limit: Infinity });
	return { ...begin, cursor, unreadable: [...reading.unreadable.keys()] };
}
