import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { listItems, listSearch, named } from '../../shared/parameters/locatorList';
import { accountRows } from './folders';

/** The accounts of the key's owner for a locator. */
export const searchAccounts = listSearch((context, filter) => named(accounts(context), filter));

async function* accounts(context: ILoadOptionsFunctions) {
	for await (const account of accountRows(context)) {
		const { provider_id: id, provider_key: key, customer_title: title } = account;
		yield* listItems(id, title, [key, id]);
	}
}
