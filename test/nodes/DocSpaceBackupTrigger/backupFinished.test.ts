import type { INodeParameters } from 'n8n-workflow';

import { pause, PublishedTrigger } from '../../support/polls';
import { runNode } from '../../support/engine';
import { runsAt } from '../../support/runs';
import { useSandbox } from '../../support/sandbox';
import { ago, publishedAt, triggerAt } from './support';

const at = useSandbox();

const published = async (parameters: INodeParameters = {}) =>
	await publishedAt(at, { event: 'backupFinished', ...parameters });
const append = (action: string, date = ago(0)) =>
	at.sandbox.docSpace.appendAuditEvents([{ action, date }]);
const ofHistory = { event: 'backupFinished', readFrom: 'history' };

describe('a finished backup, from the audit trail', () => {
	const all = [
		['completed', false],
		['completed', true],
		['failed', false],
		['failed', true],
	];

	it.each<[string, INodeParameters, typeof all]>([
		['of any kind', {}, all],
		['that failed', { outcome: 'failed' }, all.slice(2)],
		['of the schedule', { startedBy: 'schedule' }, [all[1] ?? [], all[3] ?? []]],
		['that a person started', { startedBy: 'hand', outcome: 'completed' }, all.slice(0, 1)],
	])('%s is told with its outcome', async (_name, filters, expected) => {
		const trigger = await published({ filters });
		at.sandbox.docSpace.appendAuditEvents(
			[
				'BackupCompleted',
				'BackupFailed',
				'ScheduledBackupCompleted',
				'ScheduledBackupFailed',
				'BackupStarted',
				'FileCreated',
			].map((action) => ({ action })),
		);
		const rows = (await trigger.tick()) ?? [];
		expect(rows.map(({ kind }) => kind)).toEqual(expected.map(() => 'backupFinished'));
		expect(rows.map(({ outcome, scheduled }) => [outcome, scheduled]).sort()).toEqual(expected);
	});

	it.each(['ScheduledBackupFailed', '5129'])('is told where its action is %s', async (actionId) => {
		const trigger = await published({ filters: { outcome: 'failed', startedBy: 'schedule' } });
		const response = [{ id: 8, date: ago(1), action: 'Odd', actionId }];
		const body = { response, count: 1, status: 0, statusCode: 200 };
		at.sandbox.faults.add({ operationId: 'getAuditEvents', times: 1, status: 200, body });
		expect(await trigger.tick()).toMatchObject([{ outcome: 'failed', scheduled: true }]);
	});

	it('is found late, up to the overlap behind the newest event', async () => {
		const trigger = await published({ options: { overlapMinutes: 10 } });
		append('BackupStarted');
		await trigger.tick();
		append('BackupFailed', ago(500));
		expect(await trigger.tick()).toMatchObject([{ outcome: 'failed' }]);
	});

	it('is asked for without the module, which no portal of today can be asked for', async () => {
		const trigger = await published();
		append('BackupCompleted');
		await trigger.tick();
		const asked = at.requests().map(({ query }) => query);
		expect(asked.filter((query) => 'moduleType' in query)).toEqual([]);
	});

	it('cannot be had of a portal before 3.6, which says so at the activation', async () => {
		at.sandbox.docSpace.settings.version = '3.5';
		const trigger = triggerAt(at, { event: 'backupFinished' });
		await expect(trigger.activate()).rejects.toMatchObject({
			message: 'This portal does not record the end of backups in its audit trail',
			description: expect.stringContaining('Backup History'),
		});
	});

	it('needs a plan with audit', async () => {
		at.sandbox.docSpace.appendAuditEvents([{}]);
		at.sandbox.docSpace.settings.planHasAudit = false;
		await expect(triggerAt(at, { event: 'backupFinished' }).activate()).rejects.toThrow(
			'does not include audit',
		);
	});
});

