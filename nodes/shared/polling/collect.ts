import { workOff, type TimeBudget } from './backlog';
import type { KeyedRow } from './cursor';
import type { Visit } from './processMemory';
import { findAgain } from './redelivery';
import { countRows, indexRows, listRows } from './rowIndex';
import { MAXIMUM_EVENTS, type PossibleLoss, type ResolvedRequest } from './settings';
import type { PollState } from './state';

/** The shortest time in seconds that a service can be told to keep its rows. */
const SHORTEST_RETENTION = 86_400;

/** What a poll found, and the state that belongs to it, before the batch has its name. */
export interface Collected<Data> {
	events: Array<KeyedRow<Data>>;
	state: PollState;
	isRedelivery: boolean;
	possibleLoss?: PossibleLoss;
	/** Why the poll ended early, although it has something to show. */
	interruption?: unknown;
}

/**
 * Finds what a poll has to emit: first what a restart left in doubt, else what is new.
 *
 * @param visit Tells which emissions this process has made.
 * @throws What the source throws.
 */
export async function collect<Data>(
	request: ResolvedRequest<Data>,
	saved: PollState,
	visit: Visit,
	budget: TimeBudget,
): Promise<Collected<Data>> {
	const state = request.afterRestart === 'repeat' ? sorted(saved, visit) : withoutDoubt(saved);
	if (state.redeliver.size > 0) {
		const { rows, left, deleted } = await findAgain(request.source, state.redeliver, budget);
		const [oldest, newest] = [deleted[0], deleted.at(-1)];
		const isSomeGone = oldest !== undefined && newest !== undefined;
		return {
			events: rows,
			state: { ...state, redeliver: left },
			isRedelivery: true,
			possibleLoss: isSomeGone
				? { reason: 'restart', from: oldest, before: newest + 1 }
				: undefined,
		};
	}

	// Unconfirmed events are part of the state: while there are too many, new ones wait.
	const inDoubt = state.unconfirmed.reduce((sum, { rows }) => sum + countRows(rows), 0);
	const maximumEvents = Math.min(request.maximumEvents, MAXIMUM_EVENTS - inDoubt);
	if (maximumEvents <= 0) return { events: [], state, isRedelivery: false };
	const work = await workOff(request.source, state, { ...request, maximumEvents }, budget);
	const gap = await findGap(request, state.cursor.readUntil, work.serverNow);
	return {
		events: work.events,
		state: {
			...state,
			cursor: work.cursor,
			span: work.span,
			isLossReported: gap !== undefined && work.cursor.readUntil < gap.before,
		},
		isRedelivery: false,
		possibleLoss: state.isLossReported ? undefined : gap,
		interruption: work.interruption,
	};
}

/** With `continue` nothing is in doubt, also where the option was another one before. */
function withoutDoubt(state: PollState): PollState {
	return { ...state, unconfirmed: [], redeliver: new Map() };
}

/**
 * Sorts the unconfirmed batches: n8n has stored those that this process emitted some time ago; those
 * that another process emitted, before a restart, are in doubt.
 */
function sorted(state: PollState, visit: Visit): PollState {
	const ofOthers = state.unconfirmed.filter(({ batch }) => !visit.hasEmitted(batch));
	return {
		...state,
		unconfirmed: state.unconfirmed.filter(
			({ batch }) => visit.hasEmitted(batch) && !visit.hasSettled(batch),
		),
		redeliver: ofOthers.reduce(
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
	{ source, overlapSeconds }: ResolvedRequest<Data>,
	readUntil: number,
	serverNow: number,
): Promise<PossibleLoss | undefined> {
	if (serverNow - readUntil <= SHORTEST_RETENTION) return undefined;
	const retentionSeconds = await source.retentionSeconds?.();
	if (retentionSeconds === undefined || serverNow - readUntil <= retentionSeconds) return undefined;
	const before = serverNow - retentionSeconds;
	return { reason: 'retention', from: readUntil - overlapSeconds, before, retentionSeconds };
}
