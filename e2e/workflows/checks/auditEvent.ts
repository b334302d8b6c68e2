import type { Runner } from '../runner';
import { expectMails } from './expect';

const NAME = 'audit-event-to-offsite-backup';

/** A warning in Acronis' audit log leads to a backup off-site; one that fails is told. */
export async function auditEvent(runner: Runner): Promise<void> {
	const { acronis, docSpace } = runner.sandbox;
	const warning = () => acronis.appendAuditRows([{ severity: 2, text: 'Shared with everybody' }]);
	const good = await runner.told(() => runner.runPublished(NAME, warning));
	expectMails(good, ['[ok] DocSpace backup stored off-site', 'Shared with everybody']);
	docSpace.settings.nextBackups.push({ outcome: 'failedInJob', error: 'The disk is full' });
	const bad = await runner.told(() => runner.runPublished(NAME, warning));
	expectMails(bad, ['[problem] DocSpace backup failed', 'The disk is full']);
}
