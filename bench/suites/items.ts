import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nClient } from '../../e2e/n8n/client';
import { installN8n } from '../../e2e/n8n/install';
import { N8nInstance } from '../../e2e/n8n/instance';
import { packPackage } from '../../e2e/n8n/pack';
import { SandboxProcess } from '../../e2e/sandboxProcess';
import { REQUESTS_IN_FLIGHT } from '../../nodes/shared/http/admission';
import { measureLoadTime } from '../loadTime';
import { type RaceResult, raceContenders } from '../race';
import { rounded } from '../statistics';
import type { BenchSuite } from '../suite';

const items = 1_000;

/**
 * What a thousand items through one operation cost in a real n8n, against HTTP Request and against a
 * plain declarative node, and what n8n has to load for the package.
 */
export const suite: BenchSuite = {
	deadline: 20 * 60_000,
	async run(lifetime, report) {
		const { signal } = lifetime;
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-docspace-acronis-'));
		await lifetime.onEnd(() => rm(folder, { recursive: true, force: true }));
		const n8n = await installN8n(report, signal);
		const packed = await packPackage(folder, signal);
		const sandbox = await SandboxProcess.start(lifetime, folder);
		const instance = await N8nInstance.prepare({
			n8n,
			folder: join(folder, 'n8n'),
			package: packed,
			environment: { N8N_CUSTOM_EXTENSIONS: join(__dirname, '..', 'fixtures', 'plainDeclarative') },
			signal,
		});
		await lifetime.onEnd(() => instance.stop());

		report('Measuring how long the package takes to load …');
		const loadMs = rounded(
			await measureLoadTime(n8n, instance.packageFolder(packed.name), signal),
			1,
		);
		report('Starting n8n …');
		await instance.start();
		const { ours, httpRequest, plainDeclarative } = await raceContenders({
			client: new N8nClient(instance.url),
			sandbox,
			items,
			report,
			signal,
		});
		const row = (name: string, { milliseconds, peak }: RaceResult) => ({
			node: name,
			milliseconds,
			'items per second': Math.round((items / milliseconds) * 1000),
			'times HTTP Request': rounded(httpRequest.milliseconds / milliseconds, 2),
			'peak in flight': peak,
		});
		return {
			table: [
				row('this package', ours),
				row('HTTP Request', httpRequest),
				row('plain declarative', plainDeclarative),
				{ node: 'package', 'unpacked bytes': packed.unpackedBytes, 'load ms': loadMs },
			],
			figures: {
				perItem: {
					items,
					ratioToHttpRequest: rounded(httpRequest.milliseconds / ours.milliseconds, 2),
				},
				inFlight: {
					bound: REQUESTS_IN_FLIGHT,
					peak: ours.peak,
					peakHttpRequest: httpRequest.peak,
				},
				package: { unpackedBytes: packed.unpackedBytes, loadMs },
			},
		};
	},
};