describe('the archive of a finished backup', () => {
	const start = async () => {
		const { items } = await runNode(runsAt(at).startBackup());
		return items[0]?.json ?? {};
	};
	const reads = () => at.requests('getBackupHistory').length;

	it.each([
		['the audit trail', {}],
		['the history', { readFrom: 'history' }],
	])('comes with it from %s: its ID, its name and its link', async (_where, parameters) => {
		at.sandbox.docSpace.settings.backup.durationMilliseconds = 0;
		const trigger = await published(parameters);
		at.sandbox.docSpace.addArchives(2);
		const { taskId, fileName, link } = await start();
		const later = performance.now() + 15 * 60_000 + 1;
		if ('readFrom' in parameters) jest.spyOn(performance, 'now').mockReturnValue(later);
		const rows = (await trigger.tick()) ?? [];
		expect(rows.find((row) => row.backupId === taskId)).toMatchObject({ fileName, link });
		expect(link).toMatch(/^http:/);
	});

	it('is looked for once, and not at all for a backup that failed', async () => {
		at.sandbox.docSpace.settings.backup.durationMilliseconds = 0;
		const trigger = await published();
		append('BackupFailed');
		const before = reads();
		expect(await trigger.tick()).toMatchObject([{ backupId: null, fileName: null, link: null }]);
		expect(reads()).toBe(before);
		await start();
		const started = reads();
		await trigger.tick();
		await trigger.tick();
		expect(reads()).toBe(started + 1);
	});

	it.each<[string, INodeParameters]>([
		['every end', {}],
		['failures', { outcome: 'failed' }],
	])(
		'comes with a failure right after the completion, with a warning: %s',
		async (_name, filters) => {
			at.sandbox.docSpace.settings.backup.durationMilliseconds = 0;
			const trigger = await published({ filters });
			const { taskId, fileName } = await start();
			append('BackupFailed', new Date(Date.now() + 1_000).toISOString());
			const before = reads();
			const rows = (await trigger.tick()) ?? [];
			const warning = expect.stringContaining('its archive exists');
			expect(rows.at(-1)).toMatchObject({ outcome: 'failed', backupId: taskId, fileName, warning });
			expect(rows.slice(0, -1).map(({ outcome }) => outcome)).toEqual(
				'outcome' in filters ? [] : ['completed'],
			);
			expect(rows[0] === rows.at(-1) || !('warning' in (rows[0] ?? {}))).toBe(true);
			expect(reads()).toBe(before + 1);
		},
	);

	it.each([
		['of the other kind', 'ScheduledBackupCompleted', 10],
		['more than a minute before', 'BackupCompleted', 75],
		['afterwards', 'BackupCompleted', -5],
	])('is not taken from a completion %s', async (_name, action, age) => {
		const trigger = await published();
		append('BackupFailed', ago(10));
		append(action, ago(10 + age));
		const rows = (await trigger.tick()) ?? [];
		expect(rows).toHaveLength(2);
		expect(rows.filter((row) => 'warning' in row)).toEqual([]);
	});

	it('has a name that leads nowhere, and no link where the portal shows none', async () => {
		const fileName = '../../../etc/cron.d/evil\r\n\u0000x';
		const record = { id: 'a-1', fileName, storageType: 4, createdOn: ago(0), expiresOn: null };
		const task = { taskId: 'a-1', progress: 100, isCompleted: true, error: '', link: 'https://' };
		const answerWith = (operationId: string, response: unknown) => {
			const body = { response, count: 1, status: 0, statusCode: 200 };
			at.sandbox.faults.add({ operationId, status: 200, body, times: 'always' });
		};
		const byTrail = await published();
		answerWith('getBackupHistory', [record]);
		answerWith('getBackupProgress', task);
		const options = { lookbackHours: 1, simplify: false };
		const byHistory = triggerAt(at, { ...ofHistory, options });
		append('BackupCompleted');
		const archive = { backupId: 'a-1', fileName: 'evilx', link: null };
		for (const rows of [await byTrail.tick(), await byHistory.activate()]) {
			expect(rows).toMatchObject([archive]);
			expect(JSON.stringify(rows)).not.toContain('..');
		}
	});

	it.each(['javascript:alert(1)', 'file:///etc/passwd'])('has no link that is %s', async (link) => {
		at.sandbox.docSpace.settings.backup.durationMilliseconds = 0;
		const trigger = await published();
		const { taskId } = await start();
		const task = { taskId, progress: 100, isCompleted: true, error: '', link };
		const body = { response: task, count: 1, status: 0, statusCode: 200 };
		at.sandbox.faults.add({ operationId: 'getBackupProgress', status: 200, body, times: 1 });
		expect(await trigger.tick()).toMatchObject([{ backupId: taskId, link: null }]);
	});

	it('is looked for once, however many events are within the overlap', async () => {
		const trigger = await published();
		const many = { action: 'BackupCompleted', count: 1_001, stepMilliseconds: 10 };
		at.sandbox.docSpace.appendAuditEvents({ ...many, date: ago(60) });
		while (trigger.emitted.flat().length < 1_001) await trigger.tick();
		const before = reads();
		for (let poll = 0; poll < 3; poll += 1) await trigger.tick();
		expect(reads()).toBe(before);
	});

	/** A history with a record so many seconds ago, each named after them. */
	const recorded = (...seconds: number[]) => {
		const response = seconds.map((second) => ({
			id: String(second),
			fileName: `${second}.tar.gz`,
			storageType: 4,
			createdOn: ago(second),
			expiresOn: ago(0),
		}));
		const body = { response, count: seconds.length, status: 0, statusCode: 200 };
		at.sandbox.faults.add({ operationId: 'getBackupHistory', status: 200, body, times: 'always' });
	};

	it.each([
		['none', [], null],
		['one of the same second', [30], '30'],
		['one that was rounded up', [29], '29'],
		['a later one', [28], null],
		['one of the minute before', [90], '90'],
		['an older one', [91], null],
		['several before, one after and an old one', [200, 80, 35, 60, 5], '35'],
	])('is the last record before the event: %s', async (_what, seconds, backupId) => {
		const trigger = await published();
		recorded(...seconds);
		append('BackupCompleted', ago(30));
		expect(await trigger.tick()).toMatchObject([{ outcome: 'completed', backupId }]);
	});

	it('is each its own where two backups end within a minute', async () => {
		const trigger = await published();
		recorded(50, 20);
		append('BackupCompleted', ago(49));
		append('ScheduledBackupCompleted', ago(19));
		expect(await trigger.tick()).toMatchObject([{ backupId: '50' }, { backupId: '20' }]);
	});

	it('does not hold an event back when the history cannot be read', async () => {
		const trigger = await published();
		at.sandbox.faults.add({ operationId: 'getBackupHistory', status: 500, times: 'always' });
		append('BackupCompleted');
		expect(await trigger.tick()).toMatchObject([{ outcome: 'completed', backupId: null }]);
	});
});

