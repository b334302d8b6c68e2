import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { beginItem } from '../context';
import { failedItem } from '../http/items/items';
import { readParameters } from '../parameters/readParameters';
import { sendParameters } from '../parameters/sendParameters';

/**
 * Makes an operation read all of its fields before anything else, so that it knows each value in one
 * form, and nothing is sent where one cannot be understood.
 *
 * @param fields The operation's fields, in the order in which they are shown.
 */
export function readFirst(
	operation: INodePropertyOptions,
	fields: readonly INodeProperties[],
): INodePropertyOptions {
	const pagination = operation.routing?.operations?.pagination;
	if (typeof pagination !== 'function') return operation;
	return {
		...operation,
		routing: {
			...operation.routing,
			operations: {
				...operation.routing?.operations,
				async pagination(requestData) {
					beginItem(this);
					try {
						readParameters(this, fields);
						sendParameters(this, fields, requestData.options);
					} catch (error) {
						return failedItem(this, error);
					}
					return await pagination.call(this, requestData);
				},
			},
		},
	};
}
