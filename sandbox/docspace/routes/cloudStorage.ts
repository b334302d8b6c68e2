import { type Handlers, queryOf } from '../../http/call';
import { success } from '../quirks/answers';
import { CLOUD_STORAGES } from '../state/cloudStorages';
import type { Account } from '../state/credentials';
import type { Portal } from '../state/portal';

/** Storages that an administrator has set up in the portal. */
export function cloudStorageRoutes(portal: Portal): Handlers<Account> {
	return {
		getBackupStorages(call) {
			const { dump = false } = queryOf<{ dump?: boolean }>(call);
			const schedule = portal.schedules.get(dump);
			const { module, ...keys } = schedule?.storageType === 5 ? schedule.storageParams : {};
			const storages = CLOUD_STORAGES.map((storage) => {
				if (storage.id !== module) return storage;
				// Of the storage that the schedule uses it tells the schedule's keys, not all there are.
				const properties = Object.entries(keys).map(([name, value]) => ({
					name,
					value,
					title: name,
				}));
				return { ...storage, properties, current: true };
			});
			return success(storages, `${call.address}/api/2.0/settings/storage/backup`);
		},
	};
}
