import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxOffer } from '../../sandbox/offer';
import type { Lifetime } from './lifetime';
import { startProcess } from './processes';
import { PATIENCE, waitFor } from './waiting';

const root = join(__dirname, '..', '..');

/** A sandbox with a processor of its own, for measuring: it does not share the launcher's. */
export class SandboxProcess {
	private constructor(
		/** Its addresses and secrets. */
		readonly offer: SandboxOffer,
	) {}

	/**
	 * Starts it; the lifetime ends it.
	 *
	 * @param folder takes its log
	 */
	static async start(lifetime: Lifetime, folder: string): Promise<SandboxProcess> {
		const logFile = join(folder, 'sandbox.log');
		const running = startProcess({
			command: process.execPath,
			arguments: ['--import', 'tsx', join('sandbox', 'start.ts'), '--json'],
			folder: root,
			logFile,
			input: 'pipe',
		});
		await lifetime.onEnd(() => running.stop());
		const offer = await waitFor(
			'the sandbox to say where it is',
			async () => {
				const log = await readFile(logFile, 'utf8');
				if (running.exitStatus !== undefined) throw new Error(`The sandbox ended: ${log}`);
				// What follows the last line break may be half a line.
				const lines = log.split('\n').slice(0, -1);
				const line = lines.find((text) => text.startsWith('{'));
				return line === undefined ? undefined : parseOffer(line);
			},
			{ deadline: PATIENCE, interval: 100, signal: lifetime.signal },
		);
		return new SandboxProcess(offer);
	}

	/** Calls one of the control's routes. */
	async control<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
		const answer = await fetch(this.offer.control.url + path, {
			method,
			headers: body === undefined ? {} : { 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: AbortSignal.timeout(PATIENCE),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`The control answered ${method} ${path} with: ${text}`);
		const data: Answer = JSON.parse(text);
		return data;
	}
}

function parseOffer(line: string): SandboxOffer {
	const offer: SandboxOffer = JSON.parse(line);
	return offer;
}
