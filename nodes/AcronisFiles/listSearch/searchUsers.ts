import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { isRecord } from '../../shared/util/isRecord';
import { acronisPages } from '../service/acronis';
import { ANSWER } from '../service/answers';
import { listed, named } from './page';
import { rowsOf, tenantFromForm } from './rows';

/** So many entries of the audit log are looked through. */
const ENTRIES = 300;

/** Users for a locator. The service has no list of them, so they come from devices and the audit log. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listed(named(users(this), filter), paginationToken);
}

async function* users(context: ILoadOptionsFunctions) {
	const qs = tenantFromForm(context);
	const seen = new Set<string>();
	const isNew = (uuid: string) => !seen.has(uuid) && seen.add(uuid);
	const devices = { path: '/devices', qs, answer: ANSWER.devices };
	for await (const row of rowsOf(context, devices, acronisPages())) {
		const value = String(row.user_uuid);
		if (isNew(value)) yield { name: String(row.user_name), value };
	}
	let entries = 0;
	const log = { path: '/audit_log', qs, answer: ANSWER.auditLog };
	for await (const { user } of rowsOf(context, log, acronisPages())) {
		if (isRecord(user) && isNew(String(user.uuid))) {
			yield { name: `${String(user.name)} (${String(user.email)})`, value: String(user.uuid) };
		}
		entries += 1;
		if (entries === ENTRIES) return;
	}
}
