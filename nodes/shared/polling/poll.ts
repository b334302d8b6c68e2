import type { IPollFunctions } from 'n8n-workflow';

import { errorNode } from '../context';
import { limitRequests } from '../http/timeLimit';
import { isActivationPoll, pollBudget, staysRegistered } from './activation';
import type { TimeBudget } from './backlog';
import { collectEvents, type Collected } from './collectEvents';
import { firstState } from './firstPoll';
import { ProcessMemory, type PollSession } from './processMemory';
import { indexRows } from './rowIndex';
import { rowsFrom } from './rowIndex';
import { readSample } from './sample';
import { believedSource, type Turn } from './serverClock';
import { ReadingPutOff } from './source';
import {
	resolveRequest,
	type PollRequest,
	type PollResult,
	type ResolvedRequest,
} from './settings';
import {
	decodeState,
	encodeState,
	isWorthWriting,
	nodeKey,
	scopeFingerprint,
	type PollState,
} from './state';

/** What clocks may differ by, however short the overlap is, in seconds. */
const SHORTEST_TOLERANCE = 60;

const processMemory = new ProcessMemory();

/** What `runPoll` needs of n8n: `this` of a `poll` function. */
export type PollCaller = Pick<
	IPollFunctions,
	'getActivationMode' | 'getMode' | 'getNode' | 'getWorkflow' | 'getWorkflowStaticData' | 'logger'
> & {
	/** Not in every version of n8n. */
	getPollBudgetMs?: IPollFunctions['getPollBudgetMs'];
};

/**
 * Polls a log once, so that over all polls every row is emitted once.
 *
 * The state is worked out aside and written once, in the same moment in which the result is
 * returned. Two polls of one trigger never run at once: the second one returns null and leaves what
 * there is to the next. Neither does a poll emit from a state that another poll of this process has
 * emitted from a moment ago: such a state is a copy, and the later of two stored copies would win.
 * Should the same state still come after the settling time, then n8n has thrown that emission away,
 * and its events are emitted again.
 *
 * In a manual test run it returns the newest few matching events and touches no state.
 *
 * @param caller `this` of the node's `poll` function.
 * @param makeRequest Reads what to poll for from the node's fields; what it throws is the poll's.
 * @param memory What the polls of one process share; tests give each simulated process its own.
 * @returns Events, oldest first, or null where there is nothing to run the workflow with.
 * @throws What the source throws, with the state as it was, and NodeOperationError for a state that
 * cannot be read. At a start of n8n, and at a publication that goes on from a state while the
 * service is out of order, it is logged instead: n8n would leave the trigger off.
 */
export async function runPoll<Data>(
	caller: PollCaller,
	makeRequest: () => Promise<PollRequest<Data>>,
	memory: ProcessMemory = processMemory,
): Promise<PollResult<Data> | null> {
	if (caller.getMode() === 'manual') {
		const { source, accepts, sampleSize } = resolveRequest(await makeRequest());
		const events = await readSample(source, accepts, sampleSize);
		return events.length > 0 ? { events } : null;
	}

	const { id, name } = caller.getNode();
	const trigger = JSON.stringify([caller.getWorkflow().id, id || name]);
	const isActivation = isActivationPoll(caller, memory.isNew(caller));
	const progress = { hasPlace: false };
	const unlessItStaysOn = (error: unknown) => {
		// Never twice in a row: whatever n8n may call an activation, a lasting failure is seen.
		const staysOn =
			isActivation &&
			!memory.wasQuiet(trigger) &&
			staysRegistered(caller, error, progress.hasPlace);
		memory.noteQuiet(trigger, staysOn);
		if (!staysOn) throw error;
		caller.logger.warn('The trigger is on, but its first poll failed; the next one tries again', {
			workflowId: caller.getWorkflow().id,
			nodeName: name,
			cause: messageOf(error),
		});
		return null;
	};
	const milliseconds = pollBudget(caller, isActivation);
	const takeLimitAway = limitRequests(caller, milliseconds);
	const pollOnce = async () => {
		const request = resolveRequest(await makeRequest());
		const scope = scopeFingerprint(request.scope);
		const stored = decodeState(caller.getWorkflowStaticData('node').cursor, errorNode(caller));
		const saved = stored?.scope === scope ? stored : undefined;
		progress.hasPlace = saved !== undefined;

		const begin = memory.now();
		const budget = { used: () => (memory.now() - begin) / milliseconds };
		// A publication without a state must not leave its beginning to a poll of the version before.
		const takesOver = isActivation && !saved;
		const visit = memory.begin(trigger, 2 * milliseconds, takesOver);
		if (!visit) return null;
		try {
			const result = await poll(caller, request, { scope, saved, isActivation }, visit, budget);
			memory.noteQuiet(trigger, false);
			return result;
		} finally {
			visit.end();
		}
	};
	return await pollOnce()
		.catch((error: unknown) => (error instanceof ReadingPutOff ? null : unlessItStaysOn(error)))
		.finally(takeLimitAway);
}

