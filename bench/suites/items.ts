import { join } from 'node:path';
import { docSpace } from '../../nodes/DocSpaceBackup/service/docSpace';
import { setBenchStage } from '../benchStage';
import { measureLoadTime } from '../loadTime';
import { queueCost } from '../queue';
import type { ContenderName, Race, RaceResult } from '../race';
import { race } from '../race';
import { rounded } from '../statistics';
import type { BenchSuite } from '../suite';

const QUEUED = 50_000;
const ALL: ContenderName[] = ['ours', 'httpRequest', 'plainDeclarative'];
const TWO: ContenderName[] = ['ours', 'httpRequest'];

/** Portals that answer everything, and those that refuse what is too much. */
const RACES = {
	'50 ms': { count: 1_000, portal: { delayMilliseconds: 50 }, rounds: 5, contenders: ALL },
	'5 ms': { count: 1_000, portal: { delayMilliseconds: 5 }, rounds: 3, contenders: TWO },
	'300 ms': { count: 1_000, portal: { delayMilliseconds: 300 }, rounds: 3, contenders: TWO },
	'300 ms, 256 at once': {
		count: 1_000,
		portal: { delayMilliseconds: 300 },
		requestsAtOnce: 256,
		rounds: 3,
		contenders: TWO,
	},
	'10,000 at 50 ms': {
		count: 10_000,
		portal: { delayMilliseconds: 50 },
		rounds: 1,
		contenders: TWO,
	},
	'15 at once': {
		count: 1_000,
		portal: { delayMilliseconds: 50, limit: { atOnce: 15 } },
		rounds: 1,
		contenders: TWO,
	},
	'15 at once, named': {
		count: 1_000,
		portal: { delayMilliseconds: 50, limit: { atOnce: 15, named: true } },
		rounds: 1,
		contenders: TWO,
	},
	'15 at once, announced': {
		count: 1_000,
		portal: { delayMilliseconds: 50, limit: { atOnce: 15, announced: true } },
		rounds: 1,
		contenders: TWO,
	},
	'600 a minute': {
		count: 1_000,
		portal: { delayMilliseconds: 50, limit: { perMinute: 600 } },
		rounds: 1,
		contenders: TWO,
	},
	'600 a minute, announced': {
		count: 1_000,
		portal: { delayMilliseconds: 50, limit: { perMinute: 600, announced: true } },
		rounds: 1,
		contenders: TWO,
	},
} satisfies Record<string, Race>;

type RaceName = keyof typeof RACES;

/**
 * What many items through one operation cost in a real n8n, against HTTP Request and against a plain
 * declarative node, at portals that answer after a while and at portals that refuse what is too much;
 * and what n8n has to load for the package.
 */
export const suite: BenchSuite = {
	deadline: 40 * 60_000,
	async run(lifetime, report) {
		const stage = await setBenchStage(lifetime, report, () => ({
			N8N_CUSTOM_EXTENSIONS: join(__dirname, '..', 'fixtures', 'plainDeclarative'),
		}));
		const results = new Map<RaceName, Record<ContenderName, RaceResult>>();
		for (const [name, one] of Object.entries(RACES) as [RaceName, Race][]) {
			report(`The portal: ${name}`);
			// The limits are unknown to a process that has not met the portal yet.
			if (one.portal.limit) await stage.n8n.restart();
			results.set(name, await race(stage, one));
		}

		// Loading is measured without an n8n beside it.
		await stage.n8n.stop();
		report('Measuring how long the package takes to load …');
		const { n8n, packed } = stage.parts;
		const loadMs = rounded(
			await measureLoadTime(n8n, stage.n8n.packageFolder(packed.name), lifetime.signal),
			1,
		);
		const queueMs = await queueCost(QUEUED);
		const of = (name: RaceName, contender: ContenderName): RaceResult => {
			const result = results.get(name)?.[contender];
			if (!result) throw new Error(`${contender} did not run: ${name}`);
			return result;
		};
		const ratio = (name: RaceName) =>
			rounded(of(name, 'httpRequest').milliseconds / of(name, 'ours').milliseconds, 2);
		const refused = (name: RaceName) => ({
			refusals: of(name, 'ours').refusals,
			failed: of(name, 'ours').failed,
			httpRequestFailed: of(name, 'httpRequest').failed,
		});
		return {
			table: [
				...[...results].flatMap(([portal, byName]) =>
					RACES[portal].contenders.map((node) => ({
						portal,
						node,
						...byName[node],
						'items per second': Math.round(
							(RACES[portal].count / byName[node].milliseconds) * 1000,
						),
						'times HTTP Request': rounded(
							byName.httpRequest.milliseconds / byName[node].milliseconds,
							2,
						),
					})),
				),
				{ node: 'package', 'unpacked bytes': packed.unpackedBytes, 'load ms': loadMs },
			],
			figures: {
				perItem: {
					items: RACES['50 ms'].count,
					ratioToHttpRequest: ratio('50 ms'),
					ratioAt5ms: ratio('5 ms'),
					ratioAt300ms: ratio('300 ms'),
					ratioAt300msWith256AtOnce: ratio('300 ms, 256 at once'),
					ratioWith10000: ratio('10,000 at 50 ms'),
				},
				limited: {
					parallel15: refused('15 at once'),
					parallel15Named: refused('15 at once, named'),
					parallel15Announced: refused('15 at once, announced'),
					perMinute600: refused('600 a minute'),
					perMinute600Announced: refused('600 a minute, announced'),
				},
				inFlight: {
					bound: docSpace.limits('http://localhost').atOnce.read,
					peak: Math.max(...[...results.values()].map(({ ours }) => ours.peak)),
					peakHttpRequest: of('50 ms', 'httpRequest').peak,
				},
				queue: { items: QUEUED, cpuMs: queueMs },
				package: { unpackedBytes: packed.unpackedBytes, loadMs },
			},
		};
	},
};
