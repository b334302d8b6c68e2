import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { nodeOf, workflowOf } from '../support/engine';
import { nodeClass, nodeTypes, type NodeName } from '../support/nodeTypes';
import { useSandbox } from '../support/sandbox';

/** What stands below each node on the canvas, evaluated as the editor does it. */

const at = useSandbox();

/** n8n's editor evaluates a subtitle as an internal parameter of the node, without data. */
function subtitle(node: NodeName, parameters: INodeParameters): unknown {
	const credential = node.startsWith('acronis') ? at.acronis() : at.docSpace();
	const workflow = workflowOf({ node, parameters, credential }, nodeTypes());
	return workflow.expression.getSimpleParameterValue(
		nodeOf(workflow),
		nodeClass(node).description.subtitle,
		'internal',
		{},
	);
}

/** Each choice of a field that stands in several forms, with what shows the form. */
function choices(node: NodeName, field: string) {
	return nodeClass(node)
		.description.properties.filter(({ name }) => name === field)
		.flatMap(({ displayOptions, options = [] }: INodeProperties) =>
			options.flatMap((option) =>
				'value' in option ? [{ option, resource: displayOptions?.show?.resource?.[0] }] : [],
			),
		);
}

it.each(['acronisFiles', 'docSpaceBackup'] as const)('%s: the action in words', (node) => {
	const operations = choices(node, 'operation');
	expect(operations.length).toBeGreaterThan(30);
	for (const { option, resource } of operations) {
		const parameters = { resource: String(resource), operation: option.value };
		expect(subtitle(node, parameters)).toBe(option.action);
	}
});

it('DocSpace trigger: the event', () => {
	const events = choices('docSpaceBackupTrigger', 'event');
	expect(events.length).toBeGreaterThan(2);
	for (const { option } of events) {
		expect(subtitle('docSpaceBackupTrigger', { event: option.value })).toBe(
			option.name.toLowerCase(),
		);
	}
});

it('Acronis trigger: what it waits for', () => {
	expect(subtitle('acronisFilesTrigger', {})).toBe('audit log: new entry');
});

it('an operation that is not known has none', () => {
	const parameters = { resource: 'backup', operation: 'unknown' };
	expect(subtitle('docSpaceBackup', parameters)).not.toEqual(expect.any(String));
});
