import type { IPollFunctions } from 'n8n-workflow';

import { keepNewest } from '../shared/util/boundedMap';

/** More triggers than read a history; the longest unused ones are forgotten first. */
const MAXIMUM_TRIGGERS = 1_000;

/** When triggers of this process have read the history last, in ms since 1970. */
const readings = new Map<string, number>();

/**
 * Polls the history, unless that was done a short while ago: the portal drops records for good whose
 * storage it cannot reach while they are read. A test run, the first poll of a process and the one
 * after a failed one always go through.
 *
 * @returns What `poll` returns, or null where it is too early for it.
 * @throws What `poll` throws.
 */
export async function atHistoryPace<Result>(
	context: IPollFunctions,
	poll: () => Promise<Result | null>,
): Promise<Result | null> {
	if (context.getMode() === 'manual') return await poll();
	const trigger = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	const pause = Number(context.getNodeParameter('historyMinutes', 15)) * 60_000;
	const last = readings.get(trigger);
	if (last !== undefined && Date.now() - last < pause) return null;
	const result = await poll();
	keepNewest(readings, trigger, Date.now(), MAXIMUM_TRIGGERS);
	return result;
}