describe('the requests of a poll', () => {
	const countRequests = async (trigger: PublishedTrigger) => {
		const before = at.requests().length;
		const rows = await trigger.tick();
		return { rows, requests: at.requests().length - before };
	};
	const other = (count: number, date = ago(60)) =>
		at.sandbox.docSpace.appendAuditEvents({ count, date, stepMilliseconds: 100 });

	it.each<[string, INodeParameters]>([
		['every end', {}],
		['some ends', { outcome: 'failed' }],
	])('are one where there is nothing new of %s', async (_name, filters) => {
		const trigger = await published({ filters });
		expect(await countRequests(trigger)).toEqual({ rows: null, requests: 1 });
		other(99);
		expect(await countRequests(trigger)).toEqual({ rows: null, requests: 1 });
	});

	it('stay one where backups are rare and other events are not', async () => {
		const trigger = await published({ options: { overlapMinutes: 1 } });
		append('BackupCompleted', ago(900));
		for (const age of [590, 500, 400, 300, 200, 100]) {
			other(45, ago(age));
			expect(await countRequests(trigger)).toMatchObject({ requests: 1 });
		}
	});

	it('are one for each wanted action where more happens than a page holds', async () => {
		const every = await published();
		const scheduled = await published({ filters: { startedBy: 'schedule' } });
		other(100);
		// Finding it out takes one more, so that four actions are left to the next poll.
		expect(await countRequests(every)).toEqual({ rows: null, requests: 1 });
		expect(await countRequests(scheduled)).toEqual({ rows: null, requests: 3 });
		for (let poll = 0; poll < 3; poll += 1) {
			expect(await countRequests(every)).toEqual({ rows: null, requests: 4 });
			expect(await countRequests(scheduled)).toEqual({ rows: null, requests: 2 });
		}
		const asked = at.requests('getAuditEvents').map(({ query }) => query.action);
		expect(asked.slice(-6, -2)).toEqual(['5125', '5126', '5128', '5129']);
	});

	const requestsOf = async (trigger: PublishedTrigger, polls: number) => {
		const counts: number[] = [];
		for (let poll = 0; poll < polls; poll += 1) {
			const { rows, requests } = await countRequests(trigger);
			expect(rows).toBeNull();
			counts.push(requests);
		}
		return counts;
	};

	it('are four at most while a portal is busy', async () => {
		const trigger = await published();
		other(100);
		const counts = await requestsOf(trigger, 150);
		expect(Math.max(...counts)).toBe(4);
		// It is seldom looked whether the portal has become quiet.
		expect(counts.filter((count) => count === 1)).toHaveLength(3);
	});

	it('are one again some polls later, when the portal is quiet', async () => {
		const trigger = await published({ options: { overlapMinutes: 1 } });
		other(150, ago(500));
		append('FileCreated', ago(1));
		expect(await requestsOf(trigger, 2)).toEqual([1, 4]);
		expect((await requestsOf(trigger, 65)).slice(-4)).toEqual([1, 1, 1, 1]);
	});

	it.each([
		['much', 150],
		['little', 20],
	])('are four where polls come seldom, and no event waits: %s happened', async (_name, count) => {
		const trigger = await published();
		append('BackupFailed', ago(100));
		other(count);
		const clock = { now: performance.now() };
		jest.spyOn(performance, 'now').mockImplementation(() => clock.now);
		clock.now += 10 * 60_000 + 1;
		expect(await countRequests(trigger)).toMatchObject({
			rows: [{ outcome: 'failed' }],
			requests: 4,
		});
		for (let poll = 0; poll < 130; poll += 1) {
			clock.now += 10 * 60_000 + 1;
			expect(await countRequests(trigger)).toEqual({ rows: null, requests: 4 });
		}
	});

	it('are four at most however often polls come', async () => {
		const trigger = await published();
		const clock = { now: performance.now() };
		jest.spyOn(performance, 'now').mockImplementation(() => clock.now);
		other(150);
		for (const minutes of [20, 1, 1, 20, 1, 20, 20, 1, 1].flatMap((m) => Array(15).fill(m))) {
			clock.now += minutes * 60_000;
			expect((await countRequests(trigger)).requests).toBeLessThanOrEqual(4);
		}
	});

	it('are put off by one poll at most, and nothing is lost by it', async () => {
		const trigger = await published();
		append('BackupFailed', ago(100));
		other(150);
		const before = trigger.live;
		expect(await countRequests(trigger)).toEqual({ rows: null, requests: 1 });
		expect(trigger.live).toEqual(before);
		expect(await countRequests(trigger)).toMatchObject({ rows: [{ outcome: 'failed' }] });
		expect(await trigger.tick()).toBeNull();
	});

	it('change nothing about the events: none is lost or doubled either way', async () => {
		const [byPage, byAction] = [await published(), await published()];
		const ends = ['BackupCompleted', 'ScheduledBackupFailed', 'BackupFailed', 'BackupCompleted'];
		for (const [index, action] of ends.entries()) append(action, ago(400 - 100 * index));
		const short = await countRequests(byPage);
		// Two of the backups have an archive to look for, which takes two requests for all polls.
		expect(short).toMatchObject({ rows: expect.any(Array), requests: 3 });
		other(150, ago(350));
		other(150, ago(50));
		expect(await countRequests(byAction)).toEqual({ rows: null, requests: 1 });
		expect(await countRequests(byAction)).toEqual({ rows: short.rows, requests: 4 });
		expect(short.rows?.map(({ actionId }) => actionId)).toEqual([5125, 5129, 5126, 5125]);
		expect(await byPage.tick()).toBeNull();
		expect(await byAction.tick()).toBeNull();
	});

	it('change nothing in the slices of a backlog', async () => {
		const trigger = await published({ options: { maximumEvents: 500 } });
		trigger.load(pause(trigger.stored, 86_400));
		const ends = { action: 'BackupFailed', count: 2_000, stepMilliseconds: 40_000 };
		at.sandbox.docSpace.appendAuditEvents({ ...ends, date: ago(80_000) });
		other(500, ago(40_000));
		// The first poll finds out that there is much, and leaves it to the next one.
		expect(await trigger.tick()).toBeNull();
		while (await trigger.tick());
		const ids = trigger.emitted.flat().map(({ id }) => Number(id));
		expect(ids).toEqual(Array.from({ length: 2_000 }, (_, index) => index + 1));
		const slices = at.requests('getAuditEvents').filter(({ query }) => query.to !== undefined);
		expect(slices.some(({ query }) => query.action === '5126')).toBe(true);
	});
});

