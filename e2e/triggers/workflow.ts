import type { INodeParameters } from 'n8n-workflow';
import type { Workflow } from '../n8n/workflow';
import { withFastPolls } from '../workflows/examples';

/** The node whose executions show which events reached the workflow. */
export const RECEIVER = 'Events';

/** The package's triggers, with the credential that each takes and the member that names an event. */
export const TRIGGERS = {
	acronisFilesTrigger: { credential: 'acronisFilesPasswordApi', id: 'uuid', parameters: {} },
	docSpaceBackupTrigger: {
		credential: 'docSpaceApi',
		id: 'id',
		parameters: { event: 'auditEvent' },
	},
} satisfies Record<string, { credential: string; id: string; parameters: INodeParameters }>;

export type TriggerName = keyof typeof TRIGGERS;

/** A workflow of one trigger and a node behind it, polling every few seconds. */
export function triggerWorkflow(
	trigger: TriggerName,
	options: INodeParameters,
	secondsBetweenPolls: number,
): Workflow {
	const { credential, parameters } = TRIGGERS[trigger];
	const workflow: Workflow = {
		name: trigger,
		nodes: [
			{
				id: `${trigger}-node`,
				name: 'Trigger',
				type: `n8n-nodes-docspace-acronis.${trigger}`,
				typeVersion: 1,
				position: [0, 0],
				parameters: { ...parameters, options, pollTimes: {} },
				credentials: { [credential]: { id: null, name: '' } },
			},
			{
				id: `${trigger}-events`,
				name: RECEIVER,
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [220, 0],
				parameters: {},
			},
		],
		connections: { Trigger: { main: [[{ node: RECEIVER, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
	return withFastPolls(workflow, secondsBetweenPolls);
}
