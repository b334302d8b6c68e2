const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/**
 * A size as people read it: `512 bytes`, `1.2 GB`.
 *
 * @param bytes In bytes; a kB has 1,000 of them.
 */
export function sizeText(bytes: number): string {
	const thousands = Math.floor(Math.log10(Math.max(bytes, 1)) / 3);
	const exponent = Math.min(thousands, UNITS.length - 1);
	return new Intl.NumberFormat('en', {
		style: 'unit',
		unit: UNITS[exponent],
		unitDisplay: exponent === 0 ? 'long' : 'short',
		maximumFractionDigits: 1,
	}).format(bytes / 1000 ** exponent);
}

/** The same of what a service sent; null where that is no size. */
export function sizeTextOf(bytes: unknown): string | null {
	return typeof bytes === 'number' ? sizeText(bytes) : null;
}
