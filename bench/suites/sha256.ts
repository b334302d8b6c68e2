import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { acronisNode, type Link } from '../../e2e/chain/chainWorkflow';
import { seededStream } from '../../sandbox/random';
import { reset } from '../acronisBench';
import { setBenchStage } from '../benchStage';
import { mebibyte, median, rounded } from '../statistics';
import type { BenchSuite } from '../suite';

const bytes = 512 * mebibyte;
const rounds = 3;

/** What the SHA-256 for a manifest costs beside the MD5 that an upload computes anyway. */
export const suite: BenchSuite = {
	deadline: 15 * 60_000,
	async run(lifetime, report) {
		const bench = await setBenchStage(lifetime, report, (folder) => ({
			N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
			N8N_RESTRICT_FILE_ACCESS_TO: folder,
		}));
		const file = join(bench.parts.folder, 'big.bin');
		await pipeline(seededStream(1, 'bench', bytes), createWriteStream(file));
		const read: Link = {
			type: 'n8n-nodes-base.readWriteFile',
			typeVersion: 1,
			parameters: { operation: 'read', fileSelector: file, options: {} },
		};
		const taken = { without: [] as number[], with: [] as number[] };
		// The first round warms up.
		for (let round = 0; round <= rounds; round++) {
			for (const kind of ['without', 'with'] as const) {
				const options = { sha256: kind === 'with' };
				const run = await bench.chains.run(read, acronisNode('file', 'upload', { options }));
				const { size, sha256 } = run.items[0]?.json ?? {};
				if (size !== bytes || (sha256 !== undefined) !== options.sha256) {
					throw new Error(
						`An upload ${kind} a SHA-256 put out ${JSON.stringify({ size, sha256 })}`,
					);
				}
				await reset(bench);
				report(`Upload ${kind} a SHA-256: ${Math.round(run.milliseconds)} ms`);
				if (round > 0) taken[kind].push(run.milliseconds);
			}
		}
		const [plain, hashed] = [median(taken.without), median(taken.with)];
		const ratio = rounded(hashed / plain, 2);
		const speed = (milliseconds: number) => rounded(bytes / mebibyte / (milliseconds / 1000), 1);
		return {
			table: [
				{
					what: `upload of ${bytes / mebibyte} MiB: MiB a second`,
					'without SHA-256': speed(plain),
					'with SHA-256': speed(hashed),
					ratio,
				},
			],
			figures: { sha256: { bytes, millisecondsWithout: plain, millisecondsWith: hashed, ratio } },
		};
	},
};
