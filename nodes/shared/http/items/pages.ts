import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { RequestContext } from '../../context';
import { errorNode, itemIndexOf } from '../../context';
import { isRecord } from '../../util/isRecord';
import { rowId } from '../../util/rowId';
import type { ServiceResponse } from '../service';

/** No list is read beyond this many pages; a list that is longer is an error, never cut short. */
const PAGE_CEILING = 10_000;

/**
 * Asked before each page of a list.
 *
 * @param page How many pages have been read.
 * @throws NodeOperationError at the page ceiling.
 */
export function checkPageCeiling(context: RequestContext, page: number): void {
	if (page < PAGE_CEILING) return;
	throw new NodeOperationError(errorNode(context), `The list has more than ${PAGE_CEILING} pages`, {
		itemIndex: itemIndexOf(context),
		description: 'Narrow it down with filters, or with a Limit where there is one.',
	});
}

/** Reads one list page by page: says what to ask for next and when the list is at its end. */
export interface PageReader {
	/** Query parameters of the next page. */
	query(): IDataObject;
	/**
	 * Takes a page in.
	 *
	 * @returns The rows that no earlier page had.
	 */
	accept(response: ServiceResponse, rows: unknown[]): unknown[];
	/** Whether the last page was the end of the list. */
	finished(): boolean;
	/** How many rows the list has, if a page has said so. */
	total?(): number | undefined;
}

/**
 * Begins reading a list.
 *
 * @param wanted The number of rows that will be used, if there is a limit.
 * @param context For a list whose pages depend on the fields of an operation.
 */
export type Pages = (wanted?: number, context?: IExecuteSingleFunctions) => PageReader;

/** How one service's list is paged. */
export interface PageSettings {
	/** The member that identifies a row. */
	id: string;
	/** Rows to ask for at once. */
	pageSize: number;
	/** Ask for that many even when fewer are wanted: not all of the rows may be of use. */
	alwaysFull?: boolean;
}

/** A row is known by its id, so that rows that an insert pushed to the next page come only once. */
class SeenRows {
	private readonly ids = new Set<string>();

	constructor(private readonly id: string) {}

	add(rows: unknown[]): unknown[] {
		return rows.filter((row) => {
			const id = isRecord(row) ? rowId(row[this.id]) : undefined;
			if (id === undefined) return true;
			if (this.ids.has(id)) return false;
			this.ids.add(id);
			return true;
		});
	}
}

/**
 * Page number and page size, answered by 200 (all of it) or 206 (a part) with `Content-Range`.
 *
 * Neither the default nor the largest page size is documented, the last page may be 206 as well, and
 * the header may be missing, so the end is known by four rules: status 200; an empty page; the
 * header's total is reached; without a header a page shorter than the first one, or the second page
 * in a row without a new row. One such page is no end yet: rows that are added while a list with the
 * newest first is read push a whole page of known rows to the next one.
 */
export function contentRangePages({ id, pageSize, alwaysFull = false }: PageSettings): Pages {
	return (wanted = pageSize) => {
		const seen = new SeenRows(id);
		const perPage = alwaysFull ? pageSize : Math.min(pageSize, wanted);
		let page = 1;
		let firstLength = 0;
		let pagesWithoutNews = 0;
		let atEnd = false;
		let total: number | undefined;
		return {
			query: () => ({ page, per_page: perPage }),
			accept({ status, headers }, rows) {
				if (page === 1) firstLength = rows.length;
				const fresh = seen.add(rows);
				pagesWithoutNews = fresh.length === 0 ? pagesWithoutNews + 1 : 0;
				const range = contentRange(headers['content-range']);
				total = range?.total;
				const reachedEnd = range
					? range.last >= range.total
					: rows.length < firstLength || pagesWithoutNews === 2;
				atEnd = status === 200 || rows.length === 0 || reachedEnd;
				page += 1;
				return fresh;
			},
			finished: () => atEnd,
			// Rows that are left out count in it too.
			total: () => (alwaysFull ? undefined : total),
		};
	};
}

/**
 * Start index and count. The answer names no total, so the end is a page with fewer rows than asked.
 */
export function startIndexPages({ id, pageSize, alwaysFull = false }: PageSettings): Pages {
	return (wanted = pageSize) => {
		const seen = new SeenRows(id);
		const count = alwaysFull ? pageSize : Math.min(pageSize, wanted);
		let startIndex = 0;
		let atEnd = false;
		return {
			query: () => ({ startIndex, count }),
			accept(_response, rows) {
				atEnd = rows.length < count;
				startIndex += count;
				return seen.add(rows);
			},
			finished: () => atEnd,
		};
	};
}

/** A list that comes whole, whatever its length. */
export const wholeList: Pages = () => {
	let atEnd = false;
	return {
		query: () => ({}),
		accept(_response, rows) {
			atEnd = true;
			return rows;
		},
		finished: () => atEnd,
	};
};

/** `items 1-4/10`: 1-based and inclusive; undefined when there is no usable total. */
function contentRange(header: unknown): { last: number; total: number } | undefined {
	const match = /^items\s+\d+-(\d+)\/(\d+)$/.exec(String(header ?? '').trim());
	return match ? { last: Number(match[1]), total: Number(match[2]) } : undefined;
}
