import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { acronisPages } from '../service/acronis';
import { ANSWER } from '../service/answers';
import { listItems, listed, named } from '../../shared/parameters/locatorList';
import { rowsOf, tenantFromForm } from './rows';

/** Devices for a locator, with their users. */
export async function searchDevices(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listed(named(devices(this), filter), paginationToken);
}

async function* devices(context: ILoadOptionsFunctions) {
	const list = { path: '/devices', qs: tenantFromForm(context), answer: ANSWER.devices };
	for await (const { uuid, name, user_name: user } of rowsOf(context, list, acronisPages())) {
		yield* listItems(uuid, name, [user]);
	}
}
