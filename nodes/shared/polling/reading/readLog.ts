import type { TimeBudget } from './backlog';
import { collectEvents, type Collected } from './collectEvents';
import { firstState } from './firstPoll';
import type { LogSession } from './logSession';
import { indexRows, rowsFrom } from './rowIndex';
import { believedSource, type Turn } from './serverClock';
import type { LogRequest, PolledEvent } from '../settings';
import type { LogState } from '../state';

/** What clocks may differ by, however short the overlap is, in seconds. */
const SHORTEST_TOLERANCE = 60;

/** What one turn of a log brought. */
export interface LogReading<Data> extends Pick<
	Collected<Data>,
	'unreadable' | 'possibleLoss' | 'interruption'
> {
	events: Array<PolledEvent<Data>>;
	/** Where the next poll goes on. */
	state: LogState;
	/** The same, as the emission with this name leaves it. */
	stateAfter(batch: string): LogState;
}

/**
 * Reads one log on from its state, or finds where it begins.
 *
 * @param start Absent for a log that the trigger has not followed before.
 * @param isSeed Whether the start is a beginning that n8n has not stored.
 * @throws What the source throws.
 */
export async function readLog<Data>(
	plain: LogRequest<Data>,
	start: LogState | undefined,
	isSeed: boolean,
	session: LogSession,
	budget: TimeBudget,
): Promise<LogReading<Data>> {
	const clock = session.serverClock(Math.max(SHORTEST_TOLERANCE, plain.overlapSeconds));
	const request = { ...plain, source: believedSource(plain.source, clock) };
	const from = start ?? (await firstState(request));
	if ((!start || isSeed) && request.lookbackSeconds === 0) {
		return { events: [], unreadable: [], state: from, stateAfter: () => from };
	}

	const collected = await collectEvents(request, from, session, budget);
	const turn = collected.isRedelivery
		? undefined
		: clock.turnedBack(collected.state.cursor.watermark);
	const { events, state, unreadable, possibleLoss, interruption, isRedelivery } = turn
		? turnBack(collected, turn)
		: collected;
	return {
		events: events.map(({ id, second, data }) => ({
			id,
			second,
			data,
			...((isRedelivery || isWithin(second, from.mayRepeat)) && { redelivered: true }),
		})),
		unreadable,
		possibleLoss,
		interruption,
		state,
		// With `repeat` the state keeps an emission's rows until n8n must have stored it.
		stateAfter: (batch) =>
			request.afterRestart === 'repeat' && events.length > 0
				? { ...state, unconfirmed: [...state.unconfirmed, { batch, rows: indexRows(events) }] }
				: state,
	};
}

/**
 * Goes back where the server's clock has turned back after it had been believed. What the trigger
 * emitted by that clock can come once more when its time is reached, marked.
 */
function turnBack<Data>(
	collected: Collected<Data>,
	{ now, from, knownUntil }: Turn,
): Collected<Data> {
	const { watermark, seen } = collected.state.cursor;
	return {
		...collected,
		state: {
			...collected.state,
			cursor: { watermark: from, floor: from, readUntil: now, seen: rowsFrom(seen, from) },
			span: undefined,
			mayRepeat: { from: knownUntil, before: watermark + 1 },
		},
		possibleLoss: { reason: 'clock', from, before: now },
	};
}

function isWithin(second: number, stretch: LogState['mayRepeat']): boolean {
	return stretch !== undefined && second >= stretch.from && second < stretch.before;
}
