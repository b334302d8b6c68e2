import { sleep } from 'n8n-workflow';

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
	const end = Date.now() + milliseconds;
	let stop: (() => void) | undefined;
	const cancelled = new Promise<void>((resolve) => {
		stop = resolve;
		signal?.addEventListener('abort', stop, { once: true });
	});
	try {
		while (!signal?.aborted && Date.now() < end) {
			await Promise.race([sleep(Math.min(STEP_MS, end - Date.now())), cancelled]);
		}
	} finally {
		if (stop) signal?.removeEventListener('abort', stop);
	}
	signal?.throwIfAborted();
}
