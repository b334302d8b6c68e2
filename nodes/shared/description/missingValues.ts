import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { RequestContext } from '../context';
import { failedItem } from '../http/items';
import { refuse } from '../parameters/refuse';
import { isRecord } from '../util/isRecord';

/**
 * Refuses a member of a collection that was added and has no value, and likewise a choice or a switch
 * that n8n itself puts into the request: an expression that finds nothing gives null or undefined.
 * Sent or left out, it would change what is done, or widen what is read.
 *
 * @param fields Fields of the node; others among them are passed over.
 * @throws NodeOperationError that names the field by its display name.
 */
export function refuseMissingValues(
	context: RequestContext,
	fields: readonly INodeProperties[],
): void {
	for (const field of fields.filter(isLookedAt)) {
		const { type, name, displayName, options = [] } = field;
		const value: unknown = context.getNodeParameter(name, field.default);
		if (isMissing(value)) refuse(context, displayName, 'has no value', `Set ${displayName}.`);
		if (type !== 'collection' || !isRecord(value)) continue;
		for (const member of options) {
			if (!('displayName' in member) || !(member.name in value)) continue;
			if (!isMissing(value[member.name])) continue;
			refuse(context, member.displayName, 'has no value', 'Set it, or take it out.');
		}
	}
}

function isMissing(value: unknown): boolean {
	return value === null || value === undefined;
}

function isLookedAt({ type, routing }: INodeProperties): boolean {
	return (
		type === 'collection' ||
		(routing?.send !== undefined && (type === 'boolean' || type === 'options'))
	);
}

/** An operation that refuses missing values of its fields before anything else. */
export function refusingMissingValues(
	operation: INodePropertyOptions,
	fields: readonly INodeProperties[],
): INodePropertyOptions {
	const pagination = operation.routing?.operations?.pagination;
	const lookedAt = fields.filter(isLookedAt);
	if (lookedAt.length === 0 || typeof pagination !== 'function') return operation;
	return {
		...operation,
		routing: {
			...operation.routing,
			operations: {
				...operation.routing?.operations,
				async pagination(requestData) {
					try {
						refuseMissingValues(this, lookedAt);
					} catch (error) {
						return failedItem(this, error);
					}
					return await pagination.call(this, requestData);
				},
			},
		},
	};
}
