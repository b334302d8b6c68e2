import type { INodeParameters } from 'n8n-workflow';

import { useSandbox } from '../../support/sandbox';
import { publishedAt, triggerAt } from './support';

const at = useSandbox();

const published = async (parameters: INodeParameters = {}) =>
	await publishedAt(at, { event: 'backupFinished', ...parameters });
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

	it('costs one request for each wanted action where there is none', async () => {
		const trigger = await published({ filters: { outcome: 'failed', startedBy: 'hand' } });
		const requests = at.requests().length;
		expect(await trigger.tick()).toBeNull();
		expect(at.requests().length - requests).toBe(1);
	});

	it('cannot be had of a portal before 3.6, which says so at the activation', async () => {
		at.sandbox.docSpace.settings.version = '3.5';
		const trigger = triggerAt(at, { event: 'backupFinished' });
		await expect(trigger.activate()).rejects.toMatchObject({
			message: 'This portal does not write the end of backups into its audit trail',
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
			storageTypeName: 'Documents',
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
		const later = Date.now() + 15 * 60_000 + 1;
		jest.spyOn(Date, 'now').mockReturnValue(later);
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
