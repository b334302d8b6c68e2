import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { acronisPages } from '../service/acronis';
import { ANSWER } from '../service/answers';
import { listItems, listSearch, named } from '../../shared/parameters/locatorList';
import { rowsOf, tenantFromForm } from './rows';

/** Devices for a locator, with their users. */
export const searchDevices = listSearch((context, filter) => named(devices(context), filter));

async function* devices(context: ILoadOptionsFunctions) {
	const list = { path: '/devices', qs: tenantFromForm(context), answer: ANSWER.devices };
	for await (const { uuid, name, user_name: user } of rowsOf(context, list, acronisPages())) {
		yield* listItems(uuid, name, [user]);
	}
}
