import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../shared/util/isRecord';

/** Names by the service's numbers. */
const SEVERITIES: Record<number, string> = { 1: 'info', 2: 'warning', 3: 'error', 4: 'fatal' };

/** What most people need of an entry. */
export const SIMPLE_MEMBERS = [
	'uuid',
	'created_at',
	'text',
	'kind',
	'severity',
	'severityName',
	'userName',
	'userEmail',
	'nodeName',
	'node_uuid',
	'shareName',
	'share_uuid',
] as const;

/**
 * What an entry is about. It follows from what the entry has, never from its text, which is in the
 * tenant's language, nor from its `code`, which is always 0.
 */
export function kindOf(entry: IDataObject): string {
	if (isRecord(entry.node) || entry.node_uuid) return 'file';
	if (isRecord(entry.share) || entry.share_uuid) return 'sharing';
	if (isRecord(entry.user)) return 'account';
	return 'system';
}

/**
 * An entry as it leaves a node: as the service sent it, or with what most people need, and with `kind`
 * and `severityName`.
 */
export function presentEntry(entry: IDataObject, simplify: boolean): IDataObject {
	return {
		...(simplify ? simplified(entry) : entry),
		kind: kindOf(entry),
		severityName: SEVERITIES[Number(entry.severity)] ?? 'unknown',
	};
}

function simplified(entry: IDataObject): IDataObject {
	const user = isRecord(entry.user) ? entry.user : {};
	const node = isRecord(entry.node) ? entry.node : {};
	const share = isRecord(entry.share) ? entry.share : {};
	return {
		uuid: entry.uuid,
		created_at: entry.created_at,
		text: entry.text,
		severity: entry.severity,
		userName: user.name ?? null,
		userEmail: user.email ?? null,
		nodeName: node.name ?? null,
		node_uuid: entry.node_uuid ?? node.uuid ?? null,
		shareName: share.name ?? null,
		share_uuid: entry.share_uuid ?? share.uuid ?? null,
	};
}
