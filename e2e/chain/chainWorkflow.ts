import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import type { Workflow } from '../n8n/workflow';

/** A node of a chain; without a name it gets one by its place. */
export type Link = Pick<
	INode,
	'type' | 'typeVersion' | 'parameters' | 'credentials' | 'onError'
> & {
	name?: string;
};

/** An operation of the Acronis node. */
export function acronisNode(resource: string, operation: string, rest: INodeParameters = {}): Link {
	return {
		type: 'n8n-nodes-docspace-acronis.acronisFiles',
		typeVersion: 1,
		parameters: { resource, operation, ...rest },
		credentials: { acronisFilesPasswordApi: { id: null, name: '' } },
	};
}

/** An operation of the DocSpace node. */
export function docSpaceNode(
	resource: string,
	operation: string,
	rest: INodeParameters = {},
): Link {
	return {
		type: 'n8n-nodes-docspace-acronis.docSpaceBackup',
		typeVersion: 1,
		parameters: { resource, operation, ...rest },
		credentials: { docSpaceApi: { id: null, name: '' } },
	};
}

/** n8n's node that gives an item these fields: a name, and an expression or a text for each. */
export function setFields(fields: Record<string, { type: string; value: string }>): Link {
	const assignments = Object.entries(fields).map(([name, field]) => ({ id: name, name, ...field }));
	return {
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { assignments: { assignments } },
	};
}

/** A workflow of a start by hand, which is named `Start`, and nodes one after the other. */
export function chainWorkflow(name: string, links: Link[]): Workflow {
	const start: Link = {
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		parameters: {},
	};
	const nodes = [start, ...links].map((link, index): INode => {
		const title = link.name ?? `Node ${index}`;
		return { ...link, id: title, name: title, position: [220 * index, 0] };
	});
	const connections: IConnections = {};
	for (const [index, node] of nodes.entries()) {
		const next = nodes[index + 1];
		if (next) connections[node.name] = { main: [[{ node: next.name, type: 'main', index: 0 }]] };
	}
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}
