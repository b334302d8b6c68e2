import { type Handlers, bodyOf, queryOf } from '../../http/call';
import { accessDenied, exception, success } from '../quirks/answers';
import type { Account } from '../state/credentials';
import { NEVER } from '../quirks/dates';
import type { Portal } from '../state/portal';
import { type StorageRequest, storageParamsOf, storageTypeOf } from './storageTypes';

const PERIODS = ['EveryDay', 'EveryWeek', 'EveryMonth'];

/** The days that each period knows, by its number; a daily schedule has none. */
const DAYS = [undefined, 7, 31];

interface ScheduleRequest extends StorageRequest {
	backupsStored?: number | null;
	cronParams?: { period?: number | string; hour?: number; day?: number | null } | null;
}

/** Backups that start by themselves. */
export function scheduleRoutes(portal: Portal): Handlers<Account> {
	return {
		createBackupSchedule(call) {
			const request = bodyOf<ScheduleRequest>(call);
			const { dump = false, backupsStored, cronParams } = request;
			if (dump && portal.settings.hosted) throw accessDenied();
			if (!portal.settings.planHasBackup && !portal.settings.paidBackupService) {
				throw exception(402, 'Your pricing plan does not support this option');
			}
			if (!cronParams) {
				throw exception(
					500,
					'Object reference not set to an instance of an object.',
					'System.NullReferenceException',
				);
			}
			const storageType = storageTypeOf(request);
			const storageParams = storageParamsOf(request);
			if (storageType < 2 && !storageParams.has('folderId')) {
				throw exception(500, 'The given key was not present in the dictionary.');
			}
			if (dump && storageType === 5) storageParams.set('tenantId', '-1');
			// Replaces the whole schedule and forgets when it last ran.
			portal.schedules.set(dump, {
				storageType,
				storageParams: Object.fromEntries(storageParams),
				cronParams: checkedTime(cronParams),
				backupsStored: backupsStored ?? 1,
				dump,
			});
			return success(true, `${call.address}/api/2.0/backup/createbackupschedule`);
		},

		getBackupSchedule(call) {
			const { dump = false } = queryOf<{ dump?: boolean }>(call);
			const schedule = portal.schedules.get(dump);
			// The map gets a folder, also where the storage has none.
			const folder = schedule?.storageType === 5 ? {} : { folderId: '' };
			const shown = schedule && {
				...schedule,
				storageParams: { ...folder, ...schedule.storageParams },
				lastBackupTime: NEVER,
			};
			return success(shown, `${call.address}/api/2.0/backup/getbackupschedule`);
		},

		deleteBackupSchedule(call) {
			const { dump = false } = queryOf<{ dump?: boolean }>(call);
			portal.schedules.delete(dump);
			portal.logEvent('ScheduledBackupDeleted', portal.now());
			return success(true, `${call.address}/api/2.0/backup/deletebackupschedule`);
		},
	};
}

function checkedTime({ period = 0, hour = 0, day }: NonNullable<ScheduleRequest['cronParams']>) {
	const number = typeof period === 'number' ? period : PERIODS.indexOf(period);
	const lastDay = DAYS[number];
	const wrongDay = lastDay !== undefined && !((day ?? 0) >= 1 && (day ?? 0) <= lastDay);
	if (wrongDay || hour < 0 || hour > 23)
		throw exception(500, 'Input string was not in a correct format.');
	return { period: number, hour, day: lastDay === undefined ? 0 : day };
}
