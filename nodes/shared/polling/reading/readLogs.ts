import { NodeApiError } from 'n8n-workflow';

import type { TimeBudget } from './backlog';
import { beginning } from './firstPoll';
import type { PollSession } from '../processMemory';
import { readLog, type LogReading } from './readLog';
import { countRows } from './rowIndex';
import {
	MAXIMUM_EVENTS,
	ONLY_LOG,
	type PolledLog,
	type PollResult,
	type ResolvedRequest,
} from '../settings';
import type { LogState, PollState } from '../state';

/** Logs that one poll reads at the same time. */
const AT_ONCE = 16;

/** The part of a poll's time after which no further log is begun: the last one has the rest. */
const LAST_BEGIN = 4 / 7;

/** From so many refusals in a row on they are the log's own, where others can be read. */
const OWN_REFUSALS = 3;

/** Where the logs' readings begin. */
export interface Start {
	/** What n8n has stored. */
	saved?: PollState;
	/** Beginnings that n8n has not stored. */
	seed?: PollState;
}

/** A log after its turn. */
export type LogTurn<Data> = Pick<LogReading<Data>, 'state' | 'stateAfter' | 'interruption'> & {
	id: string;
	/** Absent if there is nothing to report. */
	result?: PollResult<Data>;
};

/** How a log's turn ended: with a reading, or with an error. */
interface Outcome<Data> {
	id: string;
	reading?: LogReading<Data>;
	error?: unknown;
	/** Whether the error says nothing of the other logs. */
	isOwn?: boolean;
}

/**
 * Gives each log its turn: those that have waited longest first, some at a time, until the poll's
 * time or its number of events is used up. The next poll goes on with the others. A log that cannot
 * be read keeps none of the others back. That is reported once, and once when it can be read again. It
 * is asked more and more rarely meanwhile.
 *
 * A refusal mostly is about the credential or the whole service, so that no further log is begun. A
 * log that is refused three times in a row, while others are read, is one that cannot be read.
 *
 * @returns The turns that were taken, and the service's time in seconds, as the readings know it.
 * @throws What the first source threw, where no log could be read.
 */
export async function readLogs<Data>(
	request: ResolvedRequest<Data>,
	start: Start,
	visit: PollSession,
	budget: TimeBudget,
): Promise<{ turns: Array<LogTurn<Data>>; now: number }> {
	visit.keepLogs(new Set(request.logs.map(({ id }) => id)));
	const begunAt = visit.now();
	const outcomes = await takeTurns(request, start, visit, budget);
	const readings = outcomes.flatMap(({ reading }) => reading ?? []);
	const failed = outcomes.find(({ reading }) => !reading);
	if (failed && readings.length === 0) throw failed.error;

	// A log that never could be read begins here, when it can.
	const now = Math.max(
		...outcomes.flatMap(({ id, reading }) =>
			reading ? (visit.log(id).serverTimeAt(begunAt) ?? reading.state.cursor.readUntil) : [],
		),
	);
	const turns = outcomes.map(({ id, reading, error, isOwn }): LogTurn<Data> => {
		const before = start.saved?.logs.get(id);
		const wasUnavailable = before?.isUnavailable ?? false;
		if (reading) {
			visit.log(id).noteOutcome(true);
			const availability = wasUnavailable ? { isBack: true as const } : undefined;
			return { id, ...reading, result: resultOf(id, reading, availability) };
		}
		const state = before ?? beginning(now - request.lookbackSeconds, now);
		if (!isOwn) return { id, state, stateAfter: () => state, interruption: error };
		visit.log(id).noteOutcome(false);
		const marked: LogState = { ...state, isUnavailable: true };
		const reason = error instanceof Error ? error.message : 'The log could not be read';
		return {
			id,
			state: marked,
			stateAfter: () => marked,
			result: wasUnavailable
				? undefined
				: { log: id, events: [], availability: { isBack: false, reason } },
		};
	});
	return { turns, now };
}

