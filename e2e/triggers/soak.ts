import { setTimeout as sleep } from 'node:timers/promises';
import type { Lifetime } from '../process/lifetime';
import { importWorkflow, type Stage } from '../stage';
import { type KillMoment, killAndRestart } from './kills';
import { type Outcome, Receipts } from './outcome';
import { Traffic } from './traffic';
import { type TriggerName, TRIGGERS, triggerWorkflow } from './workflow';

/** How n8n is treated, and what is asked of it. */
export interface SoakOptions {
	afterRestart: 'continue' | 'repeat';
	secondsBetweenPolls: number;
	kills: readonly KillMoment[];
	/** Events of each service. */
	events: number;
	report: (line: string) => void;
}

/** How long a kill takes with the start after it, about, in ms: events happen all the while. */
const KILL_MILLISECONDS = 15_000;

/** After so long without news, what is missing does not come any more; in ms. */
const REST_MILLISECONDS = 75_000;

/**
 * Publishes both triggers, lets events happen while the services fail now and then and n8n is killed
 * again and again, and waits for the rest.
 */
export async function soak(
	stage: Stage,
	{ signal }: Lifetime,
	{ afterRestart, secondsBetweenPolls, kills, events, report }: SoakOptions,
): Promise<Record<TriggerName, Outcome>> {
	const { client, sandbox } = stage;
	const receipts = new Map<TriggerName, Receipts>();
	// The object's own keys.
	for (const trigger of Object.keys(TRIGGERS) as TriggerName[]) {
		const workflow = triggerWorkflow(trigger, { afterRestart }, secondsBetweenPolls);
		const id = await importWorkflow(stage, workflow);
		await client.publish(id);
		receipts.set(trigger, new Receipts(client, id, trigger));
	}

	const traffic = new Traffic(sandbox, events);
	const running = traffic.run(kills.length * KILL_MILLISECONDS, signal);
	// Is awaited below; until then an interruption must not count as nobody's.
	running.catch(() => undefined);
	for (const [index, moment] of kills.entries()) {
		await killAndRestart(stage, moment, signal);
		report(`killed ${index + 1} of ${kills.length} times (${moment})`);
	}
	await running;
	sandbox.faults.clear();

	let last = '';
	for (let quietSince = Date.now(); Date.now() - quietSince < REST_MILLISECONDS;) {
		const outcomes = await outcomesOf(receipts, traffic);
		const news = JSON.stringify(outcomes);
		if (news !== last) quietSince = Date.now();
		last = news;
		const isComplete = Object.values(outcomes).every(({ lost }) => lost === 0);
		// A late repetition would come within the next polls.
		if (isComplete && Date.now() - quietSince > 4_000 * secondsBetweenPolls) break;
		await sleep(1_000, undefined, { signal });
	}
	return await outcomesOf(receipts, traffic);
}

async function outcomesOf(receipts: Map<TriggerName, Receipts>, { happened }: Traffic) {
	const outcomes: Array<[string, Outcome]> = [];
	for (const [trigger, receipt] of receipts) {
		await receipt.retryCrashed();
		outcomes.push([trigger, await receipt.compare(happened[trigger])]);
	}
	// Both triggers are among the receipts.
	return Object.fromEntries(outcomes) as Record<TriggerName, Outcome>;
}
