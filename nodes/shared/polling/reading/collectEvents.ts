import { workOff, type TimeBudget } from './backlog';
import { oldestFirst, type KeyedRow } from './cursor';
import type { LogSession } from './logSession';
import { findAgain } from './redelivery';
import { countRows, indexRows, listRows } from './rowIndex';
import { MAXIMUM_EVENTS, type PossibleLoss, type LogRequest } from '../settings';
import type { LogState } from '../state';
import { knownUnreadable, newUnreadable } from './unreadable';

/** The shortest time in seconds that a service can be told to keep its rows. */
const SHORTEST_RETENTION = 86_400;

/** What a poll found, and the state that belongs to it, before the batch has its name. */
export interface Collected<Data> {
	events: Array<KeyedRow<Data>>;
	state: LogState;
	isRedelivery: boolean;
	/** Rows without an id or a date that have not been emitted yet. */
	unreadable: unknown[];
	possibleLoss?: PossibleLoss;
	/** Why the poll ended early, although it has something to show. */
	interruption?: unknown;
}

/**
 * Finds what a poll has to emit: first what a restart left in doubt, else what is new.
 *
 * @param visit Knows which emissions this process has made, and how far readings came.
 * @throws What the source throws.
 */
export async function collectEvents<Data>(
	request: LogRequest<Data>,
	saved: LogState,
	visit: LogSession,
	budget: TimeBudget,
): Promise<Collected<Data>> {
	const state =
		request.afterRestart === 'repeat' ? classifyUnconfirmed(saved, visit) : withoutDoubt(saved);
	if (state.redeliver.size > 0) {
		const { rows, left, deleted } = await findAgain(request.source, state.redeliver, budget);
		const [oldest, newest] = [deleted[0], deleted.at(-1)];
		const isSomeGone = oldest !== undefined && newest !== undefined;
		return {
			events: rows,
			state: { ...state, redeliver: left },
			isRedelivery: true,
			unreadable: [],
			possibleLoss: isSomeGone
				? { reason: 'restart', from: oldest, before: newest + 1 }
				: undefined,
		};
	}

	// Unconfirmed events are part of the state: while there are too many, new ones wait.
	const inDoubt = state.unconfirmed.reduce((sum, { rows }) => sum + countRows(rows), 0);
	const maximumEvents = Math.min(request.maximumEvents, MAXIMUM_EVENTS - inDoubt);
	if (maximumEvents <= 0) return { events: [], unreadable: [], state, isRedelivery: false };
	const shorter = Math.min(state.span ?? Infinity, visit.spanToTry ?? Infinity);
	const start = { cursor: state.cursor, span: shorter === Infinity ? undefined : shorter };
	const rememberSpan = (span: number) => visit.rememberSpan(span);
	const { skipsAhead } = visit;
	const settings = { ...request, maximumEvents, rememberSpan, skipsAhead };
	const work = await workOff(request.source, start, settings, budget);
	visit.rememberSpan(undefined);
	if (work.isMuchAhead) visit.noteMuchAhead();
	const gap = await findGap(request, state.cursor.readUntil, work.serverNow);
	// While the stretch is being read its end moves on with the clock: that is no news for a day.
	const reported = state.lossReported ?? -Infinity;
	const isNews = gap !== undefined && gap.before > reported + SHORTEST_RETENTION;
	const loss = isNews ? gap : undefined;
	const unreadable = newUnreadable(state.unreadable, work.unreadable);
	return {
		// A later slice may find a late row from before the first one.
		events: work.events.sort(oldestFirst),
		unreadable: [...unreadable.values()],
		state: {
			...state,
			unreadable: knownUnreadable(state.unreadable, work.unreadable, unreadable.keys()),
			cursor: work.cursor,
			span: work.span,
			lossReported:
				gap && work.cursor.readUntil < gap.before ? (loss?.before ?? reported) : undefined,
		},
		isRedelivery: false,
		possibleLoss: loss,
		interruption: work.interruption,
	};
}

/** With `continue` nothing is in doubt, also where the option was another one before. */
function withoutDoubt(state: LogState): LogState {
	return { ...state, unconfirmed: [], redeliver: new Map() };
}

/**
 * Sorts the unconfirmed batches: n8n has stored those that this process emitted some time ago; those
 * that another process emitted, before a restart, are in doubt.
 */
function classifyUnconfirmed(state: LogState, visit: LogSession): LogState {
	const fromOtherProcesses = state.unconfirmed.filter(({ batch }) => !visit.hasEmitted(batch));
	return {
		...state,
		unconfirmed: state.unconfirmed.filter(
			({ batch }) => visit.hasEmitted(batch) && !visit.hasSettled(batch),
		),
		redeliver: fromOtherProcesses.reduce(
			(rows, batch) => indexRows(listRows(batch.rows), rows),
			state.redeliver,
		),
	};
}

/**
 * A pause longer than the service keeps its rows: some may be gone that nobody has read, up to the
 * late ones from before the last reading.
 */
async function findGap<Data>(
	{ source, overlapSeconds }: LogRequest<Data>,
	readUntil: number,
	serverNow: number,
): Promise<PossibleLoss | undefined> {
	if (serverNow - readUntil <= SHORTEST_RETENTION) return undefined;
	const retentionSeconds = await source.retentionSeconds?.();
	if (retentionSeconds === undefined || serverNow - readUntil <= retentionSeconds) return undefined;
	const before = serverNow - retentionSeconds;
	return { reason: 'retention', from: readUntil - overlapSeconds, before, retentionSeconds };
}
