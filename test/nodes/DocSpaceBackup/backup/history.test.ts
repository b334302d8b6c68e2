import { computed } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';
import { operationAt } from '../support';

const at = useSandbox();
const getMany = operationAt(at, 'backup', 'getAll');
const remove = operationAt(at, 'backup', 'delete');
const removeAll = operationAt(at, 'backup', 'deleteAll');

const ids = async () => (await at.sandbox.docSpace.archives()).map(({ id }) => id);

describe('Get Many', () => {
	it('gives the newest first, with dates in UTC and the storage by its name', async () => {
		at.sandbox.docSpace.settings.backup.durationMilliseconds = 0;
		at.sandbox.docSpace.addArchives(30);
		await operationAt(at, 'backup', 'start')({ waitForCompletion: false });
		const { items } = await getMany({ returnAll: true });
		expect(items).toHaveLength(31);
		expect(items[0]?.json).toMatchObject({
			storageType: 4,
			storageTypeName: 'Temporary Storage',
			createdOn: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
			expiresOn: expect.stringMatching(/Z$/),
		});
		expect(items.map(({ json }) => json.backupId).sort()).toEqual((await ids()).sort());
		expect(items[1]?.json).toMatchObject({ storageTypeName: 'Room or Folder', expiresOn: null });
		const dates = items.map(({ json }) => String(json.createdOn));
		expect(dates).toEqual([...dates].sort().reverse());
	});

	it.each([true, false])('reads dates with a zone (%s) alike', async (withZone) => {
		at.sandbox.docSpace.settings.databaseDatesWithZone = withZone;
		at.sandbox.docSpace.addArchives(1);
		const [archive] = await at.sandbox.docSpace.archives();
		const second = Math.floor((archive?.createdAt ?? 0) / 1000) * 1000;
		const { items } = await getMany();
		expect(items[0]?.json.createdOn).toBe(new Date(second).toISOString());
	});

	it('asks once, whatever the limit, and gives no item for an empty history', async () => {
		expect((await getMany()).items).toEqual([]);
		at.sandbox.docSpace.addArchives(5);
		expect((await getMany({ limit: 2 })).items).toHaveLength(2);
		expect(at.requests('getBackupHistory')).toHaveLength(2);
	});

	it('is what makes the portal drop records whose storage is down', async () => {
		at.sandbox.docSpace.addArchives(3);
		at.sandbox.docSpace.settings.unreachableStorageTypes = [0];
		expect((await getMany()).items).toEqual([]);
		at.sandbox.docSpace.settings.unreachableStorageTypes = [];
		expect((await getMany()).items).toEqual([]);
	});

	it('gives names that lead nowhere else', async () => {
		at.sandbox.docSpace.addArchives(1);
		const createdOn = '2026-06-01T03:00:00Z';
		const record = { id: 'one', fileName: '..\\..\\etc/\u202Eevil\r\n.gz', createdOn };
		const body = { response: [record, { id: 'two', fileName: null }], statusCode: 200 };
		at.sandbox.faults.add({ operationId: 'getBackupHistory', status: 200, body });
		const { items } = await getMany();
		// What has no date is not the newest.
		expect(items.map(({ json }) => json.fileName)).toEqual(['evil.gz', null]);
	});

	it('asks for the history of the whole server apart', async () => {
		at.sandbox.docSpace.addArchives(1);
		expect((await getMany({ dump: true })).items).toEqual([]);
	});
});

describe('Delete', () => {
	it('deletes one backup', async () => {
		at.sandbox.docSpace.addArchives(2);
		const [backupId = '', other] = await ids();
		const { items } = await remove({ backupId });
		expect(items).toEqual([{ json: { deleted: true, backupId }, pairedItem: { item: 0 } }]);
		expect(await ids()).toEqual([other]);
	});

	it('takes an ID in capital letters for the same one', async () => {
		at.sandbox.docSpace.addArchives(1);
		const [backupId = ''] = await ids();
		const { items } = await remove({ backupId: backupId.toUpperCase() });
		expect(items[0]?.json).toEqual({ deleted: true, backupId });
		expect(await ids()).toEqual([]);
	});

	it.each(['', '12', '../deletebackuphistory', '9c5d2c1e-3f1e-4b8a-8a3d'])(
		'sends nothing for the ID %j',
		async (backupId) => {
			const { error } = await remove({ backupId: computed(backupId) });
			expect(error?.message).toBe('Backup ID is not the ID of a backup');
			expect(at.requests()).toEqual([]);
		},
	);

	it('says what status 500 means here', async () => {
		const { error } = await remove({ backupId: '9c5d2c1e-3f1e-4b8a-8a3d-0f6f5a7b1c2d' });
		expect(error).toMatchObject({
			message: 'The portal has no backup with this ID, or could not delete its file',
			description: expect.stringContaining('Check Backup ID'),
			httpCode: '500',
			context: { itemIndex: 0 },
		});
	});
});

describe('Delete All', () => {
	it('sends nothing without the confirmation', async () => {
		at.sandbox.docSpace.addArchives(2);
		const { error } = await removeAll();
		expect(error?.message).toBe('Confirm Deleting All Backups is not turned on');
		expect(at.requests()).toEqual([]);
		expect(await ids()).toHaveLength(2);
	});

	it.each([1, 500, '1'])(
		'takes no envelope for a confirmation that has the status %p',
		async (status) => {
			const body = { response: true, status, statusCode: 200 };
			at.sandbox.faults.add({ operationId: 'deleteBackupHistory', status: 200, body });
			const { items, error } = await removeAll({ confirm: true });
			expect([items, error?.message]).toEqual([
				[],
				'DocSpace could not process the request (status 500)',
			]);
		},
	);

	it('deletes every backup', async () => {
		at.sandbox.docSpace.addArchives(2);
		const { items } = await removeAll({ confirm: true });
		expect(items[0]?.json).toEqual({ deleted: true });
		expect(await ids()).toEqual([]);
	});
});
