import { computed } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';
import type { Run } from '../support';
import { operationAt } from '../support';

const at = useSandbox();
const get = operationAt(at, 'backupSchedule', 'get');
const set: Run = async (fields = {}, rest = {}) =>
	await operationAt(at, 'backupSchedule', 'createOrUpdate')({ storageType: 4, ...fields }, rest);
const remove = operationAt(at, 'backupSchedule', 'delete');

it('says when there is none, also after it was deleted', async () => {
	const none = { scheduled: false, message: 'The portal has no backup schedule' };
	expect((await get()).items[0]?.json).toEqual(none);
	await set();
	expect((await get()).items[0]?.json).toMatchObject({ scheduled: true });
	expect((await remove()).items[0]?.json).toEqual({ deleted: true });
	expect((await get()).items[0]?.json).toEqual(none);
});

it.each([
	['a day', { period: 0, hour: 23 }, {}],
	['a week', { period: 1, hour: 3, weekday: 7 }, { weekdayName: 'Saturday' }],
	['a month', { period: 2, hour: 0, dayOfMonth: 31 }, {}],
])('gives back what was put in for every part of %s', async (_what, fields, named) => {
	const parameters = { storageType: 0, folderId: '10', backupsStored: 30, ...fields };
	expect((await set(parameters)).error).toBeUndefined();
	const { items } = await get();
	expect(items[0]?.json).toMatchObject({ ...parameters, ...named, lastBackupTime: null });
});

it.each([false, true])('gives back what a cloud storage needs: whole server %s', async (dump) => {
	at.sandbox.docSpace.settings.hosted = false;
	const options = { dump };
	const cloud = {
		storageType: 5,
		module: 's3',
		cloudStorageSettings: {
			setting: [
				{ name: 'bucket', value: 'backups' },
				{ name: 'region', value: 'eu-central-1' },
			],
		},
	};
	await set({ ...cloud, options });
	const { items } = await get({ dump });
	expect(items[0]?.json).toMatchObject(cloud);
	// What came out is compared with the values of the fields above.
	const cloudStorageSettings = items[0]?.json
		.cloudStorageSettings as typeof cloud.cloudStorageSettings;
	const again = await set({ ...cloud, cloudStorageSettings, options });
	expect(again.error).toBeUndefined();
});

it('leaves out the folder that the portal puts into every map', async () => {
	await set({ storageType: 4 });
	const { items } = await get();
	expect(items[0]?.json).not.toHaveProperty('folderId');
});

it.each([
	[{ hour: 24 }, 'Hour is not a whole number from 0 to 23: 24'],
	[{ hour: '' }, 'Hour is not a whole number from 0 to 23: ""'],
	[{ period: 2, dayOfMonth: 0 }, 'Day of Month is not a whole number from 1 to 31: 0'],
	[{ period: 1, weekday: 8 }, 'Weekday is not one of the options: 8'],
	[{ backupsStored: 31 }, 'Backups to Keep is not a whole number from 1 to 30: 31'],
	[{ period: 7 }, 'Period is not one of the options: 7'],
])('refuses %j', async (fields, message) => {
	// An expression gets past the limits of the field in the editor.
	const parameters = Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [name, computed(value)]),
	);
	expect((await set(parameters)).error?.message).toBe(message);
	expect(at.requests()).toEqual([]);
});

it('takes the storage that every server accepts and fails on, as the screen says', async () => {
	expect((await set({ storageType: 2 })).error).toBeUndefined();
	expect((await get()).items[0]?.json).toMatchObject({ storageTypeName: 'Custom Cloud' });
});

it('understands names of enumerations and dates as objects, as the vendor documents them', async () => {
	const response = {
		storageType: 'DataStore',
		storageParams: {},
		cronParams: { period: 'EveryWeek', hour: 3, day: 1 },
		lastBackupTime: { utcTime: '2026-06-01T03:00:00', timeZoneOffset: '03:00:00' },
		dump: false,
	};
	const body = { response, count: 1, status: 0, statusCode: 200 };
	at.sandbox.faults.add({ operationId: 'getBackupSchedule', status: 200, body });
	expect((await get()).items[0]?.json).toMatchObject({
		storageType: 4,
		storageTypeName: 'Temporary Storage',
		period: 1,
		weekday: 1,
		lastBackupTime: '2026-06-01T03:00:00.000Z',
	});
});
