import { setTimeout as sleep } from 'node:timers/promises';

/**
 * How long a single step may take that is not worth a deadline of its own, in milliseconds: many times
 * what an ordinary machine needs, since a slow one is no failure.
 */
export const PATIENCE = 5 * 60_000;

/** How long and how often {@link waitFor} looks. Times in milliseconds. */
export interface WaitOptions {
	deadline: number;
	interval?: number;
	signal?: AbortSignal;
}

/**
 * Looks again and again until `check` answers something other than undefined.
 *
 * @param what what is waited for, for the message when it does not come
 * @throws an Error naming `what` and the deadline; what `check` throws; the signal's reason
 */
export async function waitFor<Result>(
	what: string,
	check: () => Promise<Result | undefined> | Result | undefined,
	options: WaitOptions,
): Promise<Result> {
	const end = Date.now() + options.deadline;
	for (;;) {
		options.signal?.throwIfAborted();
		const result = await check();
		if (result !== undefined) return result;
		if (Date.now() >= end) {
			throw new Error(`Waited ${Math.round(options.deadline / 1000)} seconds for ${what}`);
		}
		await sleep(options.interval ?? 250);
	}
}
