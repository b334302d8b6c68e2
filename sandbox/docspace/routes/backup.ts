import { type Handlers, bodyOf, queryOf } from '../../http/call';
import { accessDenied, exception, success } from '../quirks/answers';
import type { Account } from '../state/credentials';
import type { Portal } from '../state/portal';
import { TEMPORARY, temporaryLink } from './storage';
import {
	type StorageRequest,
	checkBackupTarget,
	failureInJob,
	storageTypeOf,
} from './storageTypes';

/** Starting and watching backups. */
export function backupRoutes(
	portal: Portal,
	storage: { signedUrl(fileName: string): string },
): Handlers<Account> {
	const { settings } = portal;

	/** Only the temporary storage and the consumer storages give a link, each in its own manner. */
	const linkFor = (storageType: number) => (fileName: string) => {
		if (storageType === TEMPORARY) return temporaryLink(fileName);
		return storageType === 5 ? storage.signedUrl(fileName) : '';
	};

	return {
		startBackup(call) {
			const request = bodyOf<StorageRequest>(call);
			const { dump = false } = request;
			if (dump && settings.hosted) throw accessDenied();
			checkBackupTarget(portal, request);
			const paid = isPaid(portal);
			const storageType = storageTypeOf(request);
			const task = portal.startBackup({
				dump,
				storageType,
				linkFor: linkFor(storageType),
				paid,
				failure: failureInJob(request),
			});
			return success(task, `${call.address}/api/2.0/backup/startbackup`);
		},

		getBackupProgress(call) {
			const { dump = false } = queryOf<{ dump?: boolean }>(call);
			return success(portal.backup(dump), `${call.address}/api/2.0/backup/getbackupprogress`);
		},
	};
}

/**
 * Whether a backup that begins now is beyond the free ones.
 *
 * @throws Refusal with 402 where that is not paid for. The next service switches the paid one on.
 */
function isPaid(portal: Portal): boolean {
	const { settings } = portal;
	const free = settings.planHasBackup ? settings.freeBackups : 0;
	if (!settings.hosted || portal.freeBackupsUsed() < free) return false;
	if (settings.opensPaidSession) settings.paidBackupService = true;
	if (settings.paidBackupService) return true;
	const message = `The number of free backups should not exceed ${free} within a month`;
	throw exception(402, message, 'ASC.Core.Tenants.TenantQuotaException');
}
