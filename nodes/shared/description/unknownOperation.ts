import type { IExecuteSingleFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { failedItem } from '../http/items/items';
import { asChoice } from '../parameters/forms/choice';
import { shown } from '../parameters/forms/form';
import { plainParameter } from '../parameters/plainParameter';
import { rejectParameter } from '../parameters/rejectParameter';

/**
 * Refuses a resource or an operation that the node does not have, as a workflow of a newer version
 * can, or one that was not made in the editor. Without it n8n would ask for the service's address
 * alone, and call that a success. The routing of an operation takes the place of this one.
 *
 * @param properties A node's properties: Resource, each resource's Operation, the operations' fields.
 * @returns The same, with the refusal as the routing of Resource.
 */
export function withUnknownRefused(properties: readonly INodeProperties[]): INodeProperties[] {
	const resources = choicesOf(properties.find(({ name }) => name === 'resource'));
	const operationsOf = (resource: string) =>
		choicesOf(
			properties.find(
				({ name, displayOptions }) =>
					name === 'operation' && displayOptions?.show?.resource?.includes(resource),
			),
		);
	const routing: INodeProperties['routing'] = {
		send: { paginate: true },
		operations: {
			async pagination() {
				try {
					const resource = plainParameter(this, 'resource', '');
					const isKnown = resources.some(({ value }) => value === resource);
					if (!isKnown) refuseUnknown(this, 'Resource', resource, resources);
					const operation = plainParameter(this, 'operation', '');
					return refuseUnknown(this, 'Operation', operation, operationsOf(resource));
				} catch (error) {
					return failedItem(this, error);
				}
			},
		},
	};
	return properties.map((property) =>
		property.name === 'resource' ? { ...property, routing } : property,
	);
}

function choicesOf(field: INodeProperties | undefined): INodePropertyOptions[] {
	return (field?.options ?? []).filter(
		(option): option is INodePropertyOptions => 'value' in option,
	);
}

/** n8n takes the exact value only, and no expression. */
function refuseUnknown(
	context: IExecuteSingleFunctions,
	displayName: string,
	given: string,
	options: INodePropertyOptions[],
): never {
	const read = asChoice(given, options);
	if ('problem' in read) return rejectParameter(context, displayName, read.problem, read.advice);
	return rejectParameter(
		context,
		displayName,
		`is not written the way n8n expects it: ${shown(given)}`,
		`Set it to ${String(read.value)}, as a fixed value.`,
	);
}
