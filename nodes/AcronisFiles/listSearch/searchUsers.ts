import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { acronisPages } from '../service/acronis';
import { ANSWER } from '../service/answers';
import { listItems, listSearch, named } from '../../shared/parameters/locatorList';
import { logged, unseen } from './logged';
import { rowsOf, tenantFromForm } from './rows';

/** Users for a locator. The service has no list of them, so they come from devices and the audit log. */
export const searchUsers = listSearch((context, filter) => named(users(context), filter));

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
