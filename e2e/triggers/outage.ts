import { setTimeout as sleep } from 'node:timers/promises';
import type { Lifetime } from '../lifetime';
import { importWorkflow, type Stage } from '../stage';
import { PATIENCE, waitFor } from '../waiting';
import { POLLS } from './kills';
import { Receipts } from './outcome';
import { type TriggerName, TRIGGERS, triggerWorkflow } from './workflow';

/** n8n gives a publication up after five tries, which takes it about 50 seconds; in ms. */
const OUTAGE_MILLISECONDS = 90_000;

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
		const id = await importWorkflow(stage, triggerWorkflow(trigger, {}, 5));
		await client.publish(id);
		receipts.set(trigger, new Receipts(client, id, trigger));
	}
	for (const operationId of POLLS) {
		sandbox.faults.add({ operationId, status, times: 'always' });
	}
	await n8n.kill();
	await n8n.start();
	await sleep(OUTAGE_MILLISECONDS, undefined, { signal });
	sandbox.faults.clear();

	const [row] = sandbox.acronis.appendAuditRows({ count: 1 });
	sandbox.docSpace.appendAuditEvents([{ target: 'after the outage' }]);
	const happened = { acronisFilesTrigger: String(row?.uuid), docSpaceBackupTrigger: '1' };
	for (const [trigger, receipt] of receipts) {
		const isThere = async () =>
			(await receipt.compare([happened[trigger]])).lost === 0 ? true : undefined;
		await waitFor(`${trigger} to poll again`, isThere, {
			deadline: PATIENCE,
			interval: 2_000,
			signal,
		});
	}
}
