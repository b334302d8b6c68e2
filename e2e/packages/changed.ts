import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from '../../sandbox';
import { forSinglePackages } from '../../tools/packages/workflows';
import type { N8nInstance } from '../n8n/instance';
import { importWorkflow, type StartedN8n } from '../stage';
import { Receipts } from '../triggers/outcome';
import { triggerWorkflow } from '../triggers/workflow';
import { PATIENCE, waitFor } from '../process/waiting';

const secondsBetweenPolls = 5;
const trigger = 'acronisFilesTrigger';

/**
 * Changes the package of a published trigger as the README says, while events happen, and checks that
 * each of them reaches the workflow once.
 *
 * @throws an Error with what was lost or repeated
 */
export async function checkChanged(
	n8n: N8nInstance,
	started: StartedN8n,
	sandbox: Sandbox,
): Promise<void> {
	const { client } = started;
	const id = await importWorkflow(started, triggerWorkflow(trigger, {}, secondsBetweenPolls));
	const receipts = new Receipts(client, id, trigger);
	const happened: string[] = [];
	const happen = () => {
		happened.push(...sandbox.acronis.appendAuditRows({ count: 3 }).map(({ uuid }) => uuid));
	};
	const arrive = () =>
		waitFor(
			`${happened.length} events`,
			async () => ((await receipts.compare(happened)).lost === 0 ? true : undefined),
			{ deadline: PATIENCE, interval: 1_000 },
		);

	await client.publish(id);
	happen();
	await arrive();
	await client.unpublish(id);
	happen();
	const file = join(n8n.folder, 'workflows.json');
	await n8n.command(['export:workflow', `--id=${id}`, `--output=${file}`]);
	await writeFile(file, forSinglePackages(await readFile(file, 'utf8')));
	await n8n.command(['import:workflow', `--input=${file}`]);
	happen();
	await client.publish(id);
	await arrive();
	happen();
	await arrive();
	const { lost, repeated } = await receipts.compare(happened);
	if (lost + repeated > 0) throw new Error(`${lost} events were lost, ${repeated} came twice`);
}
