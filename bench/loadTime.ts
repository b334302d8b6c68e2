import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstalledN8n } from '../e2e/n8n/install';
import { runCommand } from '../e2e/process/processes';
import { median } from './statistics';

/** What n8n's loader found in a package. */
interface LoadResult {
	milliseconds: number;
	nodes: number;
	credentials: number;
}

const runs = 7;
const script = join(__dirname, 'fixtures', 'measureLoad.js');

/**
 * How long n8n's loader needs for all nodes and credentials of an installed package, with n8n's own
 * code loaded already.
 *
 * @returns the median of several fresh processes, in milliseconds
 * @throws an Error when the loader did not find everything that the package names
 */
export async function measureLoadTime(
	n8n: InstalledN8n,
	packageFolder: string,
	signal: AbortSignal,
): Promise<number> {
	const { n8n: named }: { n8n: { nodes: string[]; credentials: string[] } } = JSON.parse(
		await readFile(join(packageFolder, 'package.json'), 'utf8'),
	);
	// n8n-core writes a settings file into the user folder when it is loaded.
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-load-'));
	const milliseconds: number[] = [];
	try {
		for (let run = 0; run < runs; run++) {
			const output = await runCommand({
				command: n8n.node,
				arguments: [script, n8n.folder, packageFolder],
				environment: { ...process.env, N8N_USER_FOLDER: folder },
				deadline: 60_000,
				signal,
			});
			const result: LoadResult = JSON.parse(output);
			if (result.nodes !== named.nodes.length || result.credentials !== named.credentials.length) {
				throw new Error(
					`The loader found ${result.nodes} nodes, ${result.credentials} credentials`,
				);
			}
			milliseconds.push(result.milliseconds);
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	return median(milliseconds);
}
