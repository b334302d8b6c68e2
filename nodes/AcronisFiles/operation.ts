import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** One operation as a resource lists it: its routing, and its fields. */
export interface Operation {
	operation: INodePropertyOptions;
	fields: INodeProperties[];
}

/**
 * The fields of a resource: the choice of its operations, and what belongs to each.
 *
 * @param resource The resource's value.
 * @param operations In the order of their names, as n8n wants them.
 * @param usual The value of the operation that most people want.
 */
export function resourceDescription(
	resource: string,
	operations: readonly Operation[],
	usual: string,
): INodeProperties[] {
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource] } },
			options: operations.map(({ operation }) => operation),
			default: usual,
		},
		...operations.flatMap(({ fields }) => fields),
	];
}
