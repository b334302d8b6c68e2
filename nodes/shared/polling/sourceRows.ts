import type { SourcePage, SourceRow } from './source';

/**
 * Sorts what a service sent into rows and what cannot be read as one.
 *
 * @param read Gives undefined for a row without an id or a date.
 */
export function sourceRows<Data>(
	sent: unknown[],
	read: (row: unknown) => SourceRow<Data> | undefined,
): Required<Pick<SourcePage<Data>, 'rows' | 'unreadable'>> {
	const rows: Array<SourceRow<Data>> = [];
	const unreadable: unknown[] = [];
	for (const one of sent) {
		const row = read(one);
		if (row) rows.push(row);
		else unreadable.push(one);
	}
	return { rows, unreadable };
}
