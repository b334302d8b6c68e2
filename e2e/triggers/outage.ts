import { setTimeout as sleep } from 'node:timers/promises';
import type { Lifetime } from '../process/lifetime';
import { importWorkflow, type Stage } from '../stage';
import { PATIENCE, waitFor } from '../process/waiting';
import { POLLS } from './kills';
import { Receipts } from './outcome';
import { type TriggerName, TRIGGERS, triggerWorkflow } from './workflow';

/** n8n gives a publication up after five tries, which takes it about 50 seconds; in ms. */
const OUTAGE_MILLISECONDS = 90_000;

/**
 * After a start n8n's durable scheduler makes up for the ticks of the last minute, all at once, and
 * after each that fails it waits twice as long: with many of them it would wait for half an hour.
 */
const SECONDS_BETWEEN_POLLS = 30;

/**
 * Publishes both triggers, kills n8n and starts it again while both services answer with a status,
 * and looks whether both triggers find what happens when the services are back.
 *
 * @throws an Error naming the trigger that polls no more
 */
export async function restartInOutage(
	stage: Stage,
	{ signal }: Lifetime,
	status: number,
): Promise<void> {
	const { client, n8n, sandbox } = stage;
	const receipts = new Map<TriggerName, Receipts>();
	// The object's own keys.
	for (const trigger of Object.keys(TRIGGERS) as TriggerName[]) {
		const id = await importWorkflow(stage, triggerWorkflow(trigger, {}, SECONDS_BETWEEN_POLLS));
		await client.publish(id);
		receipts.set(trigger, new Receipts(client, id, trigger));
	}
	// n8n's durable engine stores a trigger's place with its first tick, not when it is published.
	await expectEvent(stage, receipts, 1, signal);
	for (const operationId of POLLS) {
		sandbox.faults.add({ operationId, status, times: 'always' });
	}
	await n8n.kill();
	await n8n.start();
	await sleep(OUTAGE_MILLISECONDS, undefined, { signal });
	sandbox.faults.clear();

	await expectEvent(stage, receipts, 2, signal);
}

/** Lets the first, or second … event happen at each service and waits until both workflows have it. */
async function expectEvent(
	{ sandbox }: Stage,
	receipts: Map<TriggerName, Receipts>,
	count: number,
	signal: AbortSignal,
): Promise<void> {
	const [row] = sandbox.acronis.appendAuditRows({ count: 1 });
	sandbox.docSpace.appendAuditEvents([{ target: `event ${count}` }]);
	const happened = {
		acronisFilesTrigger: String(row?.uuid),
		docSpaceBackupTrigger: String(count),
	};
	for (const [trigger, receipt] of receipts) {
		const isThere = async () =>
			(await receipt.compare([happened[trigger]])).lost === 0 ? true : undefined;
		await waitFor(`event ${count} of ${trigger}`, isThere, {
			deadline: PATIENCE,
			interval: 2_000,
			signal,
		});
	}
}
