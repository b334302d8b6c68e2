import { constants } from 'node:os';

/** One thing to undo: stop a server, end a process, delete a folder. */
export type EndStep = () => void | Promise<void>;

/**
 * What a command started and has to end again, in reverse order, however the command ends: done,
 * failed, interrupted (Ctrl-C, SIGTERM) or past its deadline.
 */
export class Lifetime {
	private readonly steps: EndStep[] = [];
	private readonly controller = new AbortController();
	private ending: Promise<void> | undefined;

	/** Aborted when the command is to end early; its reason is the error to show. */
	get signal(): AbortSignal {
		return this.controller.signal;
	}

	/** Has `step` run at the end; at once if the end has come already. */
	async onEnd(step: EndStep): Promise<void> {
		if (this.ending) await step();
		else this.steps.push(step);
	}

	/** Ends the work early. */
	abort(reason: unknown): void {
		this.controller.abort(reason);
	}

	/** Runs all steps, newest first; a step that fails is reported and does not keep the others. */
	end(): Promise<void> {
		this.ending ??= this.runSteps();
		return this.ending;
	}

	private async runSteps(): Promise<void> {
		for (const step of this.steps.reverse()) {
			try {
				await step();
			} catch (error) {
				console.error('While ending:', error);
			}
		}
	}
}

/** A command was ended from outside; not a failure that needs a stack trace. */
export class Interrupted extends Error {
	/** @param exitCode by the shell's convention, 128 + the signal's number */
	constructor(
		message: string,
		readonly exitCode: number,
	) {
		super(message);
	}
}

const endingSignals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs `work` and ends whatever it registered, also on Ctrl-C, on SIGTERM and on an error nobody
 * caught.
 *
 * @throws what `work` throws, or {@link Interrupted}
 */
export async function withLifetime<Result>(
	work: (lifetime: Lifetime) => Promise<Result>,
): Promise<Result> {
	const lifetime = new Lifetime();
	const interrupt = (signal: NodeJS.Signals) =>
		lifetime.abort(new Interrupted(`Ended by ${signal}`, 128 + constants.signals[signal]));
	const failLoudly = (error: unknown) =>
		lifetime.abort(error instanceof Error ? error : new Error(String(error)));
	for (const name of endingSignals) process.on(name, interrupt);
	process.on('uncaughtException', failLoudly);
	process.on('unhandledRejection', failLoudly);
	try {
		return await runWithin(lifetime, work);
	} finally {
		for (const name of endingSignals) process.off(name, interrupt);
		process.off('uncaughtException', failLoudly);
		process.off('unhandledRejection', failLoudly);
	}
}

/**
 * Runs a part of the work that has its own deadline and whose things are ended when it is done.
 *
 * @param deadline milliseconds after which it is given up
 * @throws what `work` throws, an Error naming the deadline, or the reason of the parent's end
 */
export async function withDeadline<Result>(
	parent: Lifetime,
	deadline: number,
	work: (lifetime: Lifetime) => Promise<Result>,
): Promise<Result> {
	const lifetime = new Lifetime();
	const timer = setTimeout(
		() => lifetime.abort(new Error(`Not done after ${Math.round(deadline / 1000)} seconds`)),
		deadline,
	);
	const followParent = () => lifetime.abort(parent.signal.reason);
	parent.signal.addEventListener('abort', followParent, { once: true });
	await parent.onEnd(() => lifetime.end());
	try {
		return await runWithin(lifetime, work);
	} finally {
		clearTimeout(timer);
		parent.signal.removeEventListener('abort', followParent);
	}
}

async function runWithin<Result>(
	lifetime: Lifetime,
	work: (lifetime: Lifetime) => Promise<Result>,
): Promise<Result> {
	try {
		return await Promise.race([work(lifetime), rejectedWhenAborted(lifetime.signal)]);
	} finally {
		await lifetime.end();
	}
}

/** Never fulfilled; rejected with the signal's reason as soon as it is aborted. */
export function rejectedWhenAborted(signal: AbortSignal): Promise<never> {
	return new Promise((_resolve, reject) => {
		if (signal.aborted) reject(signal.reason);
		else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
	});
}
