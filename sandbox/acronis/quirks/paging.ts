import type { Answer } from '../../http/answer';
import type { AcronisSettings } from './settings';

/** The query parameters of every list that has pages. */
export interface PageQuery {
	page?: number;
	per_page?: number;
}

/** One page of a list: 200 for a whole list, 206 for a part. */
export function pageOf<Row>(
	rows: Row[],
	{ page = 1, per_page }: PageQuery,
	{ contentRange, defaultPerPage, maximumPerPage, lastPageStatus }: AcronisSettings['paging'],
	shown: (row: Row) => object,
): Answer {
	const size = Math.min(per_page ?? defaultPerPage, maximumPerPage);
	const start = (page - 1) * size;
	const part = rows.slice(start, start + size);
	const whole = page === 1 && part.length === rows.length;
	const last = start + part.length >= rows.length;
	const status = whole ? 200 : last ? lastPageStatus : 206;
	const place = part.length === 0 ? '*' : `${start + 1}-${start + part.length}`;
	const headers: Record<string, string> =
		status === 206 && contentRange ? { 'content-range': `items ${place}/${rows.length}` } : {};
	return { status, headers, body: part.map(shown) };
}