describe('a trigger that begins at a busy portal', () => {
	const busy = () =>
		at.sandbox.docSpace.appendAuditEvents({ count: 150, date: ago(60), stepMilliseconds: 100 });
	const nextFailure = async (trigger: PublishedTrigger) => {
		append('BackupFailed', ago(0));
		const polls = [await trigger.tick(), await trigger.tick()];
		return polls.flatMap((rows) => rows ?? []);
	};

	it('has its place at once, also right after a test run', async () => {
		busy();
		append('BackupFailed', ago(30));
		const trigger = triggerAt(at, { event: 'backupFinished' });
		expect(await trigger.fetchTestEvent()).toHaveLength(1);
		expect(await trigger.activate()).toBeNull();
		expect(trigger.stored).toHaveProperty('cursor');
		expect(await nextFailure(trigger)).toMatchObject([{ outcome: 'failed' }]);
	});

	it.each<[string, INodeParameters]>([
		['another filter', { filters: { outcome: 'failed' } }],
		['another name', {}],
	])('has its place at once, right after polls with %s', async (name, before) => {
		const last = await published(before);
		await last.tick();
		busy();
		const now = performance.now();
		jest.spyOn(performance, 'now').mockReturnValue(now + 60_000);
		const trigger = triggerAt(at, { event: 'backupFinished' });
		// n8n keeps states by the node's name: another name has none.
		trigger.takePlaceOf(last, name === 'another name' ? {} : last.stored);
		expect(await trigger.activate('update')).toBeNull();
		expect(trigger.stored).toHaveProperty('cursor.scope');
		expect(await nextFailure(trigger)).toMatchObject([{ outcome: 'failed' }]);
	});
});

