import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredCredential } from './n8n/client';
import type { Workflow } from './n8n/workflow';

const folder = join(__dirname, '..', 'workflows');

/** The example workflows are there for the package with both services and for the single packages. */
export type Flavor = 'both' | 'single-packages';

/** The names of the example workflows, without `.json`, in alphabetical order. */
export async function exampleWorkflowNames(): Promise<string[]> {
	const files = await readdir(folder);
	return files
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.slice(0, -'.json'.length))
		.sort();
}

/** Reads an example workflow as it is published. */
export async function readExampleWorkflow(
	name: string,
	flavor: Flavor = 'both',
): Promise<Workflow> {
	const path = join(folder, flavor === 'both' ? '' : flavor, `${name}.json`);
	const workflow: Workflow = JSON.parse(await readFile(path, 'utf8'));
	return workflow;
}

/**
 * Gives the workflow with its nodes' credentials replaced by the stored ones of the same type.
 *
 * @throws an Error naming the node whose credential type is not stored
 */
export function withCredentials(
	workflow: Workflow,
	stored: ReadonlyMap<string, StoredCredential>,
): Workflow {
	const nodes = workflow.nodes.map((node) => {
		if (!node.credentials) return node;
		const credentials = Object.keys(node.credentials).map((type) => {
			const credential = stored.get(type);
			if (!credential) throw new Error(`${node.name}: no credential of type ${type} is stored`);
			return [type, credential];
		});
		return { ...node, credentials: Object.fromEntries(credentials) };
	});
	return { ...workflow, nodes };
}

/**
 * Gives the workflow with its poll triggers polling every few seconds instead of every minute. n8n
 * refuses a schedule of less than a minute, but takes several that together are as fast.
 *
 * @param seconds between two polls; a divisor of 60
 */
export function withFastPolls(workflow: Workflow, seconds: number): Workflow {
	const item = Array.from({ length: 60 / seconds }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * seconds} * * * * *`,
	}));
	const nodes = workflow.nodes.map((node) =>
		'pollTimes' in node.parameters
			? { ...node, parameters: { ...node.parameters, pollTimes: { item } } }
			: node,
	);
	return { ...workflow, nodes };
}
