import { AuditModel, ServerError, type ModelRow } from './auditModel';
import { Engine, type Fate, type Mutation } from './engine';
import { randomOf, type Random } from './random';
import type { Scenario } from './scenario';

/** When the model's time begins, in ms since 1970. */
export const BEGIN = Date.UTC(2030, 0, 1);

/** What a run shows; rows are counted once, whatever befell them. */
export interface Tally {
	/** Rows that the trigger promises to emit. */
	events: number;
	/** Of those, the ones that no execution had and nothing below explains. */
	lost: number;
	/** Executions of a row beyond its first one that are not marked as redelivered. */
	repeated: number;
	/** Rows that appeared later than the overlap, and how many of them were not emitted. */
	laterThanOverlap: number;
	laterThanOverlapLost: number;
	/** Kills between a stored state and its execution, and the events that only those had. */
	kills: number;
	killGapLost: number;
	/** The most events of one poll that such a kill took. */
	largestGap: number;
	/** Events that were emitted again after a restart, marked as such. */
	redelivered: number;
	/** Rows that the server deleted before an execution had them, all of them reported. */
	deletedUnread: number;
	/** Errors other than the server's own. */
	unexpectedErrors: unknown[];
	/** Whether every poll's events came oldest first. */
	isOldestFirst: boolean;
	/** The largest state that was stored, in bytes of JSON. */
	stateBytes: number;
	requests: number;
}

/** Polls by which a trigger has come to rest, unless it repeats itself for ever. */
const MOST_POLLS = 1_000;

const FATES: [Fate, ...Fate[]] = [
	'discarded',
	'killedWhilePolling',
	'killedBeforeEmit',
	'killedBetween',
	'killedAfterwards',
];

/**
 * Runs one n8n against one model server, from the activation until everything is quiet.
 *
 * @param mutation Breaks the trigger on purpose.
 */
export async function simulate(scenario: Scenario, mutation: Mutation = {}): Promise<Tally> {
	const random = randomOf(scenario.seed);
	const times = timesOfPolls(scenario, random);
	const end = times.at(-1) ?? BEGIN;
	const rows = rowsUntil(end, scenario, random);
	const model = new AuditModel(BEGIN, rows, scenario, random);
	const accepted = (id: string) => Number(id.slice(-2)) < scenario.acceptedShare * 100;
	const engine = new Engine(
		scenario.engine,
		model,
		{
			scope: ['host'],
			accepts: ({ id }) => accepted(id),
			overlapSeconds: scenario.overlapSeconds,
			maximumEvents: scenario.maximumEvents,
			afterRestart: scenario.afterRestart,
			lookbackSeconds: scenario.lookbackSeconds,
			sampleSize: 3,
			capacity: scenario.capacity,
		},
		scenario.retentionSeconds,
		mutation,
	);

	let stateBytes = 0;
	await engine.publish();
	for (const time of times) {
		model.now = Math.max(model.now, time);
		await step(engine, scenario, random);
		stateBytes = Math.max(stateBytes, JSON.stringify(engine.state).length);
	}

	// What is left follows without mishaps, until nothing has come for as long as n8n may take.
	model.areErrorsOn = false;
	engine.kill(Infinity);
	const latest = Math.max(...rows.map(({ visibleAt }) => visibleAt));
	let quiet = 0;
	for (let poll = 0; quiet < 4 && poll < MOST_POLLS; poll += 1) {
		const known = engine.delivered.length;
		model.now += 60_000;
		const isEverythingVisible = model.now >= latest;
		await engine.tick(['stored']);
		quiet = isEverythingVisible && engine.delivered.length === known ? quiet + 1 : 0;
	}
	return {
		...tally(
			scenario,
			engine,
			rows.filter(({ id }) => accepted(id)),
			engine.promisedFrom,
		),
		stateBytes,
		requests: model.requests,
	};
}

async function step(engine: Engine, scenario: Scenario, random: Random): Promise<void> {
	if (!random.chance(scenario.mishapRate)) return await engine.tick(['stored']);
	const fate = random.pick(FATES);
	const mishap = random.pick(['overlap', 'copies', 'restart', 'fate', 'fate', 'fate']);
	if (mishap === 'overlap') await engine.tick(['stored', fate, 'stored']);
	else if (mishap === 'copies') await engine.tickFromOneCopy(['stored', 'stored', 'stored']);
	else if (mishap === 'restart') await engine.restart();
	else if (fate === 'killedWhilePolling') {
		engine.kill(random.whole(0, 3));
		await engine.tick([fate]);
		await engine.restart();
	} else await engine.tick([fate]);
}

