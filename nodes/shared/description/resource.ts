import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { readFirst } from './readFirst';

/** One operation as its file exports it. */
export interface Operation {
	operation: INodePropertyOptions;
	fields: readonly INodeProperties[];
}

/**
 * The properties of one resource: the choice of its operations, and each operation's fields.
 *
 * Operation files list their fields without display options: which operation shows them follows
 * from here. Every operation also reads all of them before anything else.
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
			options: operations.map(({ operation, fields }) => readFirst(operation, fields)),
			default: usual,
		},
		...operations.flatMap(({ operation, fields }) =>
			fields.map((field) => shownFor(resource, operation, field)),
		),
	];
}

/**
 * n8n looks at the conditions in their order, and takes an expression in one of them for true without
 * looking on: resource and operation come first, so that no field of another operation is demanded.
 */
function shownFor(
	resource: string,
	{ value }: INodePropertyOptions,
	field: INodeProperties,
): INodeProperties {
	const { displayOptions } = field;
	const show = { resource: [resource], operation: [value], ...displayOptions?.show };
	return { ...field, displayOptions: { ...displayOptions, show } };
}
