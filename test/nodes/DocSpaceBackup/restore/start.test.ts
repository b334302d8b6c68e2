import { runNode } from '../../../support/engine';
import { computed, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const { startBackup, startRestore } = runsAt(at);

const progress = () => at.requests('getRestoreProgress');
const sent = (): unknown => JSON.parse(String(at.requests('startRestore')[0]?.body));

async function backupId() {
	at.sandbox.docSpace.settings.backup.durationMilliseconds = 0;
	at.sandbox.docSpace.settings.restore.durationMilliseconds = 100;
	return String((await runNode(startBackup())).items[0]?.json.taskId);
}

it('sends nothing without the confirmation', async () => {
	const { error } = await runNode(startRestore({ backupId: computed('x') }));
	expect(error?.message).toBe('Confirm Replacing All Data is not turned on');
	expect(error?.description).toContain('cannot be undone');
	expect(at.requests()).toEqual([]);
});

it.each([computed(true), computed('true'), computed(1), computed('yes'), 'true', 1])(
	'does not take %s for a confirmation',
	async (confirm) => {
		const { error } = await runNode(startRestore({ confirm, backupId: computed('x') }));
		expect(error?.message).toContain('is not turned on or off by a person');
		expect(at.requests()).toEqual([]);
	},
);

it('waits without the credential, and says that it has to be renewed', async () => {
	const { items, error } = await runNode(
		startRestore({ confirm: true, backupId: await backupId() }),
	);
	expect(error).toBeUndefined();
	expect(items).toEqual([
		{
			json: {
				taskId: expect.any(String),
				restored: true,
				durationSeconds: expect.any(Number),
				nextStep: expect.stringContaining('Renew the credential'),
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(progress().length).toBeGreaterThan(1);
	expect(new Set(progress().map(({ authentication }) => authentication))).toEqual(
		new Set(['none']),
	);
});

it('says at once that the portal accepted it when it is not to wait', async () => {
	const run = startRestore({
		confirm: true,
		backupId: await backupId(),
		waitForCompletion: false,
	});
	const { items } = await runNode(run);
	expect(items[0]?.json).toMatchObject({
		isCompleted: false,
		restored: false,
		nextStep: expect.stringContaining('is locked until it is done'),
	});
	expect(items[0]?.json).not.toHaveProperty('error');
	// The one look is the one before the start.
	expect(progress()).toHaveLength(1);
});

it('fails when the portal says that it failed', async () => {
	at.sandbox.docSpace.settings.restore.outcome = 'failed';
	const { error } = await runNode(startRestore({ confirm: true, backupId: await backupId() }));
	expect(error?.message).toBe('The restore failed: Backup not found');
});

/** What the portal answers a start with. */
function answered(task: object) {
	const taskId = '9c5d2c1e-3f1e-4b8a-8a3d-0f6f5a7b1c2d';
	const response = { taskId, progress: 50, error: '', ...task };
	const body = { response, count: 1, links: [], status: 0, statusCode: 200 };
	at.sandbox.faults.add({ operationId: 'startRestore', status: 200, body });
}

it.each([
	['Failted', 'The restore failed: the portal gave no reason'],
	['Canceled', 'The restore was cancelled'],
	['Paused', 'The restore failed: the portal returned an unknown state: Paused'],
	[9, 'The restore failed: the portal returned an unknown state: 9'],
])('does not call a task that ended as %p a restored portal', async (status, message) => {
	const parameters = { confirm: true, backupId: await backupId() };
	for (const waitForCompletion of [true, false]) {
		answered({ isCompleted: true, status });
		const { items, error } = await runNode(startRestore({ ...parameters, waitForCompletion }));
		expect([items, error?.message]).toEqual([[], message]);
	}
});

it('reports a worker that never begins', async () => {
	at.sandbox.docSpace.settings.restore.outcome = 'deadWorker';
	const waiting = { intervalSeconds: 0.02, deadlineMinutes: 0.03 };
	const run = startRestore({ confirm: true, backupId: await backupId(), waiting });
	expect((await runNode(run)).error?.message).toBe('The restore did not start within 0.03 minutes');
});

it('goes on while the portal is down', async () => {
	const id = await backupId();
	at.sandbox.faults.add({ operationId: 'getRestoreProgress', status: 502, skip: 1, times: 8 });
	const { items, error } = await runNode(startRestore({ confirm: true, backupId: id }));
	expect(error).toBeUndefined();
	expect(items[0]?.json.restored).toBe(true);
});

it('goes on while the portal becomes another one, and knows no restore', async () => {
	Object.assign(at.sandbox.docSpace.settings.restore, {
		durationMilliseconds: 400,
		hiddenMilliseconds: 300,
	});
	const run = startRestore({ confirm: true, backupId: await backupId() });
	const { items, error } = await runNode(run);
	expect(error).toBeUndefined();
	expect(items[0]?.json).toMatchObject({ restored: true });
	const statuses = at.requests('getRestoreProgress').map(({ status }) => status);
	expect(statuses).toContain(404);
});

it('is not sent again after a lost answer', async () => {
	const id = await backupId();
	at.sandbox.faults.add({ operationId: 'startRestore', cut: true, afterWork: true });
	const { error } = await runNode(startRestore({ confirm: true, backupId: id }));
	expect(error?.description).toContain('The request may have been carried out');
	expect(at.requests('startRestore')).toHaveLength(1);
});

it('takes an archive file of a room', async () => {
	at.sandbox.docSpace.settings.restore.durationMilliseconds = 0;
	const { error } = await runNode(
		startRestore({
			confirm: true,
			source: 'file',
			storageType: 0,
			fileId: ' 5678 ',
			options: { notify: true },
		}),
	);
	expect(error).toBeUndefined();
});

it.each([
	[{ backupId: computed('') }, 'Backup ID is not the ID of a backup'],
	[{ backupId: '12' }, 'Backup ID is not the ID of a backup'],
	[{ source: 'file', storageType: 0, fileId: 'sbox-1' }, 'File ID is not a number'],
	[{ source: 'file', storageType: 1, fileId: '12' }, 'File ID is not the ID of a file'],
	[{ source: 'file', storageType: 0, fileId: computed('') }, 'File ID is not a number'],
	[
		{ source: 'file', storageType: computed(9), fileId: '7', module: 's3', filePath: 'a.tar.gz' },
		'Storage is not one of the options: 9',
	],
])('refuses %j before anything is sent', async (parameters, message) => {
	const { error } = await runNode(startRestore({ confirm: true, ...parameters }));
	expect(error?.message).toContain(message);
	expect(at.requests()).toEqual([]);
});

it('says that the portal is locked to everybody else meanwhile', async () => {
	const { getProgress } = runsAt(at);
	const id = await backupId();
	at.sandbox.docSpace.settings.restore.durationMilliseconds = 60_000;
	await runNode(startRestore({ confirm: true, backupId: id, waitForCompletion: false }));
	const { error } = await runNode(getProgress());
	expect(error?.message).toBe('The portal is being restored or moved, or is suspended');
});

it('is refused while another restore runs, which the portal would go on with', async () => {
	const id = await backupId();
	at.sandbox.docSpace.settings.restore.outcome = 'deadWorker';
	const run = startRestore({ confirm: true, backupId: id, waitForCompletion: false });
	await runNode(run);
	const { error } = await runNode(run);
	expect(error?.message).toBe('A restore is already running');
	expect(at.requests('startRestore')).toHaveLength(1);
});

it('says that it goes on out of sight, where the portal asks for a key', async () => {
	const id = await backupId();
	at.sandbox.faults.add({ operationId: 'getRestoreProgress', status: 403, times: 'always' });
	const { error } = await runNode(startRestore({ confirm: true, backupId: id }));
	expect(error).toMatchObject({
		message: 'The portal does not show the progress of the restore',
		description: expect.stringContaining('do not start the restore again'),
	});
	expect(at.requests('startRestore')).toHaveLength(1);
});

it.each([2, 3, 4])(
	'takes an archive by its path in storage %d, which a server knows',
	async (storageType) => {
		const { error } = await runNode(
			startRestore({
				confirm: true,
				source: 'file',
				storageType,
				filePath: 'portal.tar.gz',
				waitForCompletion: false,
			}),
		);
		expect(error?.message).toBeUndefined();
		expect(at.requests('startRestore')).toHaveLength(1);
	},
);

it('can send a storage beside the ID of a backup, which a portal of today ignores', async () => {
	const id = await backupId();
	const options = { storageType: 5 };
	const { error } = await runNode(
		startRestore({ confirm: true, backupId: id, options, waitForCompletion: false }),
	);
	expect(error?.message).toBeUndefined();
	expect(sent()).toMatchObject({ backupId: id, storageType: 5 });
});

it('sends no storage beside the ID of a backup where none is chosen', async () => {
	const id = await backupId();
	await runNode(startRestore({ confirm: true, backupId: id, waitForCompletion: false }));
	expect(sent()).not.toHaveProperty('storageType');
});