/** When n8n polls, in ms of the model's time. */
export function timesOfPolls(scenario: Scenario, random: Random): number[] {
	let time = BEGIN;
	return Array.from({ length: scenario.polls }, () => {
		const isDown = random.chance(scenario.outageRate);
		time += scenario.pollSeconds * 1000 + random.whole(0, 200);
		if (isDown) time += random.whole(0, scenario.longestOutageSeconds) * 1000;
		return time;
	});
}

/** The rows of a server up to the last poll. */
export function rowsUntil(end: number, scenario: Scenario, random: Random): ModelRow[] {
	const begin = BEGIN - 400_000;
	const mostLate = scenario.overlapSeconds - Math.max(0, scenario.dateAheadSeconds);
	let createdAt = begin;
	return Array.from({ length: scenario.rows }, (_, index) => {
		if (!random.chance(scenario.burstShare)) createdAt = random.whole(begin, end);
		createdAt = Math.min(end, Math.floor(createdAt / 1000) * 1000 + random.whole(0, 999));
		let late = 0;
		if (random.chance(scenario.lateShare)) {
			late = random.chance(0.2) ? mostLate * 1000 : random.whole(0, mostLate * 1000);
		} else if (random.chance(scenario.tooLateShare)) {
			late = (scenario.overlapSeconds + random.whole(1, 900)) * 1000;
		}
		const name = random.whole(0, 2 ** 48).toString(16);
		const percentile = String(random.whole(0, 99)).padStart(2, '0');
		return { id: `${name}-${index}-${percentile}`, createdAt, visibleAt: createdAt + late };
	});
}

function tally(
	scenario: Scenario,
	engine: Engine,
	rows: ModelRow[],
	activated: number,
): Omit<Tally, 'stateBytes' | 'requests'> {
	const polls = engine.delivered.map(({ events }) => events);
	const executed = polls.flat();
	const had = new Set(executed.map(({ id }) => id));
	const inGap = new Set(engine.inGap.flatMap(({ events }) => events.map(({ id }) => id)));
	const reports = [...engine.delivered, ...engine.inGap].flatMap(({ possibleLoss }) =>
		possibleLoss ? [possibleLoss] : [],
	);
	const isReported = ({ createdAt }: ModelRow) =>
		reports.some(
			({ from, before, retentionSeconds }) =>
				createdAt >= from * 1000 && createdAt < (before + (retentionSeconds ?? 0)) * 1000,
		);

	const lookback = Math.max(0, scenario.lookbackSeconds - Math.max(0, scenario.dateAheadSeconds));
	const begin = scenario.lookbackSeconds > 0 ? activated - lookback * 1000 : activated;
	const promised = rows.filter(({ createdAt }) => createdAt >= begin);
	const isTooLate = ({ createdAt, visibleAt }: ModelRow) =>
		visibleAt - createdAt > scenario.overlapSeconds * 1000;
	const inTime = promised.filter((row) => !isTooLate(row));
	const tooLate = promised.filter(isTooLate);
	const missing = inTime.filter(({ id }) => !had.has(id));
	const deleted = missing.filter((row) => engine.isDeleted(row) && isReported(row));
	const killed = missing.filter((row) => inGap.has(row.id) && !deleted.includes(row));

	const plain = executed.filter(({ redelivered }) => !redelivered);
	return {
		events: inTime.length,
		lost: missing.length - killed.length - deleted.length,
		repeated: plain.length - new Set(plain.map(({ id }) => id)).size,
		laterThanOverlap: tooLate.length,
		laterThanOverlapLost: tooLate.filter(({ id }) => !had.has(id)).length,
		kills: engine.inGap.length,
		killGapLost: killed.length,
		largestGap: Math.max(0, ...engine.inGap.map(({ events }) => events.length)),
		redelivered: executed.length - plain.length,
		deletedUnread: deleted.length,
		unexpectedErrors: engine.errors.filter((error) => !(error instanceof ServerError)),
		isOldestFirst: polls.every((events) =>
			events.every(({ second }, index) => second >= (events[index - 1]?.second ?? 0)),
		),
	};
}
