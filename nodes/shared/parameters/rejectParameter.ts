import { NodeOperationError } from 'n8n-workflow';

import type { RequestContext } from '../context';
import { errorNode, itemIndexOf } from '../context';

/**
 * Refuses an item, a list or a poll because of a field, before anything is sent.
 *
 * @param field The field's display name.
 * @param problem What is wrong with it, to be read after the name: `is not a number`.
 * @param advice What to do.
 * @throws NodeOperationError, always.
 */
export function rejectParameter(
	context: RequestContext,
	field: string,
	problem: string,
	advice: string,
): never {
	throw new NodeOperationError(errorNode(context), `${field} ${problem}`, {
		itemIndex: itemIndexOf(context),
		description: advice,
	});
}
