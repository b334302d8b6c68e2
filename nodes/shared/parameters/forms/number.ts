import type { Read } from './form';
import { shown } from './form';

/** Which numbers will do. */
export interface Bounds {
	least: number;
	/** Without it, any number from `least` on. */
	most?: number;
	/** Digits after the point; by default none, which makes it a whole number. */
	precision?: number;
}

/**
 * Reads a number: as such, or as a text of digits, with a point where decimals are possible. A text
 * with separators ("1,000") could mean two numbers and is refused.
 */
export function asNumber(
	value: unknown,
	{ least, most = Infinity, precision = 0 }: Bounds,
): Read<number> {
	const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
	const form = precision === 0 ? /^-?\d+$/ : /^-?\d+(?:\.\d+)?$/;
	const number = form.test(text) ? Number(text) : NaN;
	const isExact = precision === 0 ? Number.isSafeInteger(number) : Number.isFinite(number);
	if (isExact && number >= least && number <= most) return { value: number };
	const range = most === Infinity ? `from ${least}` : `from ${least} to ${most}`;
	const kind = precision === 0 ? 'whole number' : 'number';
	return {
		problem: `is not a ${kind} ${range}: ${shown(value)}`,
		advice: 'Set it to a number in this range.',
	};
}
