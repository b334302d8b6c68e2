import { askPortal, useSandbox } from './support';

const used = useSandbox();

afterEach(() => {
	expect(used.sandbox.violations()).toEqual([]);
});

async function start(body: object = { storageType: 'DataStore' }) {
	return (await (await askPortal(used.sandbox, 'backup/startbackup', body)).json()).response;
}

async function progress() {
	return await (await askPortal(used.sandbox, 'backup/getbackupprogress')).json();
}

async function history() {
	return (await (await askPortal(used.sandbox, 'backup/getbackuphistory')).json()).response;
}

describe('a backup', () => {
	it('is absent before the first start: no response at all, count 0', async () => {
		expect(await progress()).toEqual({
			count: 0,
			links: [{ href: expect.any(String), action: 'GET' }],
			status: 0,
			statusCode: 200,
		});
	});

	it('goes from nothing over leaps to done, and its task is the record in the history', async () => {
		const started = await start();
		expect(started).toEqual({
			isCompleted: false,
			progress: 0,
			error: '',
			link: '',
			tenantId: 1,
			backupProgressEnum: 0,
			status: 0,
			taskId: expect.any(String),
		});
		const seen: number[] = [];
		for (let step = 0; step < 5; step += 1) {
			seen.push((await progress()).response.progress);
			used.clock.pass(400);
		}
		expect(seen).toEqual([0, 10, 10, 65, 90]);
		const done = (await progress()).response;
		expect(done).toMatchObject({
			isCompleted: true,
			progress: 100,
			status: 2,
			taskId: started.taskId,
		});
		expect(done.link).toMatch(/^\/storage\/backup\/root\/.+\?/);
		expect(await history()).toEqual([
			{
				id: started.taskId,
				fileName: expect.stringMatching(/\.tar\.gz$/),
				storageType: 4,
				createdOn: '2026-03-01T12:00:02',
				expiresOn: '2026-03-02T12:00:02',
			},
		]);
		used.clock.pass(60_000);
		expect((await progress()).response.isCompleted).toBe(true);
	});

	it('that is started while another one runs is the other one, whatever was asked for', async () => {
		const first = await start();
		used.clock.pass(500);
		const second = await start({ storageType: 5, storageParams: [{ key: 'module', value: 's3' }] });
		expect(second).toMatchObject({ taskId: first.taskId, progress: 10, status: 1 });
		used.clock.pass(2_000);
		const third = await start();
		expect(third.taskId).not.toBe(first.taskId);
	});

	it.each([
		['failedInJob', { isCompleted: true, status: 2, error: 'The storage could not be reached.' }],
		[
			'failedBeforeJob',
			{ isCompleted: false, status: 4, error: 'The storage could not be reached.' },
		],
		['cancelled', { isCompleted: true, status: 3, error: '', warning: 'Cancelled' }],
		['deadWorker', { isCompleted: false, status: 0, progress: 0, error: '' }],
	] as const)('may end as %s', async (outcome, shown) => {
		used.sandbox.docSpace.settings.nextBackups = [{ outcome }];
		await start();
		used.clock.pass(24 * 60 * 60 * 1000);
		expect((await progress()).response).toMatchObject(shown);
		expect(await history()).toEqual([]);
	});

	it.each([
		['vanished', 0],
		['vanishedAfterSuccess', 1],
	] as const)('may end as %s with %i records', async (outcome, records) => {
		used.sandbox.docSpace.settings.nextBackups = [{ outcome }];
		await start();
		used.clock.pass(2_000);
		expect(await progress()).not.toHaveProperty('response');
		expect(await history()).toHaveLength(records);
	});

	it('with a dead worker blocks every further start', async () => {
		used.sandbox.docSpace.settings.nextBackups = [{ outcome: 'deadWorker' }];
		const { taskId } = await start();
		used.clock.pass(60 * 60 * 1000);
		expect((await start()).taskId).toBe(taskId);
	});

	it('shows a warning from 3.6 on and a status from 3.7 on', async () => {
		const { settings } = used.sandbox.docSpace;
		settings.backup.warning = 'Some files were skipped';
		await start();
		used.clock.pass(2_000);
		const members = async () => Object.keys((await progress()).response);
		expect(await members()).toEqual(expect.arrayContaining(['warning', 'status']));
		settings.version = '3.6';
		expect(await members()).toContain('warning');
		expect(await members()).not.toContain('status');
		settings.version = '3.5';
		expect(await members()).not.toContain('warning');
	});

	it('that does not expire has the date of never, and dates have a zone where the database does', async () => {
		used.sandbox.docSpace.settings.databaseDatesWithZone = true;
		await start({ storageType: 'Documents', storageParams: [{ key: 'folderId', value: '10' }] });
		used.clock.pass(2_000);
		expect((await progress()).response.link).toBe('');
		expect(await history()).toEqual([
			expect.objectContaining({
				createdOn: expect.stringMatching(/:02Z$/),
				expiresOn: '0001-01-01T00:00:00',
			}),
		]);
	});
});

