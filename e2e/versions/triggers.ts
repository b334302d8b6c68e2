import { setTimeout as sleep } from 'node:timers/promises';
import { importWorkflow } from '../stage';
import { Receipts } from '../triggers/outcome';
import { type TriggerName, TRIGGERS, triggerWorkflow } from '../triggers/workflow';
import { PATIENCE, waitFor } from '../process/waiting';
import type { Subject, Watch } from './subject';

const SECONDS_BETWEEN_POLLS = 5;

/**
 * Publishes both triggers, lets events happen at both services in two bursts, and checks that each event
 * reaches its workflow once.
 *
 * @throws an Error naming the trigger with what was lost or repeated
 */
export async function checkTriggers(subject: Subject, { lifetime: { signal } }: Watch) {
	const { client, sandbox } = subject;
	const receipts = new Map<TriggerName, Receipts>();
	const workflows: string[] = [];
	// The object's own keys.
	for (const trigger of Object.keys(TRIGGERS) as TriggerName[]) {
		const id = await importWorkflow(subject, triggerWorkflow(trigger, {}, SECONDS_BETWEEN_POLLS));
		await client.publish(id);
		workflows.push(id);
		receipts.set(trigger, new Receipts(client, id, trigger));
	}
	const happened: Record<TriggerName, string[]> = {
		acronisFilesTrigger: [],
		docSpaceBackupTrigger: [],
	};
	for (let burst = 1; burst <= 2; burst += 1) {
		const rows = sandbox.acronis.appendAuditRows({ count: 3 });
		happened.acronisFilesTrigger.push(...rows.map(({ uuid }) => uuid));
		const events = sandbox.docSpace.appendAuditEvents([{}, {}, {}]);
		happened.docSpaceBackupTrigger.push(...events.map(({ id }) => String(id)));
		for (const [trigger, receipt] of receipts) {
			await waitFor(
				`the events of ${trigger}`,
				async () => ((await receipt.compare(happened[trigger])).lost === 0 ? true : undefined),
				{ deadline: PATIENCE, interval: 1_000, signal },
			);
		}
	}
	// A repetition would come with the next polls.
	await sleep(2_000 * SECONDS_BETWEEN_POLLS, undefined, { signal });
	const outcomes: Record<string, { events: number }> = {};
	for (const [trigger, receipt] of receipts) {
		const { events, lost, repeated, redelivered } = await receipt.compare(happened[trigger]);
		if (lost + repeated + redelivered > 0) {
			throw new Error(`${trigger}: ${lost} lost, ${repeated} repeated, ${redelivered} redelivered`);
		}
		outcomes[trigger] = { events };
	}
	for (const id of workflows) await client.unpublish(id);
	return outcomes;
}
