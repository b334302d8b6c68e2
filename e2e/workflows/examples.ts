import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredCredential } from '../n8n/client';
import type { Workflow } from '../n8n/workflow';

const folder = join(__dirname, '..', '..', 'workflows');

/** The example workflows are there for the package with both services and for the single packages. */
export type Flavor = 'both' | 'single-packages';

/** Where the example workflows of a kind lie. */
export function workflowsFolder(flavor: Flavor): string {
	return join(folder, flavor === 'both' ? '' : flavor);
}

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
	const path = join(workflowsFolder(flavor), `${name}.json`);
	const workflow: Workflow = JSON.parse(await readFile(path, 'utf8'));
	return workflow;
}

/** The type of n8n's node that runs another workflow. */
const CALLS = 'n8n-nodes-base.executeWorkflow';

/**
 * Gives the workflow with the ids of the workflows that it calls, which every n8n gives anew.
 *
 * @param idOf the id of a workflow by its name
 */
export async function withCalledWorkflows(
	workflow: Workflow,
	idOf: (name: string) => Promise<string>,
): Promise<Workflow> {
	const nodes = [];
	for (const node of workflow.nodes) {
		const { workflowId } = node.parameters;
		const isCall = node.type === CALLS && typeof workflowId === 'object' && workflowId !== null;
		if (!isCall || !('cachedResultName' in workflowId)) {
			nodes.push(node);
			continue;
		}
		const name = String(workflowId.cachedResultName).replace('Choose ', '');
		const called = { ...workflowId, value: await idOf(name), cachedResultName: name };
		nodes.push({ ...node, parameters: { ...node.parameters, workflowId: called } });
	}
	return { ...workflow, nodes };
}

/**
 * Gives the workflow with its nodes' credentials replaced by the stored ones of the same name, else of
 * the same type.
 *
 * @throws an Error naming the node whose credential type is not stored
 */
export function withCredentials(
	workflow: Workflow,
	stored: ReadonlyMap<string, StoredCredential>,
): Workflow {
	const nodes = workflow.nodes.map((node) => {
		if (!node.credentials) return node;
		const credentials = Object.entries(node.credentials).map(([type, { name }]) => {
			const credential = stored.get(name) ?? stored.get(type);
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
