import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import { isRecord } from '../../shared/util/isRecord';
import { acronisPages } from '../service/acronis';
import { ANSWER } from '../service/answers';
import { rowsOf, tenantFromForm } from './rows';

/** So many entries of the audit log are looked through. */
const ENTRIES = 300;

/** What the newest entries of the audit log name: the service has no lists of these. */
export async function* logged(
	context: ILoadOptionsFunctions,
	member: 'user' | 'share',
): AsyncGenerator<IDataObject> {
	let entries = 0;
	const log = { path: '/audit_log', qs: tenantFromForm(context), answer: ANSWER.auditLog };
	for await (const { [member]: named } of rowsOf(context, log, acronisPages())) {
		if (isRecord(named)) yield named;
		entries += 1;
		if (entries === ENTRIES) return;
	}
}

/** Keeps what an earlier row has not offered. */
export function unseen(): (items: INodeListSearchItems[]) => INodeListSearchItems[] {
	const seen = new Set<unknown>();
	return (items) => items.filter(({ value }) => !seen.has(value) && seen.add(value));
}
