import type { RequestContext } from '../context';
import { refuse } from './refuse';

/**
 * Checks a field that has to hold a whole number.
 *
 * @param field The field's display name.
 * @param value What the field holds: a number, or a text of digits. An expression that finds nothing
 * and an empty text are none, though JavaScript counts them as 0.
 * @param least The smallest number that will do, and `most` the greatest; without that, any will.
 * @param advice What to do about a wrong one.
 * @throws NodeOperationError that names the field.
 */
export function wholeNumber(
	context: RequestContext,
	field: string,
	value: unknown,
	{ least, most = Infinity }: { least: number; most?: number },
	advice = `Set ${field} to one.`,
): number {
	const number = /^\d+$/.test(String(value).trim()) ? Number(value) : NaN;
	if (Number.isSafeInteger(number) && number >= least && number <= most) return number;
	const range = most === Infinity ? `from ${least}` : `from ${least} to ${most}`;
	return refuse(context, field, `is not a whole number ${range}`, advice);
}
