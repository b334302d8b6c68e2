import type { Runner } from '../runner';
import { expectMails } from './expect';

const NAME = 'backup-failure-alert';

/** A backup that failed is told, and the next good one ends it. */
export async function failureAlert(runner: Runner): Promise<void> {
	const { docSpace } = runner.sandbox;
	const ends = async (action: string) =>
		await runner.told(() =>
			runner.runPublished(NAME, () => docSpace.appendAuditEvents([{ action }])),
		);
	expectMails(await ends('ScheduledBackupFailed'), [
		'[problem] DocSpace backup failed',
		'started by the schedule',
	]);
	expectMails(await ends('BackupCompleted'), [
		'[recovered] DocSpace backup completed',
		'seen once',
	]);
}
