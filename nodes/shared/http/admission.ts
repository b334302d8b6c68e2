import { sleepUntilCancelled } from '../util/sleep';

/** Requests in flight for one origin and credential, unless a caller asks for another bound. */
export const REQUESTS_IN_FLIGHT = 8;

interface Gate {
	inFlight: number;
	/** Before this nobody may pass, in ms by the clock that never jumps. */
	closedUntil: number;
	waiting: Array<() => void>;
}

/**
 * Lets a bounded number of requests through for each key, first come, first served.
 *
 * n8n starts all items of a node at once: without this, a thousand items are a thousand requests in
 * flight, and every one of them meets the service's rate limit for itself.
 */
export class Admission {
	private readonly gates = new Map<string, Gate>();

	constructor(private readonly bound = REQUESTS_IN_FLIGHT) {}

	/**
	 * Waits until a request may be sent.
	 *
	 * @param key What shares a bound: the origin with the credential.
	 * @param signal Ends the wait when the execution is cancelled.
	 * @returns A function that gives the place back; further calls of it do nothing.
	 * @throws The signal's reason when it aborts first.
	 */
	async enter(key: string, signal?: AbortSignal): Promise<() => void> {
		const gate = this.gate(key);
		if (gate.inFlight < this.bound) gate.inFlight += 1;
		else await this.queue(key, gate, signal);
		const leave = this.leaveOnce(key, gate);
		let admitted = false;
		try {
			while (gate.closedUntil > performance.now()) {
				await sleepUntilCancelled(gate.closedUntil - performance.now(), signal);
			}
			signal?.throwIfAborted();
			admitted = true;
			return leave;
		} finally {
			if (!admitted) leave();
		}
	}

	/**
	 * Keeps every request of a key back for a while: what one answer of 429 or 503 says holds for all.
	 *
	 * @param key The key that was given to `enter`.
	 * @param milliseconds How long from now.
	 */
	pause(key: string, milliseconds: number): void {
		const gate = this.gate(key);
		gate.closedUntil = Math.max(gate.closedUntil, performance.now() + milliseconds);
	}

	private gate(key: string): Gate {
		const gate = this.gates.get(key) ?? { inFlight: 0, closedUntil: 0, waiting: [] };
		this.gates.set(key, gate);
		return gate;
	}

	private async queue(key: string, gate: Gate, signal?: AbortSignal): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			const admit = () => {
				signal?.removeEventListener('abort', giveUp);
				resolve();
			};
			const giveUp = () => {
				gate.waiting = gate.waiting.filter((waiter) => waiter !== admit);
				this.forgetIdle(key, gate);
				reject(signal?.reason);
			};
			gate.waiting.push(admit);
			signal?.addEventListener('abort', giveUp, { once: true });
			if (signal?.aborted) giveUp();
		});
	}

	/** The place of the one who leaves goes to the next in line, so that the count stays as it is. */
	private leaveOnce(key: string, gate: Gate): () => void {
		let left = false;
		return () => {
			if (left) return;
			left = true;
			const next = gate.waiting.shift();
			if (next) next();
			else {
				gate.inFlight -= 1;
				this.forgetIdle(key, gate);
			}
		};
	}

	private forgetIdle(key: string, gate: Gate): void {
		if (gate.inFlight === 0 && gate.waiting.length === 0 && gate.closedUntil <= performance.now()) {
			this.gates.delete(key);
		}
	}
}
