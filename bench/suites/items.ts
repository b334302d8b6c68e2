import { join } from 'node:path';
import { docSpace } from '../../nodes/DocSpaceBackup/service/docSpace';
import { setBenchStage } from '../benchStage';
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
		const stage = await setBenchStage(lifetime, report, () => ({
			N8N_CUSTOM_EXTENSIONS: join(__dirname, '..', 'fixtures', 'plainDeclarative'),
		}));
		const { ours, httpRequest, plainDeclarative } = await raceContenders(stage, items);

		// Loading is measured without an n8n beside it.
		await stage.n8n.stop();
		report('Measuring how long the package takes to load …');
		const { n8n, packed } = stage.parts;
		const loadMs = rounded(
			await measureLoadTime(n8n, stage.n8n.packageFolder(packed.name), lifetime.signal),
			1,
		);
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
					bound: docSpace.limits('http://localhost').atOnce.read,
					peak: ours.peak,
					peakHttpRequest: httpRequest.peak,
				},
				package: { unpackedBytes: packed.unpackedBytes, loadMs },
			},
		};
	},
};
