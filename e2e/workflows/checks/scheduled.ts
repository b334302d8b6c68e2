import type { Runner } from '../runner';
import { expect, expectMails } from './expect';

const NAME = 'scheduled-backup-to-off-site';

/** A backup of the portal's schedule goes off-site by itself; one without a link is told. */
export async function scheduled(runner: Runner): Promise<void> {
	const { acronis, docSpace } = runner.sandbox;
	const good = await runner.told(() =>
		runner.runPublished(NAME, () => docSpace.startScheduledBackup()),
	);
	const archive = (await docSpace.archives()).at(-1);
	expectMails(good, ['[ok] Scheduled DocSpace backup stored off-site', String(archive?.fileName)]);
	const file = acronis.files().find(({ name }) => name === archive?.fileName);
	expect(file?.md5 === archive?.md5, 'the archive in Acronis is another one');
	docSpace.settings.backup.archiveBytes = 256 * 1024;
	const bad = await runner.told(() =>
		runner.runPublished(NAME, () =>
			docSpace.appendAuditEvents([{ action: 'ScheduledBackupCompleted', date: soon() }]),
		),
	);
	expectMails(bad, [
		'[problem] Scheduled DocSpace backup was not stored off-site',
		'Download Archive',
	]);
}

/** Far enough from any backup that its archive would be taken for another one's. */
function soon(): string {
	return new Date(Date.now() + 120_000).toISOString();
}
