import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { asNumber } from './forms/number';
import { rejectParameter } from './rejectParameter';

/** Requests under way that somebody can ask for. */
export const MOST_AT_ONCE = 256;

/**
 * Reads a number of n8n's Request Options, which belong to the node and not to an operation.
 *
 * @param displayName The option's, for the refusal.
 * @param unit What one of it is in the number that comes out.
 * @param most The largest one.
 * @returns undefined where nobody has chosen one.
 * @throws NodeOperationError when it is not a whole number from 1 to `most`.
 */
export function requestOption(
	context: IExecuteSingleFunctions,
	displayName: string,
	name: string,
	unit = 1,
	most?: number,
): number | undefined {
	const value: unknown = context.getNodeParameter(`requestOptions.${name}`, null);
	if (value === null) return undefined;
	const read = asNumber(value, { least: 1, most });
	return 'value' in read
		? unit * read.value
		: rejectParameter(context, displayName, read.problem, `${read.advice} Or remove it.`);
}
