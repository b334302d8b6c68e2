import type { Sandbox } from '../../sandbox';

/**
 * Lets no request of an operation on before so many of them have come: a bound on what is in flight
 * shows on slow machines too.
 *
 * @param skip How many requests pass before the first one that waits.
 */
export function together(sandbox: Sandbox, operationId: string, count: number, skip = 0): void {
	let waiting = -skip;
	let letOn = (): void => undefined;
	const enough = new Promise<void>((resolve) => (letOn = resolve));
	const stop = sandbox.onRequest(async (request) => {
		if (request.operationId !== operationId) return;
		waiting += 1;
		if (waiting <= 0) return;
		if (waiting === count) {
			stop();
			letOn();
		}
		await enough;
	});
}
