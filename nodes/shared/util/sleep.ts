import { sleep } from 'n8n-workflow';

import { onAbort } from './onAbort';

/** The longest single timer in ms, so that a cancelled wait leaves no timer behind for long. */
const STEP_MS = 1000;

/**
 * Waits, and ends the wait at once when the execution is cancelled.
 *
 * @param milliseconds How long to wait.
 * @param signal The execution's cancel signal, where there is one.
 * @throws The signal's reason when it aborts before the time is over.
 */
export async function sleepUntilCancelled(
	milliseconds: number,
	signal?: AbortSignal,
): Promise<void> {
	const end = performance.now() + milliseconds;
	let stop = (): void => undefined;
	const cancelled = new Promise<void>((resolve) => (stop = onAbort(signal, resolve)));
	try {
		while (!signal?.aborted && performance.now() < end) {
			await Promise.race([sleep(Math.min(STEP_MS, end - performance.now())), cancelled]);
		}
	} finally {
		stop();
	}
	signal?.throwIfAborted();
}
