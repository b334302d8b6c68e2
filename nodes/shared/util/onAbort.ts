/** Who waits for a signal. One listener stands for all: adding one takes as long as there are many. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls a function when a signal aborts, at once if it has aborted already.
 *
 * It takes the same short time however many wait for the signal, as the thousands of items of one
 * execution do.
 *
 * @returns Ends the waiting.
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
	if (!signal) return () => undefined;
	if (signal.aborted) {
		callback();
		return () => undefined;
	}
	const callbacks = waiting.get(signal) ?? listenTo(signal);
	// The same function may wait twice.
	const entry = callbacks.has(callback) ? () => callback() : callback;
	callbacks.add(entry);
	return () => void callbacks.delete(entry);
}

function listenTo(signal: AbortSignal): Set<() => void> {
	const callbacks = new Set<() => void>();
	waiting.set(signal, callbacks);
	signal.addEventListener(
		'abort',
		() => {
			for (const callback of callbacks) callback();
			callbacks.clear();
		},
		{ once: true },
	);
	return callbacks;
}
