import { runNode } from '../../../support/engine';
import { emptyItems, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';
import { operationAt, webDavAccount } from '../support';

/** How far the portal's clock is ahead, and by how much each look at the progress moves it, in ms. */
let ahead = 0;
let perLook = 0;

const at = useSandbox({ now: () => Date.now() + ahead });
const { startBackup } = runsAt(at);

const sent = () => at.requests().map(({ operationId }) => operationId);
const quick = () => at.sandbox.docSpace.settings.backup;

beforeAll(() => {
	at.sandbox.onRequest(({ operationId }) => {
		if (operationId === 'getBackupProgress') ahead += perLook;
	});
});
beforeEach(() => {
	ahead = 0;
	perLook = 0;
	quick().durationMilliseconds = 60;
});

describe('waiting', () => {
	it('ends with what is known of the backup', async () => {
		quick().warning = 'Some files were left out';
		const { items, error } = await runNode(startBackup());
		expect(error).toBeUndefined();
		const [archive] = await at.sandbox.docSpace.archives();
		expect(items).toEqual([
			{
				json: {
					taskId: archive?.taskId,
					alreadyRunning: null,
					fileName: archive?.fileName,
					createdOn: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
					expiresOn: expect.stringMatching(/Z$/),
					link: expect.stringContaining(`${at.sandbox.docSpace.url}/storage/backup/root/`),
					warning: 'Some files were left out',
					durationSeconds: expect.any(Number),
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each(['3.1', '3.5', '3.6', '3.7'] as const)('succeeds on version %s', async (version) => {
		at.sandbox.docSpace.settings.version = version;
		const { items, error } = await runNode(startBackup());
		expect(error).toBeUndefined();
		expect(items[0]?.json.fileName).toEqual(expect.any(String));
	});

	it.each([
		['failedInJob', 'The backup failed: The storage could not be reached.'],
		['failedBeforeJob', 'The backup failed: The storage could not be reached.'],
		['cancelled', 'The backup was cancelled'],
		['vanished', 'The backup vanished before it was done'],
	] as const)('fails when the portal says %s', async (outcome, message) => {
		quick().outcome = outcome;
		const { items, error } = await runNode(startBackup());
		expect(items).toEqual([]);
		expect(error).toMatchObject({ message, context: { itemIndex: 0 } });
		expect(error?.description).toBeTruthy();
	});

	it.each(['failedInJob', 'failedBeforeJob'] as const)(
		'gives an item for %s under Continue on Fail, and no error member',
		async (outcome) => {
			quick().outcome = outcome;
			const { items } = await runNode(startBackup({}, { onError: 'continueRegularOutput' }));
			expect(items).toMatchObject([{ pairedItem: { item: 0 }, error: expect.any(Error) }]);
		},
	);

	it('believes the history when the task is gone', async () => {
		quick().outcome = 'vanishedAfterSuccess';
		const { items, error } = await runNode(startBackup());
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ fileName: expect.any(String), link: null });
	});

	it('believes the history when another task has taken its place', async () => {
		quick().durationMilliseconds = 0;
		const body = {
			response: { taskId: 'another', isCompleted: false, progress: 5 },
			statusCode: 200,
		};
		at.sandbox.faults.add({ operationId: 'getBackupProgress', skip: 1, status: 200, body });
		at.sandbox.faults.add({
			operationId: 'startBackup',
			afterWork: true,
			status: 200,
			body: { response: { taskId: 'gone', isCompleted: false, progress: 0 }, statusCode: 200 },
		});
		const { error } = await runNode(startBackup());
		expect(error?.message).toBe('The backup vanished before it was done');
	});

	it('reports a worker that never begins', async () => {
		quick().outcome = 'deadWorker';
		const waiting = { intervalSeconds: 0.02, deadlineMinutes: 0.03 };
		const { error } = await runNode(startBackup({ waiting }));
		expect(error?.message).toBe('The backup did not start within 0.03 minutes');
		expect(error?.description).toContain('its backup service may be down');
	});

	it('says how far it was at the deadline', async () => {
		quick().durationMilliseconds = 60_000;
		const stop = at.sandbox.onRequest(({ operationId }) => {
			const isStarted = at.requests('startBackup').length > 0;
			if (operationId === 'getBackupProgress' && isStarted) ahead = 40_000;
		});
		const waiting = { intervalSeconds: 0.05, deadlineMinutes: 0.03 };
		const { error } = await runNode(startBackup({ waiting }));
		expect(error?.message).toBe('The backup was at 65 % after 0.03 minutes');
		expect(error?.description).toMatch(/Its task ID is [\da-f-]{36}\./);
		stop();
	});

	it.each([
		['502', { status: 502 }],
		['a web page with 502', { status: 502, html: true as const }],
		['429', { status: 429, headers: { 'retry-after': '0' } }],
		['a cut connection', { cut: true as const }],
	])('goes on through a time of %s that is longer than all tries', async (_what, fault) => {
		at.sandbox.faults.add({ operationId: 'getBackupProgress', skip: 1, times: 8, ...fault });
		const { items, error } = await runNode(startBackup());
		expect(error).toBeUndefined();
		expect(items[0]?.json.fileName).toEqual(expect.any(String));
	});

	it('ends with an error that says no', async () => {
		at.sandbox.faults.add({ operationId: 'getBackupProgress', skip: 1, status: 403 });
		const { error } = await runNode(startBackup());
		expect(error?.message).toBe('The API key has no permission for this');
	});

	it('ends when the execution is cancelled', async () => {
		quick().durationMilliseconds = 60_000;
		const cancellation = new AbortController();
		const stop = at.sandbox.onRequest(({ operationId }) => {
			if (operationId === 'startBackup') setTimeout(() => cancellation.abort(), 200);
		});
		const run = startBackup({ waiting: { intervalSeconds: 600 } }, { signal: cancellation.signal });
		const { status, error } = await runNode(run);
		expect(status).toBe('canceled');
		expect(error?.message).toContain('canceled');
		expect(error?.description).toMatch(
			/^The portal continues with the backup. Its task ID is [\da-f-]{36}\.$/,
		);
		expect(at.requests('startBackup')).toHaveLength(1);
		stop();
	});

	it('keeps nobody else out meanwhile', async () => {
		quick().durationMilliseconds = 60_000;
		const { getProgress } = runsAt(at);
		const credential = at.docSpace();
		const options = { ifRunning: 'attach' };
		const allWait = new Promise<void>((resolve) => {
			const stop = at.sandbox.onRequest(() => {
				// More than can be in flight, so all of them have been let in once.
				if (at.requests('getBackupProgress').length < 24) return;
				stop();
				resolve();
			});
		});
		const waiting = Promise.all(
			emptyItems(12).map(async () => await runNode(startBackup({ options }, { credential }))),
		);
		let isWaiting = true;
		void waiting.then(() => (isWaiting = false));
		await allWait;
		await runNode(getProgress({}, { credential }));
		expect(isWaiting).toBe(true);
		ahead = 60_000;
		expect((await waiting).flatMap(({ items }) => items)).toHaveLength(12);
	});
});

describe('a backup at 100 % with an error', () => {
	it('is done where the history has it, with a warning', async () => {
		quick().outcome = 'failedAfterSuccess';
		const { items, error } = await runNode(startBackup());
		expect(error).toBeUndefined();
		const [archive] = await at.sandbox.docSpace.archives();
		expect(items[0]?.json).toMatchObject({
			fileName: archive?.fileName,
			link: expect.stringContaining('/storage/backup/root/'),
			warning: 'The storage could not be reached.',
		});
	});

	it('has failed where the history does not have it', async () => {
		quick().outcome = 'failedAfterSuccess';
		at.sandbox.docSpace.settings.unreachableStorageTypes = [4];
		const { error } = await runNode(startBackup());
		expect(error?.message).toBe('The backup failed: The storage could not be reached.');
	});
});

describe('a backup that is done without an archive to be seen', () => {
	const body = { response: [], count: 0, links: [], status: 0, statusCode: 200 };

	it.each([
		['the history has none', { status: 200, body }, /^The portal's history shows no archive/],
		['the history cannot be read', { status: 403 }, /^The portal's history could not be read/],
	])('says so where %s', async (_what, fault, warning) => {
		at.sandbox.faults.add({ operationId: 'getBackupHistory', times: 'always', ...fault });
		const { items, error } = await runNode(startBackup());
		expect(error?.message).toBeUndefined();
		expect(items[0]?.json).toMatchObject({
			taskId: expect.any(String),
			fileName: null,
			warning: expect.stringMatching(warning),
		});
	});

	it('says so beside what the portal says', async () => {
		quick().warning = 'Some files were left out';
		at.sandbox.docSpace.settings.unreachableStorageTypes = [4];
		const { items } = await runNode(startBackup());
		expect(items[0]?.json.warning).toMatch(
			/^Some files were left out The portal's history .* no archive/,
		);
	});
});

describe('what the portal calls something', () => {
	const history = (record: object) => {
		const body = { response: [record], count: 1, links: [], status: 0, statusCode: 200 };
		at.sandbox.faults.add({ operationId: 'getBackupHistory', status: 200, body, times: 'always' });
	};
	const fileName = '../../etc/cron.d/\u202Eevil\r\n.tar.gz';
	/** A start that is answered with a task, which stays as it is. */
	const startOf = async (task: object, waiting: object, signal?: AbortSignal) => {
		const response = { error: '', link: '', ...task };
		const body = { response, count: 1, links: [], status: 0, statusCode: 200 };
		at.sandbox.faults.add({ operationId: 'startBackup', status: 200, body });
		const look = { operationId: 'getBackupProgress', skip: 1, times: 'always' } as const;
		at.sandbox.faults.add({ ...look, status: 200, body });
		return await runNode(startBackup({ waiting: { ...waiting } }, { signal }));
	};
	const done = { taskId: 'mine', isCompleted: true, progress: 100 };

	it('leads nowhere else', async () => {
		history({ id: 'mine', fileName, storageType: 4 });
		expect((await startOf(done, {})).items[0]?.json.fileName).toBe('evil.tar.gz');
	});

	it.each([0, 'Documents', 'Room or Folder'])(
		'leads nowhere else in an error, and a storage %p is known',
		async (storageType) => {
			history({ id: 'mine', fileName, storageType });
			const { error } = await startOf(done, {});
			expect(error?.description).toContain('The archive evil.tar.gz is in Room or Folder.');
		},
	);

	it.each([4, '4', 'DataStore', 'Another', null])('is fine with the storage %p', async (kind) => {
		history({ id: 'mine', fileName, storageType: kind });
		expect((await startOf(done, {})).error?.message).toBeUndefined();
	});

	const running = { isCompleted: false, progress: 3 };
	const soon = { deadlineMinutes: 0.01, intervalSeconds: 0.01 };

	it('is no secret where it is the ID of a task', async () => {
		const key = at.sandbox.docSpace.credentials.adminCookie;
		const { error } = await startOf({ ...running, taskId: key }, soon);
		expect(error?.description).toContain('Its task ID is ***.');
	});

	it('is no longer than a person can read', async () => {
		const { error } = await startOf({ ...running, taskId: 'x'.repeat(1_000_000) }, soon);
		expect(error?.description).toContain('Its task ID is …');
		expect(error?.description?.length).toBeLessThan(2_000);
	});

	it('is neither in the log of an execution that is cancelled', async () => {
		const cancellation = new AbortController();
		const stop = at.sandbox.onRequest(({ operationId }) => {
			if (operationId === 'startBackup') setTimeout(() => cancellation.abort(), 200);
		});
		const key = at.sandbox.docSpace.credentials.adminCookie;
		const wait = { intervalSeconds: 600 };
		const { error } = await startOf({ ...running, taskId: key }, wait, cancellation.signal);
		stop();
		expect(error?.description).toBe('The portal continues with the backup. Its task ID is ***.');
	});

	it('is no secret where it is the reason of a failure', async () => {
		const key = at.sandbox.docSpace.credentials.adminCookie;
		const reason = `No access with ${key} at https://store.example/a?sig=b`;
		const { error } = await startOf({ ...done, progress: 10, error: reason }, {});
		expect(error?.message).toBe('The backup failed: No access with *** at https://store.example/…');
	});
});

describe('several items', () => {
	it('get one backup, and one item', async () => {
		const { items, error } = await runNode(startBackup({}, { input: emptyItems(12) }));
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
		expect(at.requests('startBackup')).toHaveLength(1);
	});

	it('get an item each where that is wanted, which names the one that started it', async () => {
		const options = { itemForEach: true };
		const { items } = await runNode(startBackup({ options }, { input: emptyItems(3) }));
		expect(items.map(({ json, pairedItem }) => [json.startedByItem, pairedItem])).toEqual([
			[undefined, { item: 0 }],
			[0, { item: 1 }],
			[0, { item: 2 }],
		]);
		expect(new Set(items.map(({ json }) => json.taskId)).size).toBe(1);
	});

	it('fail together, each in its own words', async () => {
		quick().outcome = 'failedInJob';
		const { items } = await runNode(
			startBackup({}, { input: emptyItems(2), onError: 'continueRegularOutput' }),
		);
		expect(items.map(({ error }) => error?.message)).toEqual([
			'The backup failed: The storage could not be reached.',
			'The backup that item 0 started did not succeed',
		]);
	});

	it('with one folder, typed and picked from the list, make one backup', async () => {
		await operationAt(at, 'thirdPartyAccount', 'create')(webDavAccount());
		const picked = { __rl: true, mode: 'list', value: 'sbox-1', cachedResultName: 'Off-site' };
		const thirdPartyFolderId = `={{ $itemIndex === 0 ? "sbox-1" : ${JSON.stringify(picked)} }}`;
		const { error } = await runNode(
			startBackup({ storageType: 1, thirdPartyFolderId }, { input: emptyItems(2) }),
		);
		expect(error).toBeUndefined();
		expect(at.requests('startBackup')).toHaveLength(1);
	});

	it.each<[string, Record<string, string>]>([
		['Wait for Completion', { waitForCompletion: '={{ $itemIndex === 1 }}' }],
		['If a Backup Is Running', { ifRunning: '={{ $itemIndex === 0 ? "attach" : "fail" }}' }],
	])('with another %s are not told the outcome of the first one', async (_what, differing) => {
		const { waitForCompletion = true, ...options } = differing;
		const { items } = await runNode(
			startBackup(
				{ waitForCompletion, options: { ...options, itemForEach: true } },
				{ input: emptyItems(2), onError: 'continueRegularOutput' },
			),
		);
		expect(items.map(({ error }) => error?.message)).toEqual([
			undefined,
			'Item 0 starts a backup with other settings',
		]);
		expect(at.requests('startBackup')).toHaveLength(1);
	});

	it('with other settings are refused, since the portal makes one backup at a time', async () => {
		const parameters = {
			storageType: '={{ $itemIndex === 0 ? 4 : 0 }}',
			folderId: '10',
			thirdPartyFolderId: 'sbox-1',
			directory: '/',
			module: 's3',
		};
		const { items } = await runNode(
			startBackup(parameters, { input: emptyItems(2), onError: 'continueRegularOutput' }),
		);
		expect(items.map(({ error }) => error?.message)).toEqual([
			undefined,
			'Item 0 starts a backup with other settings',
		]);
	});
});

describe('Retry On Fail', () => {
	const refused = { operationId: 'startBackup', status: 500 } as const;

	it.each([1, 3])('starts another one for %d items', async (count) => {
		at.sandbox.faults.add(refused);
		const run = startBackup({}, { retryOnFail: true, input: emptyItems(count) });
		const { items, error } = await runNode(run);
		expect(error?.message).toBeUndefined();
		expect(items).toMatchObject([{ json: { fileName: expect.any(String) } }]);
		expect(at.requests('startBackup')).toHaveLength(2);
	});

	it('ends with what the portal says', async () => {
		at.sandbox.faults.add({ ...refused, times: 'always' });
		const { items, error } = await runNode(startBackup({}, { retryOnFail: true }));
		expect(items).toEqual([]);
		expect(error?.message).toBe('DocSpace could not process the request (status 500)');
		expect(at.requests('startBackup')).toHaveLength(2);
	});
});

it('fails where the portal made another backup than was asked for', async () => {
	const elsewhere = startBackup({ storageType: 0, folderId: '10', waitForCompletion: false });
	// Another start comes between the look and the start.
	let isFirst = true;
	const stop = at.sandbox.onRequest(async ({ operationId }) => {
		if (operationId !== 'startBackup' || !isFirst) return;
		isFirst = false;
		await runNode(elsewhere);
	});
	const { error } = await runNode(startBackup());
	stop();
	expect(error).toMatchObject({
		message: 'The portal created a different backup',
		description: expect.stringContaining('is in Room or Folder.'),
	});
});

describe('Use Backup Newer Than', () => {
	const options = { youngerThan: 60 };

	it('gives the finished one and starts none', async () => {
		const { items: made } = await runNode(startBackup());
		const { items, error } = await runNode(startBackup({ options }));
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({
			...made[0]?.json,
			alreadyRunning: true,
			durationSeconds: 0,
		});
		expect(at.requests('startBackup')).toHaveLength(1);
	});

	it.each([
		['is older', 3_700_000, {}],
		['lies in another storage', 0, { storageType: 0, folderId: '10' }],
	])('starts one where the last one %s', async (_what, later, parameters) => {
		await runNode(startBackup());
		ahead += later;
		const now = Date.now() + ahead;
		at.sandbox.faults.add({
			operationId: 'getBackupHistory',
			headers: { date: new Date(now).toUTCString() },
			delayMilliseconds: 0,
		});
		await runNode(startBackup({ options: { youngerThan: later > 0 ? 1 : 60 }, ...parameters }));
		expect(at.requests('startBackup').length).toBe(later > 0 ? 1 : 2);
	});
});

describe('Use Backup Newer Than, and what else the portal does', () => {
	const options = { youngerThan: 60 };
	const answer = (operationId: string, response: unknown) => {
		const body = { response, count: 1, links: [], status: 0, statusCode: 200 };
		at.sandbox.faults.add({ operationId, status: 200, body });
	};
	const record = (storageType: unknown) => {
		const createdOn = new Date(Date.now() + ahead - 60_000).toISOString();
		answer('getBackupHistory', [{ id: 'young', fileName: 'a.tar.gz', storageType, createdOn }]);
	};

	it.each([4, '4', 'DataStore', 'Temporary Storage'])(
		'gives one in the storage %p',
		async (storageType) => {
			record(storageType);
			const { items } = await runNode(startBackup({ options }));
			expect(items[0]?.json).toMatchObject({ taskId: 'young', alreadyRunning: true });
			expect(at.requests('startBackup')).toEqual([]);
		},
	);

	it.each(['Documents', 'Another', null])('gives none in the storage %p', async (storageType) => {
		record(storageType);
		await runNode(startBackup({ options }));
		expect(at.requests('startBackup')).toHaveLength(1);
	});

	it('does not pass over another backup that runs', async () => {
		record(4);
		answer('getBackupProgress', { taskId: 'other', isCompleted: false, progress: 5, error: '' });
		answer('getBackupProgress', { taskId: 'other', isCompleted: false, progress: 5, error: '' });
		const { error } = await runNode(startBackup({ options }));
		expect(error?.message).toBe('A backup is already running');
	});

	it.each([
		['that has ended', { isCompleted: true, progress: 100, error: '' }],
		['that failed before it began', { isCompleted: false, progress: 0, error: 'No', status: 4 }],
	])('passes over another one %s', async (_what, task) => {
		record(4);
		answer('getBackupProgress', { taskId: 'other', ...task });
		const { items } = await runNode(startBackup({ options }));
		expect(items[0]?.json).toMatchObject({ taskId: 'young', warning: null });
	});
});

describe('Only While Free Backups Are Left', () => {
	it.each([
		[true, 'is on, so another backup would cost money'],
		[false, 'is off, but from DocSpace 3.8 on a new backup would switch it on'],
	])('tells of a paid service that is on (%p)', async (paidBackupService, words) => {
		at.sandbox.docSpace.settings.paidBackupService = paidBackupService;
		const { error } = await runNode(startBackup({ options: { freeBackups: 0 } }));
		expect(error?.description).toContain(`Its paid backup service ${words}.`);
		expect(at.requests('startBackup')).toEqual([]);
	});

	it('stops before a portal would spend money by itself', async () => {
		Object.assign(at.sandbox.docSpace.settings, { freeBackups: 1, opensPaidSession: true });
		const options = { freeBackups: 1 };
		expect((await runNode(startBackup({ options }))).error).toBeUndefined();
		const { error } = await runNode(startBackup({ options }));
		expect(error).toMatchObject({
			message: 'No free backup is left this month',
			description: expect.stringContaining('has used 1 of 1 free backups'),
		});
		expect(at.requests('startBackup')).toHaveLength(1);
		expect(at.sandbox.docSpace.settings.paidBackupService).toBe(false);
		await runNode(startBackup());
		expect(at.sandbox.docSpace.settings.paidBackupService).toBe(true);
	});

	it('works with a portal that counts nothing yet', async () => {
		at.sandbox.docSpace.settings.version = '3.1';
		expect((await runNode(startBackup({ options: { freeBackups: 0 } }))).error).toBeUndefined();
	});
});

it.each([
	[
		{ taskId: 'a', error: 'Kein Platz', isCompleted: true, progress: 0 },
		'The backup failed: Kein Platz',
	],
	[{ taskId: 'a', error: '', isCompleted: true, status: 3 }, 'The backup was cancelled'],
	[
		{ taskId: 'a', error: '', isCompleted: true, status: 'Failted' },
		'The backup failed: the portal gave no reason',
	],
	[{ isCompleted: false, progress: 0 }, 'DocSpace answered without the task'],
])('without waiting %j is no success', async (response, message) => {
	const body = { response, count: 1, status: 0, statusCode: 200 };
	at.sandbox.faults.add({ operationId: 'startBackup', status: 200, body });
	const { items, error } = await runNode(startBackup({ waitForCompletion: false }));
	expect([items, error?.message]).toEqual([[], message]);
});

it.each([
	['https://:99999', null],
	['http://', null],
	['//', null],
	['Access denied', null],
	['/storage/a.tar.gz', expect.stringMatching(/^http:.*\/storage\/a\.tar\.gz$/)],
])('makes of the link %p what it is', async (link, shown) => {
	const response = { taskId: 'a', error: '', isCompleted: false, progress: 0, link };
	const body = { response, count: 1, links: [], status: 0, statusCode: 200 };
	at.sandbox.faults.add({ operationId: 'startBackup', status: 200, body });
	const { items, error } = await runNode(startBackup({ waitForCompletion: false }));
	expect(error?.message).toBeUndefined();
	expect(items[0]?.json.link).toEqual(shown);
});

it('gives what the portal answered when it is not to wait', async () => {
	const { items } = await runNode(startBackup({ waitForCompletion: false }));
	expect(items[0]?.json).toMatchObject({
		isCompleted: false,
		taskId: expect.any(String),
		link: null,
	});
	expect(items[0]?.json).not.toHaveProperty('error');
	expect(sent()).toEqual(['getBackupProgress', 'startBackup']);
});

describe('a backup that runs already', () => {
	beforeEach(async () => {
		quick().durationMilliseconds = 60_000;
		await runNode(startBackup({ waitForCompletion: false }));
	});

	it('is a reason to stop', async () => {
		const { error } = await runNode(startBackup());
		expect(error?.message).toBe('A backup is already running');
		expect(at.requests('startBackup')).toHaveLength(1);
	});

	it('is joined when that is wanted', async () => {
		perLook = 20_000;
		const { items } = await runNode(startBackup({ options: { ifRunning: 'attach' } }));
		const archives = await at.sandbox.docSpace.archives();
		expect(archives.map(({ taskId }) => taskId)).toEqual([items[0]?.json.taskId]);
		expect(items[0]?.json.alreadyRunning).toBe(true);
	});

	it('is told of where it has not come further than a new one', async () => {
		const options = { ifRunning: 'attach' };
		const { items } = await runNode(startBackup({ options, waitForCompletion: false }));
		expect(items[0]?.json).toMatchObject({ progress: 0, alreadyRunning: true });
	});

	it.each([
		['is told of where its progress gives it away', 20_000, true],
		['cannot be told from a new one at 0 %', 0, null],
	])('and began after the look for it %s', async (_what, time, alreadyRunning) => {
		ahead = time;
		const body = { count: 0, status: 0, statusCode: 200 };
		at.sandbox.faults.add({ operationId: 'getBackupProgress', times: 1, status: 200, body });
		const { items } = await runNode(startBackup({ waitForCompletion: false }));
		expect(items).toMatchObject([{ json: { alreadyRunning, isCompleted: false } }]);
	});

	it('is no reason to stop for the backup of the whole server', async () => {
		at.sandbox.docSpace.settings.hosted = false;
		perLook = 20_000;
		const { items } = await runNode(startBackup({ options: { dump: true } }));
		expect(items[0]?.json.fileName).toEqual(expect.any(String));
		expect(await at.sandbox.docSpace.archives()).toContainEqual(
			expect.objectContaining({ dump: true, taskId: items[0]?.json.taskId }),
		);
	});
});

it.each(['failedInJob', 'failedBeforeJob', 'cancelled', 'success'] as const)(
	'starts after one that has ended as %s',
	async (outcome) => {
		at.sandbox.docSpace.settings.nextBackups = [{ outcome, durationMilliseconds: 0 }];
		await runNode(startBackup({ waitForCompletion: false }));
		const { error } = await runNode(startBackup());
		expect(error).toBeUndefined();
	},
);

describe('an answer that was lost', () => {
	it('is found again in what the portal is doing', async () => {
		quick().durationMilliseconds = 60_000;
		perLook = 20_000;
		at.sandbox.faults.add({ operationId: 'startBackup', cut: true, afterWork: true });
		const { items, error } = await runNode(startBackup());
		expect(error).toBeUndefined();
		expect(at.requests('startBackup')).toHaveLength(1);
		expect(await at.sandbox.docSpace.archives()).toMatchObject([{ taskId: items[0]?.json.taskId }]);
		expect(items[0]?.json.alreadyRunning).toBeNull();
	});

	it('is known to be of a backup that ran before', async () => {
		quick().durationMilliseconds = 60_000;
		perLook = 20_000;
		await runNode(startBackup({ waitForCompletion: false }));
		at.sandbox.faults.add({ operationId: 'startBackup', cut: true, afterWork: true });
		const { items } = await runNode(startBackup({ options: { ifRunning: 'attach' } }));
		expect(items[0]?.json.alreadyRunning).toBe(true);
	});

	it('is an error when the portal does nothing', async () => {
		at.sandbox.faults.add({ operationId: 'startBackup', cut: true });
		const { error } = await runNode(startBackup());
		expect(error?.description).toContain('The request may have been carried out');
		expect(at.requests('startBackup')).toHaveLength(1);
	});
});

it('fails in the words of the portal for the storage that no server knows', async () => {
	const { error } = await runNode(startBackup({ storageType: 2 }));
	expect(error?.message).toBe('The backup failed: Unknown storage type.');
});

it('explains a plan that has no backup', async () => {
	at.sandbox.docSpace.settings.planHasBackup = false;
	const { error } = await runNode(startBackup());
	expect(error?.message).toBe("The portal's plan or quota does not allow this");
});
