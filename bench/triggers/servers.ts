import fc from 'fast-check';
import type { Scenario } from '../../test/shared/polling/model/scenario';
import { scenarios } from '../../test/shared/polling/model/scenario';
import { simulate } from '../../test/shared/polling/model/simulate';
import { readNaively } from './naiveReader';

/** What came of all servers together. */
export interface ServersResult {
	servers: number;
	events: number;
	lost: number;
	repeated: number;
	laterThanOverlap: number;
	killGap: { continueLost: number; repeatLost: number; redelivered: number };
	naive: { lost: number; repeated: number };
}

/** Servers that are drawn at once. */
const BATCH = 1_000;

/**
 * Runs the triggers' polling, and the naive reader, against hostile model servers.
 *
 * @param report takes a line now and then
 */
export async function runServers(
	servers: number,
	signal: AbortSignal,
	report: (line: string) => void,
): Promise<ServersResult> {
	const total: ServersResult = {
		servers: 0,
		events: 0,
		lost: 0,
		repeated: 0,
		laterThanOverlap: 0,
		killGap: { continueLost: 0, repeatLost: 0, redelivered: 0 },
		naive: { lost: 0, repeated: 0 },
	};
	for (let batch = 0; total.servers < servers; batch += 1) {
		for (const scenario of fc.sample(scenarios, { numRuns: BATCH, seed: batch })) {
			signal.throwIfAborted();
			await addServer(total, scenario);
		}
		if (total.servers % (5 * BATCH) === 0) {
			const { events, lost, repeated } = total;
			report(`${total.servers} servers: ${events} events, ${lost} lost, ${repeated} repeated`);
		}
	}
	return total;
}

async function addServer(total: ServersResult, scenario: Scenario): Promise<void> {
	const tally = await simulate(scenario);
	if (tally.unexpectedErrors.length > 0) throw tally.unexpectedErrors[0];
	const naive = await readNaively(scenario);
	total.servers += 1;
	total.events += tally.events;
	total.lost += tally.lost;
	total.repeated += tally.repeated;
	total.laterThanOverlap += tally.laterThanOverlap;
	const lostInGap = scenario.afterRestart === 'repeat' ? 'repeatLost' : 'continueLost';
	total.killGap[lostInGap] += tally.killGapLost;
	total.killGap.redelivered += tally.redelivered;
	total.naive.lost += naive.lost;
	total.naive.repeated += naive.repeated;
}
