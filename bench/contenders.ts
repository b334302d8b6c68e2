import type { IConnections, INode } from 'n8n-workflow';
import type { Workflow } from '../e2e/n8n/workflow';

/** Who takes part: our node, n8n's HTTP Request and a plain declarative node. */
export const contenderNames = ['ours', 'httpRequest', 'plainDeclarative'] as const;

/** The name of one of them. */
export type ContenderName = (typeof contenderNames)[number];

/** A node that does the same as the others: gets the backup progress of a portal. */
export type Contender = Pick<INode, 'type' | 'typeVersion' | 'parameters'>;

const credentials = { docSpaceApi: { id: null, name: '' } };

/** The contenders, set up for the portal at this address. */
export function contenders(portalUrl: string): Record<ContenderName, Contender> {
	return {
		ours: {
			type: 'n8n-nodes-docspace-acronis.docSpaceBackup',
			typeVersion: 1,
			parameters: { resource: 'backup', operation: 'getProgress', dump: false },
		},
		httpRequest: {
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				url: `${portalUrl}/api/2.0/backup/getbackupprogress?dump=false`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'docSpaceApi',
				options: {},
			},
		},
		plainDeclarative: {
			type: 'CUSTOM.plainDeclarative',
			typeVersion: 1,
			parameters: { operation: 'getProgress', dump: false },
		},
	};
}

/** A workflow that gives a number of items to a node of the name `Contender`. */
export function contenderWorkflow(contender: Contender, items: number): Workflow {
	const list = `={{ Array.from({ length: ${items} }, (_, number) => ({ number })) }}`;
	const chain: INode[] = [
		{
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'list',
			name: 'List',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [220, 0],
			parameters: {
				assignments: { assignments: [{ id: 'list', name: 'list', type: 'array', value: list }] },
			},
		},
		{
			id: 'items',
			name: 'Items',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position: [440, 0],
			parameters: { fieldToSplitOut: 'list', options: {} },
		},
		{ ...contender, id: 'contender', name: 'Contender', position: [660, 0], credentials },
	];
	const connections: IConnections = {};
	for (const [index, { name }] of chain.entries()) {
		const next = chain[index + 1];
		if (next) connections[name] = { main: [[{ node: next.name, type: 'main', index: 0 }]] };
	}
	return { name: contender.type, nodes: chain, connections, settings: { executionOrder: 'v1' } };
}
