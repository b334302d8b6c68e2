import type { StartedN8n } from '../stage';
import { exampleWorkflowNames, type Flavor, readExampleWorkflow } from '../workflows/examples';

/**
 * Checks that n8n takes every example workflow and knows the type of each of its nodes: a node whose
 * package is missing is imported without a word.
 *
 * @throws an Error naming the example and the types
 */
export async function checkExamplesOpen({ client }: StartedN8n, flavor: Flavor): Promise<void> {
	const known = new Set((await client.nodeTypes()).map(({ name }) => name));
	for (const name of await exampleWorkflowNames()) {
		const workflow = await readExampleWorkflow(name, flavor);
		const unknown = workflow.nodes.map(({ type }) => type).filter((type) => !known.has(type));
		if (unknown.length > 0) throw new Error(`${name}: n8n does not know ${unknown.join(', ')}`);
		// The editor makes a new workflow of what it imports.
		await client.createWorkflow({ ...workflow, id: undefined });
	}
}
