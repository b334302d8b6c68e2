import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { acronisPages } from '../service/acronis';
import { ANSWER } from '../service/answers';
import { listItems, listed, named } from '../../shared/parameters/locatorList';
import { logged, unseen } from './logged';
import { rowsOf, tenantFromForm } from './rows';

/** Users for a locator. The service has no list of them, so they come from devices and the audit log. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listed(named(users(this), filter), paginationToken);
}

async function* users(context: ILoadOptionsFunctions) {
	const only = unseen();
	const devices = { path: '/devices', qs: tenantFromForm(context), answer: ANSWER.devices };
	for await (const row of rowsOf(context, devices, acronisPages())) {
		yield* only(listItems(row.user_uuid, row.user_name, []));
	}
	for await (const { uuid, name, email } of logged(context, 'user')) {
		yield* only(listItems(uuid, name, [email]));
	}
}
