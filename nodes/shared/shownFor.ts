import type { INodeProperties } from 'n8n-workflow';

/**
 * Shows fields for one operation only, on top of the conditions that they have themselves.
 *
 * @param resource The resource's value.
 * @param operation The operation's value.
 * @param fields The fields, as they are written once for all operations that have them.
 */
export function shownFor(
	resource: string,
	operation: string,
	fields: readonly INodeProperties[],
): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { resource: [resource], operation: [operation], ...field.displayOptions?.show },
		},
	}));
}
