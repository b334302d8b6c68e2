import type { IPollFunctions } from 'n8n-workflow';

import type { PollSource, SourceRow } from './source';

/** Events of one poll at most: `repeat` keeps their keys in the state. */
export const MAXIMUM_EVENTS = 5_000;

/** Rows within the overlap that a state knows, where the request does not say. */
const DEFAULT_CAPACITY = 5_000;

/** A day, in seconds. */
const LONGEST_OVERLAP = 86_400;

/**
 * What happens to the last emitted events when n8n starts again and cannot tell whether it ran them.
 *
 * n8n's default engine saves the cursor before it writes the execution: a kill in between takes the
 * batch with it. `continue` accepts that; `repeat` emits it once more, marked as redelivered.
 */
export type AfterRestart = 'continue' | 'repeat';

/** The id of the log of a trigger that follows one alone. */
export const ONLY_LOG = '';

/** One of the logs that a trigger follows. */
export interface PolledLog<Data> {
	/** Identifies it, in the state and in the items. */
	id: string;
	source: PollSource<Data>;
}

/** What `runPoll` needs of n8n: `this` of a `poll` function. */
export type PollCaller = Pick<
	IPollFunctions,
	'getActivationMode' | 'getMode' | 'getNode' | 'getWorkflow' | 'getWorkflowStaticData' | 'logger'
> & {
	/** Not in every version of n8n. */
	getPollBudgetMs?: IPollFunctions['getPollBudgetMs'];
};

/** What a trigger node asks of `runPoll`. */
export interface PollRequest<Data> extends PollSettings<Data> {
	source: PollSource<Data>;
}

/** What a trigger node asks of `runPolls`. */
export interface PollsRequest<Data> extends PollSettings<Data> {
	logs: Array<PolledLog<Data>>;
}

interface PollSettings<Data> {
	/**
	 * What the cursors belong to: host, tenant, every filter. Where a part changes, the cursors of
	 * before mean nothing any more and the trigger starts from now. The list of several logs is no
	 * part of it: one that is added starts from now, the others go on.
	 */
	scope: Array<string | number | boolean>;
	/** Which rows are emitted; all, where it is absent. It must answer the same for the same row. */
	accepts?: (row: SourceRow<Data>) => boolean;
	/**
	 * How far behind the newest row a late one is still found, in seconds. It should be longer than
	 * the service takes to show a row.
	 */
	overlapSeconds: number;
	/** Events of one poll at most (1 to 5,000); the rest follows with the next polls. */
	maximumEvents: number;
	afterRestart: AfterRestart;
	/** What the first poll emits of the past, in seconds; 0 starts from now. */
	lookbackSeconds: number;
	/** Events that a manual test run shows at most. */
	sampleSize: number;
	/**
	 * Rows within the overlap that the state may know; 5,000 by default. A flood beyond it narrows
	 * the overlap to the newest rows.
	 */
	capacity?: number;
	/** Seconds between two readings of the log at least, however often n8n polls; none by default. */
	pauseSeconds?: number;
}

/** A request with every number within its bounds and every default in place. */
export type ResolvedRequest<Data> = Required<PollsRequest<Data>>;

/** The same for one of its logs. */
export type LogRequest<Data> = Omit<ResolvedRequest<Data>, 'logs'> & {
	source: PollSource<Data>;
};

/**
 * Fills in defaults and keeps numbers within what the state can hold.
 *
 * @returns The request that the parts of the polling work with.
 */
export function resolveRequest<Data>(request: PollsRequest<Data>): ResolvedRequest<Data> {
	const whole = (value: number, least: number, most: number) =>
		Math.min(Math.max(Math.floor(value), least), most);
	return {
		...request,
		accepts: request.accepts ?? (() => true),
		overlapSeconds: whole(request.overlapSeconds, 0, LONGEST_OVERLAP),
		maximumEvents: whole(request.maximumEvents, 1, MAXIMUM_EVENTS),
		lookbackSeconds: whole(request.lookbackSeconds, 0, Infinity),
		sampleSize: whole(request.sampleSize, 1, MAXIMUM_EVENTS),
		pauseSeconds: whole(request.pauseSeconds ?? 0, 0, Infinity),
		capacity: whole(request.capacity ?? DEFAULT_CAPACITY, 1, DEFAULT_CAPACITY),
	};
}

/** The request of a trigger that follows one log, as one that could follow several. */
export function ofOneLog<Data>({ source, ...settings }: PollRequest<Data>): PollsRequest<Data> {
	return { ...settings, logs: [{ id: ONLY_LOG, source }] };
}

/** One row on its way into the workflow. */
export interface PolledEvent<Data> extends SourceRow<Data> {
	/** True for a repetition after a restart: the workflow may have had this event already. */
	redelivered?: true;
}

/** A stretch of the log of which rows may be missing, or are. */
export interface PossibleLoss {
	/**
	 * Why: the service has deleted rows before they were read (`retention`), or before they could be
	 * repeated after a restart (`restart`); its clock had been ahead and turned back (`clock`).
	 */
	reason: 'retention' | 'restart' | 'clock';
	/** First second that may miss rows. */
	from: number;
	/** First second after it. */
	before: number;
	/** How long the service keeps its rows, with `retention`: less than the pause between two polls. */
	retentionSeconds?: number;
}

/** What a poll found in one log; something is always in it. */
export interface PollResult<Data> {
	/** Which one, where the trigger follows several. */
	log?: string;
	/** Oldest first. */
	events: Array<PolledEvent<Data>>;
	/** Rows without an id or a date, as the service sent them; each of them comes once. */
	unreadable?: unknown[];
	/** Reported once, by the first poll that notices it. */
	possibleLoss?: PossibleLoss;
	/** One log of several cannot be read, or can be again; each is reported once. */
	availability?: { isBack: true } | { isBack: false; reason: string };
}
