import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { startIndexPages } from '../../shared/http/pages';
import { listed, listItems } from '../../shared/parameters/locatorList';
import { ANSWER } from '../service/answers';
import { rowsOf } from './rows';

/** The service refuses larger pages. */
const pages = startIndexPages({ id: 'id', pageSize: 100 });

/** The people of the portal for a locator; the portal itself looks for a part of a name or address. */
export async function searchPeople(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listed(people(this, filter), paginationToken);
}

async function* people(context: ILoadOptionsFunctions, filter = '') {
	const qs = filter === '' ? {} : { filterValue: filter };
	const list = { path: '/people/simple/filter', qs, answer: ANSWER.people };
	for await (const { id, displayName } of rowsOf(context, list, pages)) {
		yield* listItems(id, displayName, []);
	}
}
