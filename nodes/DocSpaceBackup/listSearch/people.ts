import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { listItems, listSearch } from '../../shared/parameters/locatorList';
import { ANSWER } from '../service/answers';
import { portalPages } from '../service/pages';
import { rowsOf } from './rows';

/** The people of the portal for a locator; the portal itself looks for a part of a name or address. */
export const searchPeople = listSearch((context, filter) => people(context, filter));

async function* people(context: ILoadOptionsFunctions, filter: string) {
	const qs = filter === '' ? {} : { filterValue: filter };
	const list = { path: '/people/simple/filter', qs, answer: ANSWER.people };
	for await (const { id, displayName } of rowsOf(context, list, portalPages)) {
		yield* listItems(id, displayName, []);
	}
}
