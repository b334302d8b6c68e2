import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { textOf } from '../util/textOf';

/** Entries that a list shows at once; the editor asks for more when it is scrolled. A test may lower it. */
export const listBounds = { entries: 500 };

/** A list search as n8n calls it. */
type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * Makes a list search.
 *
 * @param items What can be picked for a typed text; it is read only as far as it is needed.
 */
export function listSearch(
	items: (context: ILoadOptionsFunctions, filter: string) => AsyncIterable<INodeListSearchItems>,
): ListSearch {
	return async function (filter = '', paginationToken) {
		return await listed(items(this, filter), paginationToken);
	};
}

/**
 * One part of a list. The service has no cursor that outlives a request, so that a later part reads
 * the earlier ones again.
 *
 * @param items The whole list, read only as far as it is needed.
 * @param paginationToken What the part before this one gave; none for the first part.
 */
async function listed(
	items: AsyncIterable<INodeListSearchItems>,
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const start = Number(paginationToken);
	const end = start + listBounds.entries;
	const results: INodeListSearchItems[] = [];
	let index = 0;
	for await (const item of items) {
		if (index === end) return { results, paginationToken: String(end) };
		if (index >= start) results.push(item);
		index += 1;
	}
	return { results };
}

/** The items whose name has a typed text in it; upper and lower case make no difference. */
export async function* named(
	items: AsyncIterable<INodeListSearchItems>,
	filter: string,
): AsyncGenerator<INodeListSearchItems> {
	const wanted = filter.toLowerCase();
	for await (const item of items) {
		if (item.name.toLowerCase().includes(wanted)) yield item;
	}
}

/**
 * What a list shows of a row: its name, or else what it is chosen by, and details of it.
 *
 * @param shape Puts the name and the details together; in parentheses by default.
 * @returns None for a row that cannot be chosen.
 */
export function listItems(
	id: unknown,
	name: unknown,
	details: unknown[],
	shape = (shown: string, more: string) => `${shown} (${more})`,
): INodeListSearchItems[] {
	const value = textOf(id);
	if (value === undefined) return [];
	const shown = textOf(name) ?? value;
	const more = details.flatMap((detail) => textOf(detail) ?? []).join(', ');
	return [{ name: more === '' ? shown : shape(shown, more), value }];
}
