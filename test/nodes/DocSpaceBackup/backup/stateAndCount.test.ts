import { useSandbox } from '../../../support/sandbox';
import { operationAt } from '../support';

const at = useSandbox();
const cancel = operationAt(at, 'backup', 'cancel');
const getCount = operationAt(at, 'backup', 'getCount');
const getServiceState = operationAt(at, 'backup', 'getServiceState');
const start = operationAt(at, 'backup', 'start');

describe('Cancel', () => {
	it('says when nothing was running', async () => {
		const { items } = await cancel();
		expect(items[0]?.json).toEqual({ cancelled: false, message: 'No backup was running' });
	});

	it('ends a task that never got going, so that another one can start', async () => {
		at.sandbox.docSpace.settings.nextBackups = [{ outcome: 'deadWorker' }];
		await start({ waitForCompletion: false });
		expect((await start()).error?.message).toBe('A backup is already running');
		expect((await cancel()).items[0]?.json.cancelled).toBe(true);
		at.sandbox.docSpace.settings.backup.durationMilliseconds = 20;
		expect((await start({ waiting: { intervalSeconds: 0.02 } })).error).toBeUndefined();
	});

	it('of somebody else ends the wait', async () => {
		at.sandbox.docSpace.settings.backup.durationMilliseconds = 60_000;
		const waiting = start({ waiting: { intervalSeconds: 0.02 } });
		const stop = at.sandbox.onRequest(({ operationId }) => {
			if (operationId !== 'getBackupProgress' || at.requests('startBackup').length === 0) return;
			stop();
			void cancel();
		});
		const { error } = await waiting;
		expect(error?.message).toBe('The backup was cancelled');
	});
});

describe('Get Count', () => {
	it('counts this month unless a period is set', async () => {
		expect((await getCount()).items[0]?.json).toEqual({ count: 0 });
		at.sandbox.docSpace.addArchives(3);
		const options = { from: '2000-01-01', to: '2100-01-01' };
		expect((await getCount({ options })).items[0]?.json).toEqual({ count: 3 });
		expect((await getCount({ paid: true })).items[0]?.json).toEqual({ count: 0 });
	});

	it('takes a time without a zone as one of the zone of the workflow', async () => {
		const options = { from: '2026-06-01T00:00:00' };
		await getCount({ options }, { timezone: 'Europe/Berlin' });
		expect(at.requests('getBackupsCount')[0]?.query).toMatchObject({
			from: '2026-05-31T22:00:00.000Z',
			paid: 'false',
		});
	});

	it.each([
		[{ from: '2026-06-02', to: '2026-06-01' }, 'From is after To'],
		[{ from: 'yesterday' }, 'From is not a valid date: "yesterday"'],
		[{ to: '2026-13-01' }, 'To is not a valid date: "2026-13-01"'],
	])('refuses the period %j', async (options, message) => {
		expect((await getCount({ options })).error?.message).toBe(message);
		expect(at.requests()).toEqual([]);
	});
});

it('says whether backups are paid for', async () => {
	expect((await getServiceState()).items[0]?.json).toEqual({ enabled: false });
	at.sandbox.docSpace.settings.paidBackupService = true;
	expect((await getServiceState()).items[0]?.json).toEqual({ enabled: true });
});

it.each([
	['cancel', '3.6', '3.7'],
	['getCount', '3.1', '3.5'],
	['getServiceState', '3.1', '3.5'],
] as const)('%s on %s says that it needs %s', async (operation, version, needed) => {
	at.sandbox.docSpace.settings.version = version;
	const { error } = await operationAt(at, 'backup', operation)();
	expect(error).toMatchObject({
		message: 'This portal is too old for this operation',
		description: expect.stringContaining(`DocSpace ${needed}`),
	});
});
