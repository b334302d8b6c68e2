import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

/** A list shows this many at the most; typing narrows it down. */
export const LIST_LENGTH = 500;

/** What of a list a typed text leaves; upper and lower case make no difference. */
export async function found(
	items: AsyncIterable<INodeListSearchItems>,
	filter = '',
): Promise<INodeListSearchResult> {
	const wanted = filter.toLowerCase();
	const results: INodeListSearchItems[] = [];
	for await (const item of items) {
		if (!item.name.toLowerCase().includes(wanted)) continue;
		results.push(item);
		if (results.length === LIST_LENGTH) break;
	}
	return { results };
}
