import { LoadOptionsContext } from 'n8n-core';
import type { INodeParameters, INodePropertyOptions } from 'n8n-workflow';

import type { NodeOutcome, NodeRun } from '../../support/engine';
import { additionalDataFor, nodeOf, runNode, workflowOf } from '../../support/engine';
import { nodeClass, nodeTypes } from '../../support/nodeTypes';
import type { SandboxUnderTest } from '../../support/sandbox';
import { sawError } from '../../support/secretWatch';

/** Runs an operation of the DocSpace node as an administrator. */
export type Run = (parameters?: INodeParameters, rest?: Partial<NodeRun>) => Promise<NodeOutcome>;

/** An operation of the DocSpace node against a sandbox. */
export function operationAt(at: SandboxUnderTest, resource: string, operation: string): Run {
	return async (parameters = {}, rest = {}) =>
		await runNode({
			node: 'docSpaceBackup',
			credential: at.docSpace(),
			storage: at.storageAccount(),
			...rest,
			parameters: { resource, operation, ...parameters },
		});
}

/** What a drop-down of the node offers. */
export async function offered(
	at: SandboxUnderTest,
	method: string,
	parameters: INodeParameters = {},
): Promise<INodePropertyOptions[]> {
	const run: NodeRun = { node: 'docSpaceBackup', credential: at.docSpace(), parameters };
	const workflow = workflowOf(run, nodeTypes());
	const node = nodeOf(workflow);
	// With defaults, as the editor sends them.
	const additionalData = {
		...additionalDataFor(undefined),
		currentNodeParameters: { ...node.parameters, ...parameters },
	};
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	const load = nodeClass('docSpaceBackup').methods?.loadOptions?.[method];
	if (!load) throw new Error(`The node has no drop-down ${method}`);
	return await load.call(context).catch((error: unknown) => {
		throw sawError(error);
	});
}

/** The values of the fields of a WebDAV account; its credential goes beside them. */
export function webDavAccount(changes: INodeParameters = {}) {
	return { providerKey: 'WebDav', customerTitle: 'Off-site', ...changes };
}
