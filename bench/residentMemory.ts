import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const interval = 50;

/**
 * How much the resident memory of a process grows while something happens.
 *
 * @param pid the process; its figures come from Linux' `/proc`
 * @returns what the work gave, and the peak above the start in bytes
 */
export async function memoryGrowth<Result>(
	pid: number,
	work: () => Promise<Result>,
): Promise<{ result: Result; growth: number }> {
	const before = await residentMemory(pid);
	let peak = before;
	let isOver = false;
	const watching = (async () => {
		while (!isOver) {
			peak = Math.max(peak, await residentMemory(pid));
			await sleep(interval);
		}
	})();
	try {
		return { result: await work(), growth: peak - before };
	} finally {
		isOver = true;
		await watching;
	}
}

async function residentMemory(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
	if (kibibytes === undefined) throw new Error(`Process ${pid} has no resident memory`);
	return Number(kibibytes) * 1024;
}
