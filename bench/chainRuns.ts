import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import { sandboxCredentials } from '../e2e/credentials';
import type { N8nClient, StoredCredential } from '../e2e/n8n/client';
import { executionFailure, nodeOutput, nodeRuns } from '../e2e/n8n/executions';
import type { SandboxProcess } from '../e2e/sandboxProcess';
import { withCredentials } from '../e2e/workflows';

const runDeadline = 20 * 60_000;
const acronisCredential = { acronisFilesPasswordApi: { id: null, name: '' } };

/** A node of a chain. */
export type Link = Pick<INode, 'type' | 'typeVersion' | 'parameters' | 'credentials'>;

/** What the last node of a chain took, inside it, and what it put out. */
export interface ChainRun {
	milliseconds: number;
	items: ReturnType<typeof nodeOutput>;
}

/** An operation of the Acronis node. */
export function acronisNode(resource: string, operation: string, rest: INodeParameters = {}): Link {
	return {
		type: 'n8n-nodes-docspace-acronis.acronisFiles',
		typeVersion: 1,
		parameters: { resource, operation, ...rest },
		credentials: acronisCredential,
	};
}

/** The HTTP Request node with the same credential. */
export function httpRequest(parameters: INodeParameters): Link {
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'acronisFilesPasswordApi',
			options: {},
			...parameters,
		},
		credentials: acronisCredential,
	};
}

/** Runs chains of nodes in a real n8n, each in a workflow of its own. */
export class ChainRuns {
	private constructor(
		private readonly client: N8nClient,
		private readonly stored: ReadonlyMap<string, StoredCredential>,
		private readonly signal: AbortSignal,
	) {}

	/** @param client of an n8n without an owner */
	static async prepare(
		client: N8nClient,
		sandbox: SandboxProcess,
		signal: AbortSignal,
	): Promise<ChainRuns> {
		await client.setUpOwner({ email: 'owner@example.com', password: 'Sandbox-2026' });
		const stored = new Map<string, StoredCredential>();
		for (const credential of sandboxCredentials(sandbox.offer)) {
			stored.set(credential.type, await client.createCredential(credential));
		}
		return new ChainRuns(client, stored, signal);
	}

	/** @throws an Error when the execution failed */
	async run(...links: Link[]): Promise<ChainRun> {
		const { client, signal } = this;
		const start: Link = { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
		const nodes = [start, ...links].map((link, index): INode => {
			const name = index === 0 ? 'Start' : `Node ${index}`;
			return { ...link, id: name, name, position: [220 * index, 0] };
		});
		const connections: IConnections = {};
		for (const [index, { name }] of nodes.entries()) {
			const next = nodes[index + 1];
			if (next) connections[name] = { main: [[{ node: next.name, type: 'main', index: 0 }]] };
		}
		const settings = { executionOrder: 'v1' as const };
		const workflow = withCredentials({ name: 'Bench', nodes, connections, settings }, this.stored);
		const workflowId = await client.createWorkflow(workflow);
		const id = await client.run(workflowId, 'Start');
		const execution = await client.finishedExecution(id, { deadline: runDeadline, signal });
		const last = nodes.at(-1)?.name ?? '';
		const [nodeRun] = nodeRuns(execution, last);
		if (execution.status !== 'success' || !nodeRun) {
			throw new Error(executionFailure(execution) ?? `The execution is ${execution.status}`);
		}
		return { milliseconds: nodeRun.executionTime, items: nodeOutput(execution, last) };
	}
}
