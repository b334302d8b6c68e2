/**
 * What identifies a row, as a text.
 *
 * @param id What stands in the place of an ID.
 * @returns undefined for what is none: nothing, an empty text, and the 0 of a number that is missing.
 */
export function rowId(id: unknown): string | undefined {
	const isId = typeof id === 'string' ? id.trim() !== '' : Number.isSafeInteger(id) && id !== 0;
	return isId ? String(id) : undefined;
}
