import { singlePackages } from '../../tools/packages/singlePackages';
import { acronisNode, chainWorkflow, docSpaceNode } from '../chain/chainWorkflow';
import { executionFailure } from '../n8n/executions';
import type { PackedPackage } from '../n8n/pack';
import type { Workflow } from '../n8n/workflow';
import { importWorkflow, type StartedN8n } from '../stage';
import { triggerWorkflow } from '../triggers/workflow';
import { PATIENCE } from '../process/waiting';

/** A read of each service, and its trigger. */
const uses = {
	docspace: {
		read: () => docSpaceNode('backup', 'getProgress'),
		trigger: () => triggerWorkflow('docSpaceBackupTrigger', {}, 30),
	},
	acronis: {
		read: () => acronisNode('auditLog', 'getAll'),
		trigger: () => triggerWorkflow('acronisFilesTrigger', {}, 30),
	},
};

/**
 * Runs a node of each service that a package has, and publishes its triggers, with the credentials
 * that are stored once for all packages.
 *
 * @throws an Error with n8n's reason
 */
export async function checkUsed(started: StartedN8n, { name }: PackedPackage): Promise<void> {
	const own = singlePackages.filter((single) => single.name === name);
	const services = (own.length > 0 ? own : singlePackages).map(({ service }) => uses[service]);
	const reads = chainWorkflow(
		name,
		services.map(({ read }) => read()),
	);
	const id = await importWorkflow(started, ofPackage(reads, name));
	const execution = await started.client.finishedExecution(await started.client.run(id, 'Start'), {
		deadline: PATIENCE,
	});
	if (execution.status !== 'success') {
		throw new Error(`${name}: ${executionFailure(execution) ?? execution.status}`);
	}
	for (const { trigger } of services) {
		const triggerId = await importWorkflow(started, ofPackage(trigger(), name));
		await started.client.publish(triggerId);
		await started.client.unpublish(triggerId);
	}
}

/** A workflow with the nodes of another of the packages. */
function ofPackage(workflow: Workflow, name: string): Workflow {
	const nodes = workflow.nodes.map((node) => ({
		...node,
		type: node.type.replace('n8n-nodes-docspace-acronis.', `${name}.`),
	}));
	return { ...workflow, nodes };
}