/** What a poll goes on from. */
interface Place {
	scope: string;
	/** The state that n8n has of this scope. */
	saved?: PollState;
	isActivation: boolean;
}

async function poll<Data>(
	caller: PollCaller,
	plain: ResolvedRequest<Data>,
	{ scope, saved, isActivation }: Place,
	visit: PollSession,
	budget: TimeBudget,
): Promise<PollResult<Data> | null> {
	const clock = visit.serverClock(Math.max(SHORTEST_TOLERANCE, plain.overlapSeconds));
	const request = { ...plain, source: believedSource(plain.source, clock) };
	const staticData = caller.getWorkflowStaticData('node');
	const write = (state: PollState) => {
		staticData.cursor = encodeState({ ...state, node: nodeKey(caller.getNode()) });
	};
	if (saved) visit.noteStored();
	// An activation comes with what n8n has stored, never with a copy from before.
	const isCopy = (batch: string) => !isActivation && visit.isSettling(batch);
	if (saved ? visit.isSettling(saved.batch) : isCopy('')) return null;
	if (saved && visit.hasReadWithin(request.pauseSeconds)) return null;

	let start = saved;
	if (!start) {
		const seed = visit.unstoredSeed(scope);
		if (seed && isCopy(seed.batch)) return null;
		const seeded = seed && !visit.isSettling(seed.batch) ? seed : undefined;
		start = seeded ?? (await firstState(request, scope, visit.newBatch()));
		if (!visit.isCurrent()) return null;
		if (request.lookbackSeconds === 0) {
			if (!seeded) visit.noteSeed(start);
			write(start);
			visit.noteReading();
			return null;
		}
	}

	const collected = await collectEvents(request, start, visit, budget);
	if (!visit.isCurrent()) return null;
	visit.noteReading();
	const turn = collected.isRedelivery
		? undefined
		: clock.turnedBack(collected.state.cursor.watermark);
	if (turn) turnBack(collected, turn);
	if (collected.interruption !== undefined) {
		caller.logger.warn('A poll ended early; what is left follows with the next poll', {
			cause: messageOf(collected.interruption),
		});
	}
	const { events, unreadable, possibleLoss } = collected;
	if (events.length === 0 && unreadable.length === 0 && !possibleLoss) {
		if (!saved) visit.noteSeed(collected.state);
		if (!saved || isWorthWriting(saved, collected.state)) write(collected.state);
		return null;
	}
	const state = asBatch(collected, request, visit.newBatch());
	visit.noteEmission(start.batch, state.batch, !saved);
	write(state);
	return {
		events: events.map(({ id, second, data }) => ({
			id,
			second,
			data,
			...((collected.isRedelivery || isWithin(second, start.mayRepeat)) && { redelivered: true }),
		})),
		...(unreadable.length > 0 && { unreadable }),
		...(possibleLoss && { possibleLoss }),
	};
}

/**
 * Goes back where the server's clock has turned back after it had been believed. What the trigger
 * emitted by that clock can come once more when its time is reached, marked.
 */
function turnBack<Data>(collected: Collected<Data>, { now, from, knownUntil }: Turn) {
	const { state } = collected;
	const { watermark, seen } = state.cursor;
	collected.state = {
		...state,
		cursor: { watermark: from, floor: from, readUntil: now, seen: rowsFrom(seen, from) },
		span: undefined,
		mayRepeat: { from: knownUntil, before: watermark + 1 },
	};
	collected.possibleLoss = { reason: 'clock', from, before: now };
}

function isWithin(second: number, stretch: PollState['mayRepeat']): boolean {
	return stretch !== undefined && second >= stretch.from && second < stretch.before;
}

function messageOf(error: unknown): string | undefined {
	return error instanceof Error ? error.message : undefined;
}

/** Gives an emission its name, and with `repeat` keeps its rows until n8n must have stored it. */
function asBatch<Data>(
	{ events, state }: Collected<Data>,
	{ afterRestart }: ResolvedRequest<Data>,
	batch: string,
): PollState {
	const rows = indexRows(events);
	const isKept = afterRestart === 'repeat' && rows.size > 0;
	const unconfirmed = isKept ? [...state.unconfirmed, { batch, rows }] : state.unconfirmed;
	return { ...state, batch, unconfirmed };
}
