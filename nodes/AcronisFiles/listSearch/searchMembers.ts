import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { acronisPages } from '../service/acronis';
import { ANSWER } from '../service/answers';
import { resolveEntry } from '../entries/resolveEntry';
import { SHARED } from '../entries/entryField';
import { listItems, listSearch, named } from '../../shared/parameters/locatorList';
import { rowsOf } from './rows';

/** The members of the chosen folder for a locator. */
export const searchMembers = listSearch((context, filter) => named(members(context), filter));

async function* members(context: ILoadOptionsFunctions) {
	const list = {
		path: '/sync_and_share_nodes/{node_uuid}/members',
		pathValues: { node_uuid: await resolveEntry(context, SHARED) },
		answer: ANSWER.members,
	};
	for await (const { id, name, email } of rowsOf(context, list, acronisPages({ id: 'id' }))) {
		yield* listItems(id, name, [email]);
	}
}
