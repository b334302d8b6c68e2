import { SupplyDataContext } from 'n8n-core';
import { makeHandleToolInvocation } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data';
import type { IExecuteData, INodeParameters } from 'n8n-workflow';
import { createEmptyRunExecutionData, NodeConnectionTypes } from 'n8n-workflow';

import { additionalDataFor, nodeOf, workflowOf } from '../support/engine';
import type { NodeRun } from '../support/engine';
import { nodeTypes } from '../support/nodeTypes';

/**
 * Calls tools as an AI Agent before version 3 does: all at one time, by itself and not through the engine,
 * and with the agent's own execution data for all of them.
 *
 * @returns What each call tells the model.
 * @throws What a call throws, of which such an agent tells the model nothing.
 */
export async function callDirectly(
	run: Omit<NodeRun, 'parameters'>,
	calls: readonly INodeParameters[],
): Promise<string[]> {
	const types = nodeTypes();
	const runData = createEmptyRunExecutionData();
	const agent = { id: 'agent', name: 'Agent', type: 'agent', typeVersion: 2.2 };
	const executeData: IExecuteData = {
		data: { main: [[{ json: {} }]] },
		node: { ...agent, position: [0, 0], parameters: {} },
		source: null,
	};
	const tools = calls.map((parameters) => {
		const workflow = workflowOf({ ...run, parameters, isTool: true }, types);
		const node = nodeOf(workflow);
		const contextFor = (runIndex: number) =>
			new SupplyDataContext(
				workflow,
				node,
				additionalDataFor('execution'),
				'trigger',
				runData,
				runIndex,
				[{ json: {} }],
				{},
				NodeConnectionTypes.AiTool,
				executeData,
				[],
			);
		const type = types.getByNameAndVersion(node.type);
		return makeHandleToolInvocation(contextFor, node, type, runData);
	});
	return await Promise.all(tools.map(async (call) => await call({})));
}
