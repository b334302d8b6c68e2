import { NodeOperationError } from 'n8n-workflow';

import type { RequestContext } from '../../context';
import { errorNode, itemIndexOf } from '../../context';

/**
 * n8n hands the items of one input item on as the arguments of one call (`returnData.push(...items)`
 * in n8n-core's routing-node, seen in 2.41.1), and a call of more than about 125,000 fails. A test may
 * lower it.
 */
export const itemCeiling = { most: 120_000 };

/**
 * Refuses a list that n8n could not hand on, as soon as its length is known.
 *
 * @param count How many items there are, or will be.
 * @throws NodeOperationError that says how to get them all the same.
 */
export function checkItemCeiling(context: RequestContext, count: number): void {
	const { most } = itemCeiling;
	if (count <= most) return;
	const atOnce = most.toLocaleString('en');
	throw new NodeOperationError(errorNode(context), `The list has more than ${atOnce} items`, {
		itemIndex: itemIndexOf(context),
		description: `n8n cannot pass on more than ${atOnce} items for one input item. Set Limit, or read the list in parts with filters such as From and To. To follow a log, use the trigger.`,
	});
}
