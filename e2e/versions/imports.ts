import { checkExamplesOpen } from '../packages/examples';
import { exampleWorkflowNames, readExampleWorkflow, workflowsFolder } from '../workflows/examples';
import type { Subject, Watch } from './subject';

/**
 * Imports every example workflow by the interface of the editor and, where n8n is on this machine, by
 * its command line.
 *
 * @throws an Error naming the example and n8n's reason
 */
export async function checkImports(subject: Subject, { report }: Watch): Promise<void> {
	const { client, local } = subject;
	await checkExamplesOpen(subject, 'both');
	if (!local) {
		report('The import by the command line is left out: n8n is not on this machine');
		return;
	}
	const before = await client.workflowNames();
	await local.n8n.command(['import:workflow', '--separate', `--input=${workflowsFolder('both')}`]);
	const after = await client.workflowNames();
	for (const name of await exampleWorkflowNames()) {
		const { name: title } = await readExampleWorkflow(name);
		const count = (names: string[]) => names.filter((one) => one === title).length;
		if (count(after) !== count(before) + 1) {
			throw new Error(`${name} was imported ${count(after) - count(before)} times`);
		}
	}
}
