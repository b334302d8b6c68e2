import type { RequestContext } from '../context';
import { wholeNumber } from '../parameters/wholeNumber';

/**
 * How many items the fields Return All and Limit ask for; `Infinity` for all.
 *
 * @throws NodeOperationError when Limit is no number that a list can have.
 */
export function wantedItems(context: RequestContext): number {
	if (context.getNodeParameter('returnAll', false)) return Infinity;
	const limit: unknown = context.getNodeParameter('limit', 50);
	return wholeNumber(context, 'Limit', limit, { least: 1 }, 'Set it, or turn on Return All.');
}
