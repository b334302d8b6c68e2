import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { SourcePage } from '../../shared/polling/source';
import { AgedMap } from '../../shared/util/agedMap';

/** So many polls take it for granted that much happens before one looks again. */
const POLLS = 60;

/** Polls that come within this time come often: what waits for the next one waits no longer. In ms. */
const OFTEN_MS = 10 * 60_000;

interface Memory {
	/** When the trigger was polled last, by the clock that never jumps. */
	polledAt: number;
	/** Polls for which the log counts as dense. */
	denseFor: number;
	/** What a poll has read and left to the next one. */
	left?: SourcePage<IDataObject>;
}

/** By trigger and by what it reads. What is forgotten costs a request, and no event. */
const memories = new AgedMap<Memory>();

/** What this poll knows of how much happens in the log, from those before it in this process. */
export interface Traffic {
	/** Whether the poll before was so short a time ago that the next one can be waited for. */
	comesOften: boolean;
	/** Whether so much happens that reading the newest events first would be a request for nothing. */
	isDense(): boolean;
	/** What the poll before has read and not used. */
	leftByLast?: SourcePage<IDataObject>;
	/**
	 * Takes note of a window of events that did not fit on a page.
	 *
	 * @param left The page, where it is left to the next poll.
	 */
	noteDense(left?: SourcePage<IDataObject>): void;
}

/**
 * Once for each poll. A test run of the editor does not count: no poll follows it, and it follows
 * none.
 *
 * @param scope What is read: nothing that is known of another portal or filter holds for it.
 */
export function trafficOf(context: IPollFunctions, scope: readonly string[]): Traffic {
	const now = performance.now();
	const isPoll = context.getMode() !== 'manual';
	const key = JSON.stringify([context.getWorkflow().id, context.getNode().id, ...scope]);
	const known = isPoll ? memories.get(key) : undefined;
	const memory: Memory = { polledAt: now, denseFor: Math.max(0, (known?.denseFor ?? 0) - 1) };
	if (isPoll) memories.set(key, memory);
	return {
		comesOften: known !== undefined && now - known.polledAt < OFTEN_MS,
		isDense: () => memory.denseFor > 0,
		leftByLast: known?.left,
		noteDense: (left) => void Object.assign(memory, { denseFor: POLLS + 1, left }),
	};
}
