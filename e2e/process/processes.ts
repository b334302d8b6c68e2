import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What to run. */
export interface ProcessOptions {
	command: string;
	arguments: string[];
	folder?: string;
	environment?: NodeJS.ProcessEnv;
}

const running = new Set<ChildProcess>();

// The last resort, for a parent that ends without ending its children one by one.
process.on('exit', () => {
	for (const child of running) signalGroup(child, 'SIGKILL');
});

/** A process of ours with everything that it starts itself. */
export class RunningProcess {
	/** Fulfilled once the process is gone, with its exit code or the signal that ended it. */
	readonly exited: Promise<number | NodeJS.Signals>;
	private exit: number | NodeJS.Signals | undefined;

	constructor(readonly child: ChildProcess) {
		running.add(child);
		this.exited = new Promise((resolve) => {
			const finish = (code: number | null, signal: NodeJS.Signals | null) => {
				this.exit = code ?? signal ?? 1;
				running.delete(child);
				// What it started does not outlive it.
				signalGroup(child, 'SIGKILL');
				resolve(this.exit);
			};
			child.once('exit', finish);
			// A command that cannot be started emits no exit; the shell's code for it is 127.
			child.once('error', () => finish(127, null));
		});
	}

	/** The exit code or signal, or undefined while the process runs. */
	get exitStatus(): number | NodeJS.Signals | undefined {
		return this.exit;
	}

	/**
	 * Asks the process to end and waits for it.
	 *
	 * @param grace milliseconds after which it is killed
	 */
	async stop(grace = 15_000): Promise<void> {
		if (this.exit !== undefined) return;
		this.child.kill('SIGTERM');
		await Promise.race([this.exited, sleep(grace, undefined, { ref: false })]);
		await this.kill();
	}

	/** Ends the process and all that it started, without a chance to tidy up, as a crash does. */
	async kill(): Promise<void> {
		if (this.exit === undefined) signalGroup(this.child, 'SIGKILL');
		await this.exited;
	}
}

/**
 * Starts a process that lives on beside this one.
 *
 * @param options.logFile where both of its outputs are appended
 * @param options.input `pipe` for a process that ends when its input does, as ours does
 */
export function startProcess(
	options: ProcessOptions & { logFile: string; input?: 'ignore' | 'pipe' },
): RunningProcess {
	const log = openSync(options.logFile, 'a');
	try {
		return new RunningProcess(spawnInGroup(options, [options.input ?? 'ignore', log, log]));
	} finally {
		closeSync(log);
	}
}

/**
 * Runs a command to its end.
 *
 * @param options.deadline milliseconds after which it is killed
 * @returns what it wrote to its standard output
 * @throws an Error with the end of its output when it fails or takes too long
 */
export async function runCommand(
	options: ProcessOptions & { deadline: number; signal?: AbortSignal },
): Promise<string> {
	const child = spawnInGroup(options, ['ignore', 'pipe', 'pipe']);
	const process = new RunningProcess(child);
	let standardOutput = '';
	let output = '';
	child.stdout?.setEncoding('utf8').on('data', (text: string) => {
		standardOutput += text;
		output += text;
	});
	child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text));
	const closed = new Promise((resolve) => child.once('close', resolve).once('error', resolve));
	let late = false;
	const timer = setTimeout(() => {
		late = true;
		void process.kill();
	}, options.deadline);
	const abort = () => void process.kill();
	options.signal?.addEventListener('abort', abort, { once: true });
	const status = await process.exited;
	clearTimeout(timer);
	options.signal?.removeEventListener('abort', abort);
	options.signal?.throwIfAborted();
	await closed;
	if (status !== 0) {
		const ending = late
			? `not done after ${options.deadline / 1000} seconds`
			: `ended with ${status}`;
		const line = [options.command, ...options.arguments].join(' ');
		throw new Error(`${line}: ${ending}\n${lastLines(output, 20)}`);
	}
	return standardOutput;
}

/** The last `count` lines of a text. */
export function lastLines(text: string, count: number): string {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}

/** Ctrl-C must reach a child through us, in order, not at random: hence a group of its own. */
function spawnInGroup(options: ProcessOptions, stdio: Array<'ignore' | 'pipe' | number>) {
	const windows = process.platform === 'win32';
	return spawn(options.command, options.arguments, {
		cwd: options.folder,
		env: options.environment ?? process.env,
		stdio,
		detached: !windows,
		// npm is a .cmd file there, which only a shell can start.
		shell: windows && options.command === 'npm',
	});
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	if (process.platform === 'win32') {
		child.kill(signal);
		return;
	}
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The group is gone already.
	}
}
