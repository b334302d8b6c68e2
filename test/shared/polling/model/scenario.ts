import fc from 'fast-check';

import type { AfterRestart } from '../../../../nodes/shared/polling/settings';
import type { ServerHabits } from './auditModel';

/** How n8n keeps a trigger's state. */
export type EngineKind = 'default' | 'durable';

/** One server, one n8n and what befalls them; the bulk follows from the seed. */
export interface Scenario extends ServerHabits {
	seed: number;
	engine: EngineKind;
	afterRestart: AfterRestart;
	overlapSeconds: number;
	/** The share of rows that the server shows late, up to the overlap. */
	lateShare: number;
	/** The share of rows that appear later than the overlap allows. */
	tooLateShare: number;
	/** The share of rows that come many in one second. */
	burstShare: number;
	rows: number;
	polls: number;
	pollSeconds: number;
	maximumEvents: number;
	capacity: number;
	/** The share of rows that the trigger's filter accepts. */
	acceptedShare: number;
	lookbackSeconds: number;
	/** The share of polls to which something happens: an overlap, a kill, a lost result. */
	mishapRate: number;
	/** The share of polls before which n8n is down for a while. */
	outageRate: number;
	longestOutageSeconds: number;
}

const drawn = fc.record<Scenario>({
	seed: fc.nat(),
	engine: fc.constantFrom<EngineKind>('default', 'durable'),
	afterRestart: fc.constantFrom<AfterRestart>('continue', 'repeat'),
	overlapSeconds: fc.constantFrom(0, 5, 60, 600),
	lateShare: fc.constantFrom(0, 0.1, 0.4),
	tooLateShare: fc.constantFrom(0, 0, 0, 0.1),
	burstShare: fc.constantFrom(0, 0.2, 0.6),
	rows: fc.integer({ min: 1, max: 150 }),
	polls: fc.integer({ min: 5, max: 40 }),
	pollSeconds: fc.constantFrom(1, 7, 60),
	maximumEvents: fc.constantFrom(1, 5, 30, 1_000),
	capacity: fc.constantFrom(15, 5_000, 5_000, 5_000),
	acceptedShare: fc.constantFrom(0.3, 1, 1),
	lookbackSeconds: fc.constantFrom(0, 0, 0, 300),
	mishapRate: fc.constantFrom(0, 0.1, 0.4),
	outageRate: fc.constantFrom(0, 0, 0.1),
	longestOutageSeconds: fc.constantFrom(600, 86_400, 250_000),
	order: fc.constantFrom('newestFirst', 'oldestFirst', 'insertion', 'shuffled'),
	hasHiddenFractions: fc.boolean(),
	pageSize: fc.constantFrom(1, 3, 7, 25, 100, 1_000),
	hasTotal: fc.boolean(),
	repeatsLastPage: fc.boolean(),
	latencyMilliseconds: fc.constantFrom(0, 50, 800, 3_000),
	dateAheadSeconds: fc.constantFrom(0, 0, -30, -2, 3, 20),
	errorRate: fc.constantFrom(0, 0, 0.02, 0.2),
	retentionSeconds: fc.constantFrom(86_400, 15_552_000),
});

/** Time in ms in which all rows can be read: well within the 36 s of a durable poll. */
const READING_MILLISECONDS = 12_000;

/**
 * Servers and mishaps within what the cursor promises to survive.
 *
 * Where the `Date` header runs ahead, the overlap has to bear that as well as the lateness. A small
 * capacity narrows the overlap, so it goes with rows that are not late at all. A server that repeats
 * its last page and tells no total is only readable while few pages arrive between requests. What
 * lies in the overlap has to be readable within a poll.
 */
export const scenarios: fc.Arbitrary<Scenario> = drawn.map((scenario) => {
	const { capacity, overlapSeconds, hasTotal, repeatsLastPage } = scenario;
	const isNarrowed = capacity < 5_000;
	const pageSize =
		repeatsLastPage && !hasTotal ? Math.max(25, scenario.pageSize) : scenario.pageSize;
	const longestLatency = (READING_MILLISECONDS * pageSize) / (scenario.rows + 5 * pageSize);
	return {
		...scenario,
		lateShare: isNarrowed ? 0 : scenario.lateShare,
		dateAheadSeconds: Math.min(scenario.dateAheadSeconds, isNarrowed ? 0 : overlapSeconds),
		pageSize,
		latencyMilliseconds: Math.floor(Math.min(scenario.latencyMilliseconds, longestLatency)),
	};
});
