import { type Handlers, queryOf } from '../../http/call';
import { empty, exception, success } from '../quirks/answers';
import type { Account } from '../state/credentials';
import { NEVER, databaseDate } from '../quirks/dates';
import type { Archive } from '../state/backupHistory';
import type { Portal } from '../state/portal';

/** What has become of backups: the records, their number and their end. */
export function historyRoutes(portal: Portal): Handlers<Account> {
	const { settings } = portal;
	const answer = (address: string, path: string, response: unknown) =>
		success(response, `${address}/api/2.0/backup/${path}`);
	const isDump = (call: { query: unknown }) => queryOf<{ dump?: boolean }>(call).dump ?? false;

	const shown = ({ id, fileName, storageType, createdAt, expiresAt }: Archive) => ({
		id,
		fileName,
		storageType,
		createdOn: databaseDate(createdAt, settings.databaseDatesWithZone),
		expiresOn:
			expiresAt === undefined ? NEVER : databaseDate(expiresAt, settings.databaseDatesWithZone),
	});

	return {
		getBackupHistory(call) {
			portal.settle();
			// Reading looks each file up, and takes one that it cannot reach for one that is gone.
			portal.clean();
			// The service promises no order: one by id is none by date.
			const archives = portal.history.archives
				.filter((archive) => archive.dump === isDump(call))
				.sort((left, right) => left.id.localeCompare(right.id));
			return answer(call.address, 'getbackuphistory', archives.map(shown));
		},

		deleteBackup(call) {
			portal.settle();
			const { id = '' } = call.parameters;
			const isIt = (archive: Archive) => archive.id === id.toLowerCase();
			const known = portal.history.all().some(isIt);
			if (!known) throw exception(500, 'Value cannot be null. (Parameter backupRecord)');
			portal.history.remove(isIt);
			return answer(call.address, `deletebackup/${id}`, true);
		},

		deleteBackupHistory(call) {
			portal.settle();
			portal.history.remove((archive) => archive.dump === isDump(call));
			return answer(call.address, 'deletebackuphistory', true);
		},

		cancelBackup(call) {
			if (!portal.since(3.7)) throw empty(404);
			return answer(call.address, 'cancelbackup', portal.cancelBackup());
		},

		getBackupsCount(call) {
			if (!portal.since(3.5)) throw empty(404);
			portal.settle();
			const {
				from,
				to,
				paid = false,
			} = queryOf<{ from?: string; to?: string; paid?: boolean }>(call);
			const now = new Date(portal.now());
			const month = Date.UTC(now.getUTCFullYear(), now.getUTCMonth());
			const begin = from === undefined ? month : Date.parse(from);
			const end = to === undefined ? portal.now() : Date.parse(to);
			if (begin > end) throw exception(400, 'from');
			return answer(call.address, 'getbackupscount', portal.history.count(paid, begin, end));
		},

		getBackupServiceState(call) {
			if (!portal.since(3.5)) throw empty(404);
			return answer(call.address, 'getservicestate', { enabled: settings.paidBackupService });
		},
	};
}
