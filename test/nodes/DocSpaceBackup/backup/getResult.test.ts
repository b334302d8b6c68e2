import { useSandbox } from '../../../support/sandbox';
import { operationAt } from '../support';

const at = useSandbox();
const get = operationAt(at, 'backup', 'getResult');

/** Starts a backup without waiting for it. */
async function started(options = {}): Promise<string> {
	const start = operationAt(at, 'backup', 'start');
	const { items, error } = await start({ waitForCompletion: false, ...options });
	expect(error?.message).toBeUndefined();
	return String(items[0]?.json.taskId);
}

/** A backup of 300 ms has ended by then. */
const ended = async () => await new Promise((done) => setTimeout(done, 400));

async function resultOf(taskId: string, fields = {}) {
	const { items, error } = await get({ taskId, ...fields });
	expect(error?.message).toBeUndefined();
	expect(items).toHaveLength(1);
	return items[0]?.json ?? {};
}

const NOTHING_YET = {
	backupId: null,
	fileName: null,
	storageType: null,
	storageTypeName: null,
	createdOn: null,
	expiresOn: null,
	link: null,
	warning: null,
	reason: null,
};

describe('by its task', () => {
	it('a backup that is at work has no result yet, and the history is left alone', async () => {
		at.sandbox.docSpace.settings.backup.durationMilliseconds = 60_000;
		const taskId = await started();
		expect(await resultOf(taskId)).toEqual({
			...NOTHING_YET,
			taskId,
			state: 'running',
			percent: expect.any(Number),
		});
		expect(at.requests('getBackupHistory')).toEqual([]);
	});

	it('one that worked leads to its archive', async () => {
		at.sandbox.docSpace.settings.backup.durationMilliseconds = 0;
		const taskId = await started();
		const json = await resultOf(taskId);
		expect(json).toEqual({
			taskId,
			state: 'succeeded',
			percent: null,
			backupId: taskId,
			fileName: expect.stringMatching(/\.tar\.gz$/),
			storageType: 4,
			storageTypeName: 'Temporary Storage',
			createdOn: expect.stringMatching(/Z$/),
			expiresOn: expect.stringMatching(/Z$/),
			link: expect.stringMatching(/^http:/),
			warning: null,
			reason: null,
		});
		const { items } = await operationAt(at, 'backup', 'download')({ link: String(json.link) });
		expect(items[0]?.json.fileName).toBe(json.fileName);
	});

	it.each([
		['failedInJob', { state: 'failed', reason: 'The disk is full' }],
		['failedBeforeJob', { state: 'failed', reason: 'The disk is full' }],
		['cancelled', { state: 'cancelled' }],
		['vanished', { state: 'vanished' }],
	] as const)(
		'one that ended as %s says so, and is no failure of the node',
		async (outcome, said) => {
			Object.assign(at.sandbox.docSpace.settings.backup, {
				outcome,
				durationMilliseconds: 300,
				error: 'The disk is full',
			});
			const taskId = await started();
			await ended();
			expect(await resultOf(taskId)).toEqual({ ...NOTHING_YET, taskId, percent: null, ...said });
		},
	);

	it('one that the portal no longer shows is found in the history', async () => {
		Object.assign(at.sandbox.docSpace.settings.backup, {
			outcome: 'vanishedAfterSuccess',
			durationMilliseconds: 300,
		});
		const taskId = await started();
		await ended();
		expect(await resultOf(taskId)).toMatchObject({
			taskId,
			state: 'succeeded',
			backupId: taskId,
			link: null,
		});
	});

	it('one that worked, and whose archive is not there, says that', async () => {
		at.sandbox.docSpace.settings.backup.durationMilliseconds = 0;
		const taskId = await started();
		const body = { response: [], count: 0, links: [], status: 0, statusCode: 200 };
		at.sandbox.faults.add({ operationId: 'getBackupHistory', status: 200, body });
		expect(await resultOf(taskId)).toEqual({
			...NOTHING_YET,
			taskId,
			state: 'succeeded',
			percent: null,
			warning: expect.stringMatching(/^The portal's history shows no archive/),
		});
	});

	it('one that failed after its archive was done has an archive, and a warning', async () => {
		at.sandbox.docSpace.settings.backup.durationMilliseconds = 0;
		const taskId = await started();
		const task = { taskId, isCompleted: true, progress: 100, error: 'Billing failed', link: '' };
		const body = { response: task, count: 1, status: 0, statusCode: 200 };
		at.sandbox.faults.add({ operationId: 'getBackupProgress', status: 200, body });
		expect(await resultOf(taskId)).toMatchObject({
			state: 'succeeded',
			backupId: taskId,
			warning: 'Billing failed',
			reason: null,
		});
	});
});

it('names that the portal gives lead nowhere else, and a storage may come by its name', async () => {
	const fileName = '../../etc/\u202Eevil\r\n.tar.gz';
	const record = { id: 'one', fileName, storageType: 'DataStore' };
	const body = { response: [record], count: 1, links: [], status: 0, statusCode: 200 };
	at.sandbox.faults.add({ operationId: 'getBackupHistory', status: 200, body });
	expect(await resultOf('', { which: 'newest' })).toMatchObject({
		fileName: 'evil.tar.gz',
		storageTypeName: 'Temporary Storage',
	});
});

it.each([0, 60_000])(
	'an ID in capital letters is the same one, after %d ms of work too',
	async (durationMilliseconds) => {
		at.sandbox.docSpace.settings.backup.durationMilliseconds = durationMilliseconds;
		const taskId = await started();
		expect(await resultOf(taskId.toUpperCase())).toEqual({
			...(await resultOf(taskId)),
			percent: durationMilliseconds === 0 ? null : expect.any(Number),
		});
	},
);

describe('the newest finished one', () => {
	it('is the newest record, with its link while the portal shows it', async () => {
		at.sandbox.docSpace.settings.backup.durationMilliseconds = 0;
		at.sandbox.docSpace.addArchives(2);
		const taskId = await started();
		expect(await resultOf('', { which: 'newest' })).toMatchObject({
			taskId,
			state: 'succeeded',
			link: expect.stringMatching(/^http:/),
		});
	});

	it('is found while another one is at work', async () => {
		at.sandbox.docSpace.addArchives(2);
		const [newest] = await at.sandbox.docSpace.archives();
		at.sandbox.docSpace.settings.backup.durationMilliseconds = 60_000;
		await started();
		expect(await resultOf('', { which: 'newest' })).toMatchObject({
			backupId: newest?.id,
			fileName: newest?.fileName,
			link: null,
		});
	});

	it('is none in a portal without backups, which an item says', async () => {
		expect(await resultOf('', { which: 'newest' })).toEqual({
			...NOTHING_YET,
			taskId: null,
			state: 'none',
			percent: null,
		});
	});
});

it.each([
	['={{ "" }}', 'is empty'],
	['june', 'is not the ID of a backup'],
])('refuses %s as the ID of a task', async (taskId, problem) => {
	const { items, error } = await get({ taskId });
	expect([items, error?.message]).toEqual([[], `Task ID ${problem}`]);
	expect(at.requests()).toEqual([]);
});