describe('events that one poll has read and left to the next one', () => {
	const other = useSandbox();

	it.each(['a tick', 'a publication'])('stay at their portal: %s', async (name) => {
		const credential = at.docSpace();
		const parameters = { event: 'backupFinished', options: { lookbackHours: 1 } };
		const trigger = new PublishedTrigger({ node: 'docSpaceBackupTrigger', credential, parameters });
		await trigger.activate();
		const many = { count: 100, date: ago(60), stepMilliseconds: 100 };
		at.sandbox.docSpace.appendAuditEvents(many);
		append('BackupCompleted');
		expect(await trigger.tick()).toBeNull();
		Object.assign(credential.data, other.docSpace().data);
		expect(await (name === 'a tick' ? trigger.tick() : trigger.activate('update'))).toBeNull();
		expect(await trigger.tick()).toBeNull();
	});
});

describe('a portal that loses audit from its plan', () => {
	it.each([
		['has only events of another time', 5, 1_000],
		['has nothing but new events', 25, 1],
	])('is an error of the published trigger where it %s', async (_name, count, age) => {
		append('BackupCompleted', ago(100_000));
		const trigger = await published();
		at.sandbox.docSpace.appendAuditEvents({ count, date: ago(age), stepMilliseconds: 1 });
		at.sandbox.docSpace.settings.planHasAudit = false;
		const before = trigger.live;
		await expect(trigger.tick()).rejects.toThrow('does not include audit');
		expect(trigger.live).toEqual(before);
	});
});

it('reports a pause longer than the portal keeps its events', async () => {
	const trigger = await published();
	trigger.load(pause(trigger.stored, 200 * 86_400));
	expect(await trigger.tick()).toMatchObject([{ kind: 'possibleLoss' }]);
	expect(await trigger.tick()).toBeNull();
});

describe('a finished backup, from the history', () => {
	const reads = () => at.requests('getBackupHistory').length;

	it('works with an old portal and without audit, and tells what it cannot know', async () => {
		at.sandbox.docSpace.settings.version = '3.1';
		at.sandbox.docSpace.settings.planHasAudit = false;
		at.sandbox.docSpace.addArchives(3);
		const shown = await triggerAt(at, ofHistory).fetchTestEvent();
		expect(shown).toHaveLength(3);
		// Each reading can make the portal drop records.
		expect(reads()).toBe(1);
		expect(shown?.[0]).toMatchObject({
			kind: 'backupFinished',
			outcome: 'completed',
			scheduled: null,
			storageTypeName: 'Room or Folder',
			expiresOn: null,
			createdOn: expect.stringMatching(/Z$/),
		});
	});

	it('is read at most every few minutes, however often n8n polls', async () => {
		const trigger = await publishedAt(at, ofHistory);
		const before = reads();
		at.sandbox.docSpace.addArchives(1);
		for (let poll = 0; poll < 5; poll += 1) expect(await trigger.tick()).toBeNull();
		expect(reads()).toBe(before);
		// n8n's clock may jump: the pause is counted by one that does not.
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 86_400_000);
		const later = performance.now() + 15 * 60_000 + 1;
		jest.spyOn(performance, 'now').mockReturnValue(later);
		expect(await trigger.tick()).toMatchObject([{ kind: 'backupFinished' }]);
		expect(await trigger.tick()).toBeNull();
		expect(reads()).toBe(before + 1);
	});

	it('is read again at once after a poll that failed', async () => {
		const trigger = triggerAt(at, ofHistory);
		at.sandbox.faults.add({ operationId: 'getBackupHistory', times: 1, status: 500 });
		await expect(trigger.activate()).rejects.toMatchObject({ httpCode: '500' });
		expect(await trigger.activate()).toBeNull();
		expect(trigger.stored).toHaveProperty('cursor');
	});
});