describe('a start', () => {
	const folder = (value: string) => [{ key: 'folderId', value }];
	it.each([
		['a folder that is no number', { storageType: 0, storageParams: folder('sbox-1') }, 400],
		['no folder', { storageType: 'Documents' }, 400],
		['an unknown folder', { storageType: 0, storageParams: folder('999') }, 404],
		['the root of all rooms', { storageType: 0, storageParams: folder('2') }, 403],
		['a read-only room', { storageType: 0, storageParams: folder('11') }, 403],
		['a number for a third-party folder', { storageType: 1, storageParams: folder('10') }, 400],
		['no third-party folder', { storageType: 1 }, 500],
		['an unknown third-party folder', { storageType: 1, storageParams: folder('sbox-7') }, 404],
		['local storage on a hosted portal', { storageType: 3 }, 500],
		['a dump on a hosted portal', { storageType: 4, dump: true }, 403],
	])('with %s is refused', async (_what, body, status) => {
		const answer = await askPortal(used.sandbox, 'backup/startbackup', body);
		expect(answer.status).toBe(status);
		expect((await answer.json()).error.message).toEqual(expect.any(String));
		expect(await progress()).not.toHaveProperty('response');
	});

	it('with an unknown folder is 500 before 3.7', async () => {
		used.sandbox.docSpace.settings.version = '3.6';
		const body = { storageType: 0, storageParams: folder('999') };
		expect((await askPortal(used.sandbox, 'backup/startbackup', body)).status).toBe(500);
	});

	it('beyond the plan is 402', async () => {
		used.sandbox.docSpace.settings.planHasBackup = false;
		expect((await askPortal(used.sandbox, 'backup/startbackup', { storageType: 4 })).status).toBe(
			402,
		);
	});

	it.each([
		['the storage type that is dead', { storageType: 'CustomCloud' }, 'Unknown storage type.'],
		['a module that is not set up', { storageType: 5 }, 'The storage module is not set up.'],
	])('with %s is accepted and fails in the job', async (_what, body, error) => {
		await start(body);
		used.clock.pass(2_000);
		expect((await progress()).response).toMatchObject({ isCompleted: true, status: 2, error });
	});

	it('of a dump on an own installation is a task of its own', async () => {
		used.sandbox.docSpace.settings.hosted = false;
		const { taskId } = await start({ storageType: 4, dump: true });
		expect(await progress()).not.toHaveProperty('response');
		const dump = await (await askPortal(used.sandbox, 'backup/getbackupprogress?dump=true')).json();
		expect(dump.response.taskId).toBe(taskId);
		const local = { storageType: 'Local', storageParams: [] };
		expect((await askPortal(used.sandbox, 'backup/startbackup', local)).status).toBe(500);
	});
});
