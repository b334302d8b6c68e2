import type { RequestContext } from '../../context';
import { numberOf, switchOf } from '../../parameters/parameter';

/** How many items the fields Return All and Limit ask for; `Infinity` for all. */
export function requestedCount(context: RequestContext): number {
	return switchOf(context, 'returnAll') ? Infinity : numberOf(context, 'limit', 50);
}
