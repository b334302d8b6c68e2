import { advance } from './cursor';
import { readWindow } from './readWindow';
import type { LogRequest } from '../settings';
import type { LogState } from '../state';

/**
 * How far before now a first poll notes what is there, in seconds: a row that carries a second just
 * before the start, because the clocks differ or because it appears late, is still found.
 */
const SEED_SECONDS = 600;

/**
 * Where a trigger begins that has no state: now, or the wanted time before.
 *
 * @returns A state that knows the rows of the last minutes, so that they are not emitted; with a
 * look back one that knows nothing and stands at its beginning.
 * @throws What the source throws.
 */
export async function firstState<Data>(request: LogRequest<Data>): Promise<LogState> {
	const { source, lookbackSeconds, capacity } = request;
	const now = await source.serverNow();
	if (lookbackSeconds > 0) return beginning(now - lookbackSeconds, now);

	const begin = beginning(now - SEED_SECONDS, now);
	const reading = await readWindow(
		source,
		{ from: begin.cursor.floor },
		{ maximumRows: 2 * capacity, isTimeOver: () => false },
	);
	// So many rows make a doubted clock believed: its time is asked for again.
	if (!reading.isComplete) return beginning(await source.serverNow(), now);
	const { cursor } = advance(begin.cursor, reading, { ...request, limit: Infinity });
	return { ...begin, cursor, unreadable: [...reading.unreadable.keys()] };
}

/** The state of a log of which nothing before `from` is wanted, and nothing after it was read. */
export function beginning(from: number, readUntil: number): LogState {
	return {
		cursor: { watermark: from, floor: from, readUntil, seen: new Map() },
		unreadable: [],
		unconfirmed: [],
		redeliver: new Map(),
	};
}
