import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { listed, listItems, named } from '../../shared/parameters/locatorList';
import { ANSWER } from '../service/answers';
import { rootFolderId } from '../thirdParty/folder';
import { rowsOf } from './rows';

/** The accounts of the key's owner for a locator. */
export async function searchAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const items = accounts(this, ({ provider_id }) => provider_id);
	return await listed(named(items, filter), paginationToken);
}

/** The topmost folders of the accounts for a locator. */
export async function searchAccountFolders(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listed(named(accounts(this, folderOf), filter), paginationToken);
}

/** The same with the account for backups, which the portal's own list leaves out, before them. */
export async function searchBackupAccountFolders(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listed(named(withBackupAccount(this), filter), paginationToken);
}

const folderOf = ({ provider_key, provider_id }: IDataObject) =>
	rootFolderId(provider_key, provider_id);

async function* withBackupAccount(
	context: ILoadOptionsFunctions,
): AsyncGenerator<INodeListSearchItems> {
	const backup = { path: '/files/thirdparty/backup', answer: ANSWER.folderOrNothing };
	for await (const { id, title } of rowsOf(context, backup)) {
		yield* listItems(id, title, ['backup account', id]);
	}
	yield* accounts(context, folderOf);
}

async function* accounts(
	context: ILoadOptionsFunctions,
	idOf: (account: IDataObject) => unknown,
): AsyncGenerator<INodeListSearchItems> {
	const list = { path: '/files/thirdparty', answer: ANSWER.accounts };
	for await (const account of rowsOf(context, list)) {
		const id = idOf(account);
		yield* listItems(id, account.customer_title, [account.provider_key, id]);
	}
}
