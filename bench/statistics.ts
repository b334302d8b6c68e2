/** In bytes. */
export const mebibyte = 1024 ** 2;

/**
 * The middle value; between the two middle ones for an even number of values.
 *
 * @throws an Error when there is no value
 */
export function median(values: number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const upper = sorted[Math.floor(sorted.length / 2)];
	const lower = sorted[Math.floor((sorted.length - 1) / 2)];
	if (upper === undefined || lower === undefined) throw new Error('No values');
	return (lower + upper) / 2;
}

/** A number with at most this many decimal places. */
export function rounded(value: number, decimalPlaces: number): number {
	return Number(value.toFixed(decimalPlaces));
}
