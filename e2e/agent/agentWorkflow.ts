import type { IConnections, INode } from 'n8n-workflow';

import type { Link } from '../chain/chainWorkflow';
import type { Workflow } from '../n8n/workflow';

/** The node with n8n's chat model, and its connection to an agent. */
export function withChatModel(workflow: Workflow, agent: string): Workflow {
	const model: INode = {
		id: 'model',
		name: 'Chat Model',
		type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
		typeVersion: 1.2,
		position: [0, 400],
		parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
		credentials: { openAiApi: { id: null, name: '' } },
	};
	const to = [[{ node: agent, type: 'ai_languageModel' as const, index: 0 }]];
	return {
		...workflow,
		nodes: [...workflow.nodes, model],
		connections: { ...workflow.connections, [model.name]: { ai_languageModel: to } },
	};
}

/**
 * A workflow of a start by hand, which is named `Start`, and an agent with tools.
 *
 * @param version of n8n's node AI Agent
 * @param tools nodes of the package as a workflow has them; each by a name of its own
 */
export function agentWorkflow(version: number, tools: Record<string, Link>): Workflow {
	const agent = 'Agent';
	const nodes: INode[] = [
		{
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'agent',
			name: agent,
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: version,
			position: [200, 0],
			parameters: { promptType: 'define', text: 'Do what your script says.', options: {} },
		},
		...Object.entries(tools).map(([name, link], index): INode => ({
			...link,
			id: name,
			name,
			// n8n gives what a model uses a type of its own.
			type: `${link.type}Tool`,
			position: [200 * index, 600],
		})),
	];
	const connections: IConnections = {
		Start: { main: [[{ node: agent, type: 'main', index: 0 }]] },
	};
	for (const name of Object.keys(tools)) {
		connections[name] = { ai_tool: [[{ node: agent, type: 'ai_tool', index: 0 }]] };
	}
	const workflow = { name: `Agent ${version}`, nodes, connections };
	return withChatModel({ ...workflow, settings: { executionOrder: 'v1' } }, agent);
}

/** An expression that lets the model choose a field's value. */
export function chosenByModel(
	key: string,
	description: string,
	type: 'string' | 'number' | 'boolean' = 'string',
): string {
	return `={{ $fromAI('${key}', \`${description}\`, '${type}') }}`;
}
