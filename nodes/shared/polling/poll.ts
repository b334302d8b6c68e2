import type { IPollFunctions } from 'n8n-workflow';

import type { TimeBudget } from './backlog';
import { collect, type Collected } from './collect';
import { firstState } from './firstPoll';
import { ProcessMemory, type Visit } from './processMemory';
import { indexRows } from './rowIndex';
import { readSample } from './sample';
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
	newBatch,
	scopeFingerprint,
	type PollState,
} from './state';

/** What n8n's default engine gives a poll, for versions of n8n that do not tell; in ms. */
const DEFAULT_BUDGET = 300_000;

const processMemory = new ProcessMemory();

/** What `runPoll` needs of n8n: `this` of a `poll` function. */
export type PollCaller = Pick<
	IPollFunctions,
	'getMode' | 'getNode' | 'getWorkflow' | 'getWorkflowStaticData' | 'logger'
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
 * @param memory What the polls of one process share; tests give each simulated process its own.
 * @returns Events, oldest first, or null where there is nothing to run the workflow with.
 * @throws What the source throws, with the state as it was, and NodeOperationError for a state that
 * cannot be read.
 */
export async function runPoll<Data>(
	caller: PollCaller,
	request: PollRequest<Data>,
	memory: ProcessMemory = processMemory,
): Promise<PollResult<Data> | null> {
	const resolved = resolveRequest(request);
	if (caller.getMode() === 'manual') {
		const events = await readSample(resolved.source, resolved.accepts, resolved.sampleSize);
		return events.length > 0 ? { events } : null;
	}

	const scope = scopeFingerprint(request.scope);
	const milliseconds = caller.getPollBudgetMs?.() ?? DEFAULT_BUDGET;
	const begin = memory.now();
	const budget = { used: () => (memory.now() - begin) / milliseconds };
	const trigger = JSON.stringify([caller.getWorkflow().id, caller.getNode().id, scope]);
	const visit = memory.begin(trigger, 2 * milliseconds);
	if (!visit) return null;
	try {
		return await poll(caller, resolved, scope, visit, budget);
	} finally {
		visit.end();
	}
}

async function poll<Data>(
	caller: PollCaller,
	request: ResolvedRequest<Data>,
	scope: string,
	visit: Visit,
	budget: TimeBudget,
): Promise<PollResult<Data> | null> {
	const staticData = caller.getWorkflowStaticData('node');
	const write = (state: PollState) => {
		staticData.cursor = encodeState(state);
	};
	const stored = decodeState(staticData.cursor, caller.getNode());
	const saved = stored?.scope === scope ? stored : undefined;
	if (visit.isSettling(saved?.batch ?? '')) return null;

	let start = saved;
	if (!start) {
		const recent = visit.recentSeed();
		start = recent ?? (await firstState(request, scope));
		if (!visit.isCurrent()) return null;
		if (request.lookbackSeconds === 0) {
			if (!recent) visit.noteSeed(start);
			write(start);
			return null;
		}
	}

	const collected = await collect(request, start, visit, budget);
	if (!visit.isCurrent()) return null;
	if (collected.interruption !== undefined) {
		caller.logger.warn('A poll ended early; what is left follows with the next poll', {
			cause: collected.interruption instanceof Error ? collected.interruption.message : undefined,
		});
	}
	const { events, possibleLoss } = collected;
	if (events.length === 0 && !possibleLoss) {
		if (!saved) visit.noteSeed(collected.state);
		if (!saved || isWorthWriting(saved, collected.state)) write(collected.state);
		return null;
	}
	const state = asBatch(collected, request);
	visit.noteEmission(start.batch, state.batch);
	write(state);
	return {
		events: events.map(({ id, second, data }) => ({
			id,
			second,
			data,
			...(collected.isRedelivery && { redelivered: true }),
		})),
		...(possibleLoss && { possibleLoss }),
	};
}

/** Gives an emission its name, and with `repeat` keeps its rows until n8n must have stored it. */
function asBatch<Data>(
	{ events, state }: Collected<Data>,
	{ afterRestart }: ResolvedRequest<Data>,
): PollState {
	const batch = newBatch();
	const rows = indexRows(events);
	const isKept = afterRestart === 'repeat' && rows.size > 0;
	const unconfirmed = isKept ? [...state.unconfirmed, { batch, rows }] : state.unconfirmed;
	return { ...state, batch, unconfirmed };
}
