/** A place in a queue. */
export interface Turn {
	/** Settled when everybody before has left. */
	ready: Promise<void>;
	/** Lets the next one go on. */
	leave(): void;
}

/** Queues by name: who comes first at a name goes first, and each waits until the one before has left. */
export class Queues {
	private readonly last = new Map<string, Promise<void>>();

	/** Takes a place at once; nobody who joins later comes before it. */
	join(name: string): Turn {
		const ready = this.last.get(name) ?? Promise.resolve();
		let leave = () => {};
		const left = new Promise<void>((resolve) => {
			leave = resolve;
		});
		this.last.set(
			name,
			ready.then(async () => await left),
		);
		return { ready, leave };
	}
}
