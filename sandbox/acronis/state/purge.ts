import type { FileNode } from './fileNode';
import type { Tenant } from './tenant';

const DAY_MS = 86_400_000;
const UNIT_DAYS: Record<string, number> = { days: 1, weeks: 7, months: 30 };

/** What the service does every night: deletes for good what its settings say is too old. */
export function purge(tenant: Tenant): void {
	const { auditLog, files } = tenant;
	const policies = tenant.pages.purging_policies;
	const oldestRow = limit(tenant, tenant.pages.audit_log, 'purge_logs_older_than');
	const purgedRows = auditLog.purge(oldestRow);
	const oldestDeleted = limit(tenant, policies, 'purge_deleted_files_older_than');
	for (const node of files.all()) {
		if ((node.deletedAt ?? Infinity) < oldestDeleted) files.forget(node);
		else purgeRevisions(tenant, node);
	}
	auditLog.append([{ text: `Daily purge finished: ${purgedRows} audit log entries purged.` }]);
}

/** The newest revision always stays. */
function purgeRevisions(tenant: Tenant, { revisions }: FileNode): void {
	const policies = tenant.pages.purging_policies;
	const oldest = limit(tenant, policies, 'purge_revisions_older_than');
	const kept = policies.keep_at_least_n_revisions_enabled
		? Number(policies.keep_at_least_n_revisions)
		: 1;
	const most = policies.only_keep_n_revisions_enabled
		? Number(policies.only_keep_n_revisions)
		: Infinity;
	for (const [index, revision] of [...revisions].reverse().entries()) {
		const isTooOld = revision.createdAt < oldest && index >= kept;
		if (index > 0 && (isTooOld || index >= most)) revision.purged = true;
	}
}

/** The moment before which a policy deletes; before all time where it is off. */
function limit(tenant: Tenant, settings: Record<string, unknown>, policy: string): number {
	if (settings[`${policy}_enabled`] !== true) return -Infinity;
	const days = UNIT_DAYS[String(settings[`${policy}_units`])] ?? 1;
	return tenant.now() - Number(settings[`${policy}_n`]) * days * DAY_MS;
}
