import type { IPollFunctions } from 'n8n-workflow';

import { setBounded } from '../../shared/util/boundedMap';

/** More triggers than one n8n has of this kind. */
const MAXIMUM_TRIGGERS = 10_000;

/** For how long a window that was full counts, in ms. */
const HOUR = 3_600_000;

/** When triggers of this process have met more events than a page holds, in ms since 1970. */
const fullSince = new Map<string, number>();

/**
 * Whether so much has happened within the last hour that reading the newest events first would be a
 * request for nothing. What is forgotten costs that request again, and no event.
 */
export function wasFull(context: IPollFunctions): boolean {
	const since = fullSince.get(keyOf(context));
	return since !== undefined && Math.abs(Date.now() - since) < HOUR;
}

/** Takes note of a window of events that did not fit on a page. */
export function noteFull(context: IPollFunctions): void {
	setBounded(fullSince, keyOf(context), Date.now(), MAXIMUM_TRIGGERS);
}

function keyOf(context: IPollFunctions): string {
	return JSON.stringify([context.getWorkflow().id, context.getNode().id]);
}
