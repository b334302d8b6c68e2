import type { IDataObject } from 'n8n-workflow';

import { toIsoDate } from '../../../shared/parameters/dates';
import { isRecord } from '../../../shared/util/isRecord';
import { enumNumber, PERIODS, shownName, STORAGE_TYPES, WEEKDAYS } from '../../output/enums';
import { STORAGE } from '../../storages/storage';

/** How often a scheduled backup is made, as the service counts. */
export const PERIOD = { day: 0, week: 1, month: 2 } as const;

/** What the server itself puts into the settings of a cloud storage, for backups of the whole server. */
const ADDED_BY_SERVER = 'tenantId';

/**
 * A schedule with the names of the fields of Create or Update, so that it can be set again with what
 * came out. The service answers the storage's settings as a map and takes them as a list.
 *
 * @param schedule What the service answered.
 */
export function scheduleFields(schedule: IDataObject): IDataObject {
	const { storageType, storageParams, cronParams, backupsStored, lastBackupTime, dump } = schedule;
	const { hour, day, ...cron } = isRecord(cronParams) ? cronParams : {};
	const storage = enumNumber(storageType, STORAGE_TYPES) ?? NaN;
	const period = enumNumber(cron.period, PERIODS);
	return {
		storageType: Number.isNaN(storage) ? storageType : storage,
		storageTypeName: shownName(STORAGE_TYPES, storage),
		...storageFieldsOf(storage, isRecord(storageParams) ? storageParams : {}),
		period,
		periodName: shownName(PERIODS, period),
		hour,
		...(period === PERIOD.week
			? { weekday: day, weekdayName: shownName(WEEKDAYS, Number(day)) }
			: {}),
		...(period === PERIOD.month ? { dayOfMonth: day } : {}),
		backupsStored: backupsStored ?? null,
		lastBackupTime: toIsoDate(lastBackupTime),
		dump: dump === true,
	};
}

/** The portal puts a `folderId` into every map, also where the storage has no folder. */
function storageFieldsOf(storageType: number, params: IDataObject): IDataObject {
	switch (storageType) {
		case STORAGE.room:
			return { folderId: params.folderId };
		case STORAGE.thirdParty:
			return { thirdPartyFolderId: params.folderId };
		case STORAGE.server:
			return { directory: params.filePath };
		case STORAGE.cloud: {
			const { module, ...settings } = params;
			const setting = Object.entries(settings)
				.filter(([name]) => name !== ADDED_BY_SERVER)
				.map(([name, value]) => ({ name, value: value ?? '' }));
			return { module, cloudStorageSettings: { setting } };
		}
		default:
			return {};
	}
}
