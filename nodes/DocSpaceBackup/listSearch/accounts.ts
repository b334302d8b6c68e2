import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { listed, listItems, named } from '../../shared/parameters/locatorList';
import { accountRows } from './folders';

/** The accounts of the key's owner for a locator. */
export async function searchAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listed(named(accounts(this), filter), paginationToken);
}

async function* accounts(context: ILoadOptionsFunctions) {
	for await (const account of accountRows(context)) {
		const { provider_id: id, provider_key: key, customer_title: title } = account;
		yield* listItems(id, title, [key, id]);
	}
}
