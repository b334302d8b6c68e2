import { runNode } from '../../../support/engine';
import { computed, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const { setSchedule } = runsAt(at);

const schedules = async () => (await at.sandbox.docSpace.state()).schedules;

it.each([
	['every day', { period: 0, hour: 0 }, { period: 0, hour: 0, day: 0 }],
	['every Saturday', { period: 1, hour: 23, weekday: 7 }, { period: 1, hour: 23, day: 7 }],
	['every month', { period: 2, hour: 4, dayOfMonth: 31 }, { period: 2, hour: 4, day: 31 }],
])('sets a backup for %s', async (_when, parameters, cronParams) => {
	const { items, error } = await runNode(
		setSchedule({ ...parameters, storageType: 0, folderId: '10', backupsStored: 30 }),
	);
	expect(error).toBeUndefined();
	expect(items).toEqual([{ json: expect.anything(), pairedItem: { item: 0 } }]);
	expect(items[0]?.json).toMatchObject({
		...{ success: true, storageTypeName: 'Room or Folder', backupsStored: 30 },
		...parameters,
	});
	expect(await schedules()).toEqual([
		{
			storageType: 0,
			storageParams: { folderId: '10' },
			cronParams,
			backupsStored: 30,
			dump: false,
		},
	]);
});

it('sets one of the whole server apart', async () => {
	at.sandbox.docSpace.settings.hosted = false;
	await runNode(setSchedule());
	await runNode(setSchedule({ storageType: 3, directory: '/var/b', options: { dump: true } }));
	expect(await schedules()).toMatchObject([
		{ dump: false, storageType: 4 },
		{ dump: true, storageParams: { filePath: '/var/b' } },
	]);
});

it('is set although it cannot be read back', async () => {
	at.sandbox.faults.add({ operationId: 'getBackupSchedule', status: 500, times: 'always' });
	const { items, error } = await runNode(setSchedule());
	expect(error).toBeUndefined();
	expect(items[0]?.json).toEqual({
		success: true,
		warning: expect.stringMatching(/^It could not be read back: /),
	});
});

it('is set the same when the answer was lost and it is sent again', async () => {
	at.sandbox.faults.add({ operationId: 'createBackupSchedule', cut: true, afterWork: true });
	const { error } = await runNode(setSchedule());
	expect(error).toBeUndefined();
	expect(await schedules()).toHaveLength(1);
});

it.each([
	[{ hour: 24 }, 'Hour is not a whole number from 0 to 23'],
	[{ hour: -1 }, 'Hour is not a whole number from 0 to 23'],
	[{ hour: 1.5 }, 'Hour is not a whole number from 0 to 23'],
	[{ hour: computed(null) }, 'Hour has no value'],
	[{ hour: computed('') }, 'Hour is not a whole number from 0 to 23'],
	[{ period: 1, weekday: computed(0) }, 'Weekday is not one of the options: 0'],
	[{ period: 1, weekday: computed(8) }, 'Weekday is not one of the options: 8'],
	[{ period: 2, dayOfMonth: 0 }, 'Day of Month is not a whole number from 1 to 31'],
	[{ period: 2, dayOfMonth: 32 }, 'Day of Month is not a whole number from 1 to 31'],
	[{ backupsStored: 31 }, 'Backups to Keep is not a whole number from 1 to 30'],
	[{ backupsStored: 0 }, 'Backups to Keep is not a whole number from 1 to 30'],
	[{ period: computed(3) }, 'Period'],
	[{ period: computed(null) }, 'Period has no value'],
	[{ period: computed('') }, 'Period is not one of the options: ""'],
	[{ storageType: 0, folderId: 'x' }, 'Folder ID is not a number'],
	// For this storage the portal is asked.
	[{ storageType: 5, module: 's3', hour: 24 }, 'Hour is not a whole number from 0 to 23'],
])('refuses %j before anything is sent', async (parameters, message) => {
	const { error } = await runNode(setSchedule(parameters));
	expect(error?.message).toContain(message);
	expect(at.requests()).toEqual([]);
});
