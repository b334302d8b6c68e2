import type { INodeParameters } from 'n8n-workflow';
import { chainWorkflow, type Link, setFields } from '../e2e/chain/chainWorkflow';
import { executionFailure, nodeOutput, nodeRuns } from '../e2e/n8n/executions';
import { importWorkflow, type StartedN8n } from '../e2e/stage';

const runDeadline = 20 * 60_000;

/** What the last node of a chain took, inside it, and what it put out. */
export interface ChainRun {
	milliseconds: number;
	items: ReturnType<typeof nodeOutput>;
}

/** The HTTP Request node with a credential of ours. */
export function httpRequest(credentialType: string, parameters: INodeParameters): Link {
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			authentication: 'predefinedCredentialType',
			nodeCredentialType: credentialType,
			options: {},
			...parameters,
		},
		credentials: { [credentialType]: { id: null, name: '' } },
	};
}

/**
 * Nodes that put out so many items.
 *
 * @param item what is in each: a JavaScript object, in which `number` counts from 0
 */
export function items(count: number, item = '{ number }'): Link[] {
	const value = `={{ Array.from({ length: ${count} }, (_, number) => (${item})) }}`;
	return [
		setFields({ list: { type: 'array', value } }),
		{
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'list', options: {} },
		},
	];
}

/** Runs chains of nodes in a real n8n, each in a workflow of its own. */
export class ChainRuns {
	constructor(
		private readonly n8n: StartedN8n,
		private readonly signal: AbortSignal,
	) {}

	/** @throws an Error when the execution failed */
	async run(...links: Link[]): Promise<ChainRun> {
		const { n8n, signal } = this;
		const workflow = chainWorkflow('Bench', links);
		const id = await n8n.client.run(await importWorkflow(n8n, workflow), 'Start');
		const execution = await n8n.client.finishedExecution(id, { deadline: runDeadline, signal });
		const last = workflow.nodes.at(-1)?.name ?? '';
		const [nodeRun] = nodeRuns(execution, last);
		if (execution.status !== 'success' || !nodeRun) {
			throw new Error(executionFailure(execution) ?? `The execution is ${execution.status}`);
		}
		return { milliseconds: nodeRun.executionTime, items: nodeOutput(execution, last) };
	}
}