async function takeTurns<Data>(
	request: ResolvedRequest<Data>,
	{ saved, seed }: Start,
	visit: PollSession,
	budget: TimeBudget,
): Promise<Array<Outcome<Data>>> {
	const { logs, ...settings } = request;
	const turns: Array<Outcome<Data> & { place: number; takeBack: () => void }> = [];
	const mostEvents = Math.min(request.maximumEvents, MAXIMUM_EVENTS - countInDoubt(visit, saved));
	let events = 0;
	let mustStop = false;
	let refusedInARow = 0;
	const isOver = () =>
		mustStop || refusedInARow >= AT_ONCE || events >= mostEvents || budget.used() >= LAST_BEGIN;
	const line = longestWaitFirst(logs, visit, saved).entries();
	const work = async () => {
		for (const [place, { id, source }] of line) {
			if (isOver()) return;
			const session = visit.log(id);
			const takeBack = session.noteTurn();
			const known = saved?.logs.get(id);
			const from = known ? { ...known, isUnavailable: undefined } : seed?.logs.get(id);
			const own = { ...settings, source, maximumEvents: mostEvents - events };
			try {
				const reading = await readLog(own, from, !known, session, budget);
				events += reading.events.length;
				refusedInARow = 0;
				turns.push({ place, takeBack, id, reading });
			} catch (error) {
				const isRefused = isRefusal(error);
				const isOwn = !isRefused || session.refusals + 1 >= OWN_REFUSALS;
				if (isRefused) refusedInARow += 1;
				if (!isOwn) {
					mustStop ||= !known?.isUnavailable;
					takeBack();
				}
				turns.push({ place, takeBack, id, error, isOwn });
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(AT_ONCE, logs.length) }, work));
	noteRefusals(turns, visit);

	// Who has waited longest goes first, not who answers fastest: what is too much is read again by the
	// next poll, first of all.
	let taken = 0;
	return turns
		.sort((a, b) => a.place - b.place)
		.filter(({ reading, takeBack }) => {
			const count = reading?.events.length ?? 0;
			const isTooMuch = taken > 0 && taken + count > mostEvents;
			if (isTooMuch) takeBack();
			else taken += count;
			return !isTooMuch;
		});
}

/**
 * Counts the refusals that may be a log's own. One that comes after all that was read is not: a
 * service that has had enough refuses from then on.
 */
function noteRefusals<Data>(
	turns: Array<Outcome<Data> & { place: number }>,
	visit: PollSession,
): void {
	const read = turns.filter(({ reading }) => reading).map(({ place }) => place);
	const lastRead = read.length > 0 ? Math.max(...read) : Infinity;
	for (const { id, place, reading, isOwn } of turns) {
		if (!reading && !isOwn && place < lastRead) visit.log(id).noteRefusal();
	}
}

/** The logs whose turn it is; all of them where none could be read. */
function longestWaitFirst<Data>(
	logs: Array<PolledLog<Data>>,
	visit: PollSession,
	saved: PollState | undefined,
): Array<PolledLog<Data>> {
	const waiting = logs.map((log) => {
		const { isDue, triedAt } = visit.log(log.id);
		return { log, isDue, triedAt, readUntil: saved?.logs.get(log.id)?.cursor.readUntil ?? 0 };
	});
	const due = waiting.filter(({ isDue }) => isDue);
	return (due.length > 0 ? due : waiting)
		.sort((a, b) => a.triedAt - b.triedAt || a.readUntil - b.readUntil)
		.map(({ log }) => log);
}

/** Events whose keys the state has to hold for a while yet. */
function countInDoubt(visit: PollSession, saved: PollState | undefined): number {
	const batches = [...(saved?.logs.values() ?? [])].flatMap(({ unconfirmed }) => unconfirmed);
	return batches
		.filter(({ batch }) => visit.hasEmitted(batch) && !visit.hasSettled(batch))
		.reduce((sum, { rows }) => sum + countRows(rows), 0);
}

/** Whether an error mostly is about the credential or the whole service. */
function isRefusal(error: unknown): boolean {
	return error instanceof NodeApiError && ['401', '429'].includes(error.httpCode ?? '');
}

function resultOf<Data>(
	log: string,
	{ events, unreadable, possibleLoss }: LogReading<Data>,
	availability: PollResult<Data>['availability'],
): PollResult<Data> | undefined {
	if (events.length === 0 && unreadable.length === 0 && !possibleLoss && !availability) {
		return undefined;
	}
	return {
		...(log !== ONLY_LOG && { log }),
		events,
		...(unreadable.length > 0 && { unreadable }),
		...(possibleLoss && { possibleLoss }),
		...(availability && { availability }),
	};
}
