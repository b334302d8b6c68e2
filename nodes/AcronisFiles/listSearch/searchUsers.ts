import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { isRecord } from '../../shared/util/isRecord';
import { acronisPages } from '../service/acronis';
import { ANSWER } from '../service/answers';
import { listItems, listed, named } from '../../shared/parameters/locatorList';
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
	const seen = new Set<unknown>();
	const unseen = (...row: Parameters<typeof listItems>) =>
		listItems(...row).filter(({ value }) => !seen.has(value) && seen.add(value));
	const devices = { path: '/devices', qs, answer: ANSWER.devices };
	for await (const row of rowsOf(context, devices, acronisPages())) {
		yield* unseen(row.user_uuid, row.user_name, []);
	}
	let entries = 0;
	const log = { path: '/audit_log', qs, answer: ANSWER.auditLog };
	for await (const { user } of rowsOf(context, log, acronisPages())) {
		if (isRecord(user)) yield* unseen(user.uuid, user.name, [user.email]);
		entries += 1;
		if (entries === ENTRIES) return;
	}
}
