import type { INodeParameters } from 'n8n-workflow';
import { sandboxCredentials } from '../e2e/credentials';
import type { N8nClient, StoredCredential } from '../e2e/n8n/client';
import { executionFailure, nodeOutput, nodeRuns } from '../e2e/n8n/executions';
import type { Workflow } from '../e2e/n8n/workflow';
import type { SandboxProcess } from '../e2e/sandboxProcess';
import { withCredentials } from '../e2e/workflows';

const nodeName = 'Portal';
const runDeadline = 15 * 60_000;

/** What an operation took in a real n8n. */
export interface PortalRun {
	/** Inside the node. */
	milliseconds: number;
	items: ReturnType<typeof nodeOutput>;
}

/** Runs operations of the DocSpace node in an n8n, each in a workflow of its own. */
export class PortalRuns {
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
	): Promise<PortalRuns> {
		await client.setUpOwner({ email: 'owner@example.com', password: 'Sandbox-2026' });
		const stored = new Map<string, StoredCredential>();
		for (const credential of sandboxCredentials(sandbox.offer)) {
			stored.set(credential.type, await client.createCredential(credential));
		}
		return new PortalRuns(client, stored, signal);
	}

	/** @throws an Error when the execution failed */
	async run(resource: string, operation: string, rest: INodeParameters = {}): Promise<PortalRun> {
		const workflow = portalWorkflow({ resource, operation, ...rest });
		const { client, signal } = this;
		const workflowId = await client.createWorkflow(withCredentials(workflow, this.stored));
		const id = await client.run(workflowId, 'Start');
		const execution = await client.finishedExecution(id, { deadline: runDeadline, signal });
		const [nodeRun] = nodeRuns(execution, nodeName);
		if (execution.status !== 'success' || !nodeRun) {
			throw new Error(executionFailure(execution) ?? `The execution is ${execution.status}`);
		}
		return { milliseconds: nodeRun.executionTime, items: nodeOutput(execution, nodeName) };
	}
}

function portalWorkflow(parameters: INodeParameters): Workflow {
	const common = { typeVersion: 1, position: [0, 0] as [number, number] };
	return {
		name: `${parameters.resource}: ${parameters.operation}`,
		nodes: [
			{
				...common,
				id: 'start',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				parameters: {},
			},
			{
				...common,
				id: 'portal',
				name: nodeName,
				type: 'n8n-nodes-docspace-acronis.docSpaceBackup',
				parameters,
				credentials: { docSpaceApi: { id: null, name: '' } },
			},
		],
		connections: { Start: { main: [[{ node: nodeName, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
