import type { RequestContext } from './http/service';
import { refuse } from './refuse';

/**
 * Checks a field that has to hold a whole number.
 *
 * @param field The field's display name.
 * @param value What the field holds.
 * @param smallest The smallest number that will do.
 * @param advice What to do about a wrong one.
 * @throws NodeOperationError that names the field.
 */
export function wholeNumber(
	context: RequestContext,
	field: string,
	value: unknown,
	smallest: number,
	advice = 'Set it to one.',
): number {
	const number = Number(value);
	if (Number.isSafeInteger(number) && number >= smallest) return number;
	return refuse(context, field, `is not a whole number from ${smallest}`, advice);
}
