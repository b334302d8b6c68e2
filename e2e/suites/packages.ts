import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox';
import { offerOf } from '../../sandbox/offer';
import { scanPackage } from '../../tools/packages/scan';
import { runChain } from '../chain/chain';
import { withDeadline } from '../process/lifetime';
import { installN8n } from '../n8n/install';
import { N8nInstance } from '../n8n/instance';
import { type PackedPackage, packPackages } from '../n8n/pack';
import { checkChanged } from '../packages/changed';
import { checkExamplesOpen } from '../packages/examples';
import { checkLoaded } from '../packages/loaded';
import { checkUsed } from '../packages/used';
import { runCommand } from '../process/processes';
import { type StartedN8n, startN8n } from '../stage';
import type { Suite } from '../suite';
import { PATIENCE } from '../process/waiting';

/** The three packages: each passes n8n's scan and loads alone, the single ones together, and all. */
export const suite: Suite = {
	deadline: 30 * 60_000,
	async run({ lifetime, report, check }) {
		const installed = await installN8n(report, lifetime.signal);
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-docspace-acronis-'));
		await lifetime.onEnd(() => rm(folder, { recursive: true, force: true }));
		report('Building and packing the packages …');
		const all = await packPackages(folder, lifetime.signal);
		const [, ...single] = all;
		const sandbox = await startSandbox();
		await lifetime.onEnd(() => sandbox.close());

		/** Starts a new n8n with these packages, checks that all of them work in it, and ends it. */
		const runWith = async (
			packages: PackedPackage[],
			further: (started: StartedN8n, n8n: N8nInstance) => Promise<unknown> = async () => undefined,
		) => {
			await withDeadline(lifetime, 4 * PATIENCE, async (within) => {
				const n8n = await N8nInstance.prepare({
					n8n: installed,
					folder: await mkdtemp(join(folder, 'n8n-')),
					packages,
					signal: within.signal,
				});
				const started = await startN8n(within, n8n, offerOf(sandbox));
				await checkLoaded(n8n, started, packages);
				for (const packed of packages) await checkUsed(started, packed);
				await further(started, n8n);
			});
			return true;
		};

		let scanFindings = 0;
		let loadedAlone = 0;
		for (const packed of all) {
			await check(`n8n's scan finds nothing in ${packed.name}`, async () => {
				const { source, packed: tarball, details } = await scan(packed, folder);
				scanFindings += source.findings + tarball.findings;
				if (!source.passed || !tarball.passed) throw new Error(details);
			});
			const loads = await check(`${packed.name} loads alone`, () => runWith([packed]));
			if (loads) loadedAlone += 1;
		}
		const examples = await check('the single packages run the examples side by side', () =>
			runWith(single, async (started) => {
				await checkExamplesOpen(started, 'single-packages');
				await runChain(
					{ ...started, sandbox },
					{ report, signal: lifetime.signal, flavor: 'single-packages' },
				);
			}),
		);
		const together = await check('all work side by side, and a trigger changes its package', () =>
			runWith(all, (started, n8n) => checkChanged(n8n, started, sandbox)),
		);
		return {
			packages: all.length,
			scanFindings,
			loadedAlone,
			sideBySide: Boolean(examples && together),
		};
	},
};

async function scan(packed: PackedPackage, folder: string) {
	const unpacked = join(folder, `scan-${packed.name}`);
	await mkdir(unpacked);
	await runCommand({
		command: 'tar',
		arguments: ['-xzf', packed.tarball, '-C', unpacked, '--strip-components=1'],
		deadline: PATIENCE,
	});
	return scanPackage(packed.name, unpacked);
}
