import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { acronisPages } from '../service/acronis';
import { ANSWER } from '../service/answers';
import { resolveEntry } from '../entries/resolveEntry';
import { SHARED } from '../entries/entryField';
import { listItems, listed, named } from '../../shared/parameters/locatorList';
import { rowsOf } from './rows';

/** The members of the chosen folder for a locator. */
export async function searchMembers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listed(named(members(this), filter), paginationToken);
}

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
