import { join } from 'node:path';
import type { Lifetime } from '../process/lifetime';
import { N8nInstance } from '../n8n/instance';
import type { Stage } from '../stage';

/** Starts so many workers beside a stage's n8n, each with its own folder and the same package. */
export async function startWorkers(
	lifetime: Lifetime,
	{ parts }: Stage,
	environment: Record<string, string>,
	count: number,
): Promise<void> {
	for (let number = 1; number <= count; number += 1) {
		const worker = await N8nInstance.prepare({
			n8n: parts.n8n,
			folder: join(parts.folder, `worker-${number}`),
			command: ['worker', '--concurrency=5'],
			packages: [parts.packed],
			environment,
			signal: lifetime.signal,
		});
		await lifetime.onEnd(() => worker.stop());
		await worker.start();
	}
}
