import { createHash } from 'node:crypto';

import { type Handlers, bodyOf, queryOf } from '../../http/call';
import { accessDenied, exception, success } from '../quirks/answers';
import type { Account } from '../state/credentials';
import type { Portal } from '../state/portal';
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
		if (storageType === 4) return `/storage/backup/root/${fileName}?hash=${linkHash(fileName)}`;
		return storageType === 5 ? storage.signedUrl(fileName) : '';
	};

	return {
		startBackup(call) {
			const request = bodyOf<StorageRequest>(call);
			const { dump = false } = request;
			if (dump && settings.hosted) throw accessDenied();
			if (!settings.planHasBackup) {
				throw exception(402, 'The number of free backups should not exceed 0 within a month');
			}
			checkBackupTarget(portal, request);
			const storageType = storageTypeOf(request);
			const task = portal.startBackup({
				dump,
				storageType,
				linkFor: linkFor(storageType),
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

/** The service hangs a query on its links that clients must neither read nor lose. */
function linkHash(fileName: string): string {
	return createHash('sha1').update(fileName).digest('hex');
}
