import { computed } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';
import { offered, operationAt } from '../support';

const at = useSandbox();
const start = operationAt(at, 'backup', 'start');

const cloud = (module: string, settings: Record<string, string>) => ({
	storageType: 5,
	module,
	cloudStorageSettings: {
		setting: Object.entries(settings).map(([name, value]) => ({ name, value })),
	},
	waiting: { intervalSeconds: 0.02 },
});
const s3 = { bucket: 'backups', region: 'eu-central-1' };

it('lists the storages, and the regions of Amazon S3', async () => {
	const storages = await operationAt(at, 'storage', 'getAll')();
	expect(storages.items.map(({ json }) => [json.id, json.isSet])).toEqual([
		['s3', true],
		['googlecloud', true],
		['rackspace', false],
	]);
	const regions = await operationAt(at, 'storage', 'getManyRegions')({ limit: 1 });
	expect(regions.items.map(({ json }) => json.systemName)).toEqual(['us-east-1']);
});

it('offers the storages that are set up, and the settings of the chosen one', async () => {
	expect(await offered(at, 'getCloudStorages')).toEqual([
		{ name: 'Amazon AWS S3', value: 's3' },
		{ name: 'Google Cloud Storage', value: 'googlecloud' },
	]);
	expect(await offered(at, 'getCloudStorageSettings', { module: 'googlecloud' })).toEqual([
		{ name: 'Titel: bucket', value: 'bucket', description: 'bucket' },
	]);
	expect(await offered(at, 'getCloudStorageSettings', { module: '' })).toEqual([]);
});

it.each([['getCloudStorages'], ['getAuditActions'], ['getAuditModules']])(
	'says what to do where the key may not read the list: %s',
	async (method) => {
		at.sandbox.faults.add({ status: 403, path: '/api/2.0/*', times: 'always' });
		await expect(offered(at, method)).rejects.toMatchObject({
			message: 'The key may not read this list: set the field by an expression',
			description: expect.stringMatching(/^Without the list, switch the field to Expression/),
		});
	},
);

it('takes a backup, with a link that anybody can use', async () => {
	at.sandbox.docSpace.settings.backup.durationMilliseconds = 20;
	const { items, error } = await start(cloud('s3', s3));
	expect(error).toBeUndefined();
	expect(items[0]?.json.link).toContain(at.sandbox.docSpace.storageUrl);
});

it('gives an archive to a restore', async () => {
	const restore = operationAt(at, 'restore', 'start');
	const archive = { ...cloud('s3', s3), source: 'file', waitForCompletion: false, confirm: true };
	expect((await restore({ ...archive, filePath: computed(' ') })).error?.message).toBe(
		'File Path is empty',
	);
	expect((await restore({ ...archive, filePath: 'portal.tar.gz' })).error).toBeUndefined();
});

it.each([
	['', {}, 'Cloud Storage is empty'],
	['floppy', {}, 'Cloud Storage is unknown to the portal'],
	['rackspace', {}, 'Cloud Storage is not set up in the portal'],
	['s3', { bucket: 'backups' }, 'Cloud Storage Settings lacks region'],
	['s3', { bucket: ' ', region: '' }, 'Cloud Storage Settings lacks bucket and region'],
	['s3', { ...s3, Bucket: 'b' }, 'has a setting "Bucket" that this storage does not take'],
])('refuses %j with %j, which would fail later', async (module, settings, message) => {
	const { error } = await start({ ...cloud(module, settings), module: computed(module) });
	expect(error?.message).toContain(message);
	expect(at.requests('startBackup')).toEqual([]);
});

it('takes all settings of the storage that the schedule uses, of which the portal names some', async () => {
	at.sandbox.docSpace.settings.backup.durationMilliseconds = 20;
	const set = operationAt(at, 'backupSchedule', 'createOrUpdate');
	expect((await set(cloud('s3', s3))).error).toBeUndefined();
	const { error } = await start(cloud('s3', { ...s3, forcepathstyle: 'true' }));
	expect(error?.message).toBeUndefined();
	const settings = await offered(at, 'getCloudStorageSettings', { module: 's3' });
	expect(settings.map(({ value }) => value)).toEqual(
		expect.arrayContaining(['bucket', 'region', 'serviceurl', 'sse', 'ssekey']),
	);
});

it('takes a setting of that storage that nobody knows here, since the portal does not name all', async () => {
	at.sandbox.docSpace.settings.backup.durationMilliseconds = 20;
	const later = { ...s3, laterversion: 'x' };
	expect((await start(cloud('s3', later))).error?.message).toContain('"laterversion"');
	await operationAt(at, 'backupSchedule', 'createOrUpdate')(cloud('s3', s3));
	expect((await start(cloud('s3', later))).error?.message).toBeUndefined();
});

it('needs no region beside the address of a service of its own', async () => {
	at.sandbox.docSpace.settings.backup.durationMilliseconds = 20;
	const own = { bucket: 'backups', serviceurl: 'https://minio.example' };
	expect((await start(cloud('s3', own))).error?.message).toBeUndefined();
});

it('says that only a portal of its own has directories', async () => {
	const { error } = await start({ storageType: 3, directory: '/var/backups' });
	expect(error?.message).toBe('The portal cannot put a backup into a directory');
});

it('refuses a setting that is there twice', async () => {
	const setting = [
		{ name: 'bucket', value: 'one' },
		{ name: 'bucket', value: 'two' },
	];
	const { error } = await start({ ...cloud('s3', s3), cloudStorageSettings: { setting } });
	expect(error?.message).toBe('Cloud Storage Settings has "bucket" twice');
	expect(at.requests()).toEqual([]);
});
