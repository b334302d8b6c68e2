import type { Runner } from '../runner';
import { expect, expectMails } from './expect';

const NAME = 'restore-drill';
const TRIGGER = 'Every Month';

/** The newest copy is restored into the test portal. */
export async function drill(runner: Runner): Promise<void> {
	const { docSpace } = runner.testPortal;
	// Only a portal of one's own takes an archive that another one has made.
	docSpace.settings.hosted = false;
	const { tenantId } = await docSpace.state();
	const messages = await runner.told(() => runner.run(NAME, TRIGGER));
	expectMails(messages, ['[ok] Restore drill worked', 'The test portal says: completed']);
	const after = await docSpace.state();
	expect(after.tenantId !== tenantId, 'the test portal was not restored');
}

/** It refuses the portal that the backup came from, and an archive that is not the manifest's. */
export async function drillBadDays(runner: Runner): Promise<void> {
	const { docSpace } = runner.sandbox;
	const { tenantId } = await docSpace.state();
	const source = await runner.told(() => runner.run(NAME, TRIGGER, { sourcePortal: true }));
	expectMails(source, [
		'[problem] Restore drill failed',
		'Never in This Portal is the portal of the credential',
	]);
	const after = await docSpace.state();
	expect(after.tenantId === tenantId, 'the portal was restored that the backup came from');
	const options = { sha256: false };
	const damaged = await runner.told(() =>
		runner.run(NAME, TRIGGER, {
			parameters: { 'Download Archive': { options } },
			settings: { portalName: 'another-test-portal' },
		}),
	);
	expectMails(damaged, ['[problem] Restore drill failed', 'is not the one that its manifest']);
}
