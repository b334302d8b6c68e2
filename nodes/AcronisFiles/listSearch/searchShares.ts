import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { listItems, listed, named } from '../../shared/parameters/locatorList';
import { logged, unseen } from './logged';

/** Shared folders for a locator, as the audit log names them. */
export async function searchShares(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listed(named(shares(this), filter), paginationToken);
}

async function* shares(context: ILoadOptionsFunctions) {
	const only = unseen();
	for await (const { uuid, name } of logged(context, 'share')) {
		yield* only(listItems(uuid, name, []));
	}
}
