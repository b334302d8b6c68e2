import { readFile, rm, writeFile } from 'node:fs/promises';
import { waitFor } from '../process/waiting';

/**
 * Runs `work` while no other process on this machine does so under the same lock file. A lock whose
 * process has died is taken over.
 *
 * @param options.deadline milliseconds to wait for the other process
 * @throws what `work` throws, or an Error when the other process does not finish in time
 */
export async function withInstallLock(
	file: string,
	options: { report: (line: string) => void; deadline: number; signal?: AbortSignal },
	work: () => Promise<void>,
): Promise<void> {
	let told = false;
	await waitFor(
		`the other install to finish (if there is none, delete ${file})`,
		async () => {
			if (await tryToLock(file)) return true;
			if (!told) options.report('Waiting for another install of n8n to finish …');
			told = true;
			return undefined;
		},
		{ deadline: options.deadline, interval: 1_000, signal: options.signal },
	);
	try {
		await work();
	} finally {
		await rm(file, { force: true });
	}
}

async function tryToLock(file: string): Promise<boolean> {
	try {
		await writeFile(file, String(process.pid), { flag: 'wx' });
		return true;
	} catch {
		const owner = Number(await readFile(file, 'utf8').catch(() => ''));
		// Empty: its owner has created the file and is about to write into it.
		if (owner > 0 && !isAlive(owner)) await rm(file, { force: true });
		return false;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: alive, and somebody else's.
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
