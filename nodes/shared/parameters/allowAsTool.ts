import type { INodeProperties } from 'n8n-workflow';

import type { RequestContext } from '../context';
import { isTool } from './isTool';
import { rejectParameter } from './rejectParameter';

/** Stands among the fields of an operation that deletes something: a model may not do that by itself. */
export const allowAsToolField: INodeProperties = {
	displayName: 'Allow as Tool',
	name: 'allowAsTool',
	type: 'boolean',
	default: false,
	noDataExpression: true,
	displayOptions: { show: { '@tool': [true] } },
	description:
		"Whether a model may run this operation, which deletes data. With n8n's human review, a person can approve each call.",
};

/**
 * Refuses to delete something for a model, unless a person has allowed it.
 *
 * @param value What the field holds.
 * @throws NodeOperationError in a tool whose field is off.
 */
export function checkAllowedAsTool(
	context: RequestContext,
	{ name, displayName }: INodeProperties,
	value: unknown,
): void {
	if (name !== allowAsToolField.name || value === true || !isTool(context)) return;
	rejectParameter(
		context,
		displayName,
		'is not turned on, and this operation deletes data',
		'Ask a person to turn it on in the node.',
	);
}
