import { errorNode } from '../context';
import { limitRequests } from '../http/exchange/timeLimit';
import { isActivationPoll, pollBudget, staysRegistered } from './activation';
import type { TimeBudget } from './reading/backlog';
import { beginning } from './reading/firstPoll';
import { ProcessMemory, type PollSession } from './processMemory';
import { readLogs } from './reading/readLogs';
import { readSamples } from './reading/sample';
import { ReadingPutOff } from './source';
import {
	ofOneLog,
	resolveRequest,
	type PollCaller,
	type PollRequest,
	type PollResult,
	type PollsRequest,
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

/**
 * The longest poll of several logs, in ms: what the first ones brought waits for the last one, which
 * may take its time. What is left follows with the next poll.
 */
const SEVERAL_LOGS_BUDGET = 70_000;

const processMemory = new ProcessMemory();

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
	const results = await runPolls(caller, async () => ofOneLog(await makeRequest()), memory);
	return results?.[0] ?? null;
}

/**
 * The same for several logs with one trigger, each with a cursor and errors of its own: a log that
 * cannot be read is reported as its `availability`. The poll throws only if none can be read.
 *
 * @returns What the logs brought, for each log that brought something.
 */
export async function runPolls<Data>(
	caller: PollCaller,
	makeRequest: () => Promise<PollsRequest<Data>>,
	memory: ProcessMemory = processMemory,
): Promise<Array<PollResult<Data>> | null> {
	if (caller.getMode() === 'manual') {
		const { logs, accepts, sampleSize } = resolveRequest(await makeRequest());
		const results = await readSamples(logs, accepts, sampleSize);
		return results.length > 0 ? results : null;
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
	let milliseconds = pollBudget(caller, isActivation);
	const limits = [limitRequests(caller, milliseconds)];
	const pollOnce = async () => {
		const request = resolveRequest(await makeRequest());
		if (request.logs.length > 1) {
			milliseconds = Math.min(milliseconds, SEVERAL_LOGS_BUDGET);
			limits.push(limitRequests(caller, milliseconds));
		}
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
		.finally(() => limits.forEach((takeAway) => takeAway()));
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
	request: ResolvedRequest<Data>,
	{ scope, saved, isActivation }: Place,
	visit: PollSession,
	budget: TimeBudget,
): Promise<Array<PollResult<Data>> | null> {
	// An activation comes with what n8n has stored, never with a copy from before.
	const isCopy = (batch: string) => !isActivation && visit.isSettling(batch);
	if (saved) visit.noteStored(saved);
	if (saved ? visit.isSettling(saved.batch) : isCopy('')) return null;
	if (saved && visit.hasReadWithin(request.pauseSeconds)) return null;

	const unstored = visit.unstoredSeed(scope);
	if (!saved && unstored && isCopy(unstored.batch)) return null;
	const seed = unstored && !visit.isSettling(unstored.batch) ? unstored : undefined;
	const base = saved?.batch ?? seed?.batch ?? visit.newBatch();

	const { turns, now } = await readLogs(request, { saved, seed }, visit, budget);
	if (!visit.isCurrent() || turns.length === 0) return null;
	visit.noteReading();
	for (const { interruption } of turns) {
		if (interruption === undefined) continue;
		caller.logger.warn('A poll ended early; the rest follows with the next poll', {
			cause: messageOf(interruption),
		});
	}

	const results = turns.flatMap(({ result }) => result ?? []);
	const batch = results.length > 0 ? visit.newBatch() : base;
	// A log that has not had its turn yet begins now all the same.
	const untouched = beginning(now - request.lookbackSeconds, now);
	const followed = request.logs.map(
		({ id }) => [id, saved?.logs.get(id) ?? seed?.logs.get(id) ?? untouched] as const,
	);
	const state: PollState = {
		node: nodeKey(caller.getNode()),
		scope,
		batch,
		logs: new Map([
			...followed,
			...turns.map(({ id, stateAfter }) => [id, stateAfter(batch)] as const),
		]),
	};
	if (results.length > 0) visit.noteEmission(base, state, !saved);
	else noteBeginnings(visit, state, saved, seed);
	const isOtherList =
		saved?.logs.size !== state.logs.size || request.logs.some(({ id }) => !saved.logs.has(id));
	const isNews = (turn: (typeof turns)[number]) => {
		const before = saved?.logs.get(turn.id);
		return !before || isWorthWriting(before, turn.state);
	};
	// The comparison takes its time for each log, so it comes last.
	if (results.length > 0 || isOtherList || turns.some(isNews)) {
		caller.getWorkflowStaticData('node').cursor = encodeState(state);
	}
	return results.length > 0 ? results : null;
}

/** Keeps the states of logs that n8n has none of: it does not always store those of this poll. */
function noteBeginnings(
	visit: PollSession,
	state: PollState,
	saved: PollState | undefined,
	seed: PollState | undefined,
): void {
	const unstored = [...state.logs].filter(([id]) => !saved?.logs.has(id));
	if (unstored.every(([id, log]) => seed?.logs.get(id) === log)) return;
	visit.noteSeed({ ...state, logs: new Map(unstored) });
}

function messageOf(error: unknown): string | undefined {
	return error instanceof Error ? error.message : undefined;
}
