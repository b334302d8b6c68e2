import fc from 'fast-check';

import { ProcessMemory } from '../../../nodes/shared/polling/processMemory';
import type { Mutation } from './model/engine';
import { scenarios, type Scenario } from './model/scenario';
import { simulate, type Tally } from './model/simulate';

const SERVERS = 1_000;

/** Servers that a broken trigger has to fail on; a fault shows within far fewer. */
const SERVERS_FOR_A_MUTANT = 400;

/** What every run has to keep, or the name of what it broke. */
function broken(scenario: Scenario, tally: Tally): string[] {
	const facts: Array<[string, boolean]> = [
		['lost', tally.lost > 0],
		['repeated', tally.repeated > 0],
		[
			'lost in the kill gap with "repeat"',
			scenario.afterRestart === 'repeat' && tally.killGapLost > 0,
		],
		['more lost than a batch a kill', tally.killGapLost > tally.kills * scenario.maximumEvents],
		[
			'lost in the gap of an engine that has none',
			scenario.engine === 'durable' && tally.kills > 0,
		],
		['redelivered with "continue"', scenario.afterRestart === 'continue' && tally.redelivered > 0],
		['not oldest first', !tally.isOldestFirst],
		['failed', tally.unexpectedErrors.length > 0],
	];
	return facts.filter(([, isBroken]) => isBroken).map(([name]) => name);
}

async function check(servers: number, seed: number, mutation?: Mutation) {
	const tallies: Array<[Scenario, Tally]> = [];
	const property = fc.asyncProperty(scenarios, async (scenario) => {
		const tally = await simulate(scenario, mutation);
		tallies.push([scenario, tally]);
		expect(broken(scenario, tally)).toEqual([]);
	});
	const details = await fc.check(property, { numRuns: servers, seed, endOnFailure: true });
	return { details, tallies };
}

const sum = (
	tallies: Array<[Scenario, Tally]>,
	count: (tally: Tally, scenario: Scenario) => number,
) => tallies.reduce((total, [scenario, tally]) => total + count(tally, scenario), 0);

describe('a trigger on hostile servers', () => {
	it(`loses nothing and repeats nothing on ${SERVERS} of them`, async () => {
		const { details, tallies } = await check(SERVERS, 20_300_101);
		console.info(
			JSON.stringify({
				servers: tallies.length,
				events: sum(tallies, ({ events }) => events),
				lost: sum(tallies, ({ lost }) => lost),
				repeated: sum(tallies, ({ repeated }) => repeated),
				laterThanOverlap: sum(tallies, ({ laterThanOverlap }) => laterThanOverlap),
				laterThanOverlapLost: sum(tallies, ({ laterThanOverlapLost }) => laterThanOverlapLost),
				deletedUnread: sum(tallies, ({ deletedUnread }) => deletedUnread),
				killGap: {
					kills: sum(tallies, ({ kills }) => kills),
					continueLost: sum(tallies, ({ killGapLost }, { afterRestart }) =>
						afterRestart === 'continue' ? killGapLost : 0,
					),
					repeatLost: sum(tallies, ({ killGapLost }, { afterRestart }) =>
						afterRestart === 'repeat' ? killGapLost : 0,
					),
					redelivered: sum(tallies, ({ redelivered }) => redelivered),
				},
			}),
		);
		expect(fc.defaultReportMessage(details)).toBeUndefined();
		// The runs have met what they are about.
		for (const count of [
			sum(tallies, ({ events }) => events) > 10_000,
			sum(tallies, ({ kills }) => kills) > 10,
			sum(tallies, ({ redelivered }) => redelivered) > 50,
			sum(tallies, ({ laterThanOverlapLost }) => laterThanOverlapLost) > 0,
		]) {
			expect(count).toBe(true);
		}
	}, 600_000);

	const mutants: Record<string, Mutation> = {
		'the overlap': { request: { overlapSeconds: 0 } },
		'the inclusive lower bound': {
			source: (source) => ({
				serverNow: async () => await source.serverNow(),
				async *pages(window) {
					for await (const page of source.pages(window)) {
						yield { ...page, rows: page.rows.filter(({ second }) => second > window.from) };
					}
				},
			}),
		},
		'the seen rows': {
			state: (staticData) => {
				if (staticData.cursor) Object.assign(staticData.cursor, { seen: {} });
			},
		},
		"the server's date as a bound": {
			source: (source) => ({
				serverNow: async () => await source.serverNow(),
				async *pages(window) {
					for await (const page of source.pages(window)) {
						yield { ...page, serverNow: page.serverNow + 3_600 };
					}
				},
			}),
		},
		'what the polls of a process know of each other': {
			// Without it, every poll would take the last batch for one of before a restart.
			request: { afterRestart: 'continue' },
			memory: (now) => {
				const memory = new ProcessMemory(now, now);
				memory.begin = (trigger, milliseconds) =>
					new ProcessMemory(now, now).begin(trigger, milliseconds);
				return memory;
			},
		},
		'the end of the settling time': {
			memory: (now) => {
				const begin = now();
				// A clock that stands still: a discarded emission counts as just made for ever.
				return new ProcessMemory(() => begin, now);
			},
		},
	};

	it.each(Object.entries(mutants))(
		'would be found out without %s',
		async (_name, mutation) => {
			const { details } = await check(SERVERS_FOR_A_MUTANT, 1, mutation);
			expect(details.failed).toBe(true);
			expect(String(details.errorInstance)).toMatch(/lost|repeated/);
		},
		300_000,
	);
});
