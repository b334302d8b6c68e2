import type { INodeProperties } from 'n8n-workflow';

import type { RequestContext } from '../context';
import { wholeNumber } from '../parameters/wholeNumber';

/** How much of a list to return; the request pipeline reads these fields. */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/**
 * How many items these fields ask for; `Infinity` for all.
 *
 * @throws NodeOperationError when Limit is no number that a list can have.
 */
export function wantedItems(context: RequestContext): number {
	if (context.getNodeParameter('returnAll', false)) return Infinity;
	const limit: unknown = context.getNodeParameter('limit', 50);
	return wholeNumber(context, 'Limit', limit, { least: 1 }, 'Set it, or turn on Return All.');
}
