import type { Fault } from '../../../../sandbox/http/faults';
import { runNode } from '../../../support/engine';
import { computed, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

/** A portal may refuse an archive of another version: what the versions are, and who says so. */

const at = useSandbox();
const { startBackup, startRestore, download } = runsAt(at);

/** A backup with the version that its download names, restored again. */
async function restored(options = {}, more = {}) {
	const { settings } = at.sandbox.docSpace;
	settings.backup.durationMilliseconds = 0;
	settings.restore.durationMilliseconds = 0;
	const backup = (await runNode(startBackup())).items[0]?.json ?? {};
	const archive = (await runNode(download({ link: String(backup.link) }))).items;
	const outcome = await runNode(
		startRestore(
			{ source: 'upload', confirm: true, waiting: { intervalSeconds: 0.02 }, options, ...more },
			{ input: archive },
		),
	);
	return { archive, ...outcome };
}

it('comes with a download, for the manifest', async () => {
	const { archive } = await restored();
	expect(archive[0]?.json.portalVersion).toBe('3.7.0');
});

it.each<[string, Omit<Fault, 'operationId'>]>([
	['hides it', { status: 403 }],
	['answers with something else', { status: 200, body: { response: { docSpace: 37 } } }],
	['answers with nothing', { status: 200, body: {} }],
	['answers with a web page', { html: true }],
])('is null where the portal %s, and the download is as good', async (_what, fault) => {
	at.sandbox.faults.add({ ...fault, operationId: 'getBuildVersion', times: 'always' });
	const { archive, items } = await restored({ archiveVersion: '3.1.0' });
	expect(archive[0]?.json).toMatchObject({ portalVersion: null, archiveChecked: true });
	// What is not known is not compared.
	expect(items[0]?.json).toMatchObject({ restored: true });
	expect(items[0]?.json).not.toHaveProperty('warning');
});

it('is asked for without the key', async () => {
	await restored({ archiveVersion: '3.7.0' });
	const asked = at.requests('getBuildVersion');
	expect(asked.map(({ authentication }) => authentication)).toEqual(['none', 'none']);
});

it('is not asked for by a restore that names none', async () => {
	await restored();
	expect(at.requests('getBuildVersion')).toHaveLength(1);
});

const WARNING =
	'The archive was made by DocSpace 3.6.1, but the portal runs 3.7.0. The portal may refuse an archive of another version.';

it('that is the same is no news', async () => {
	const { items } = await restored({ archiveVersion: computed('3.7.0') });
	expect(items[0]?.json).not.toHaveProperty('warning');
});

it.each([true, false])('that is another one is a warning (waited for: %s)', async (wait) => {
	const { items, error } = await restored({ archiveVersion: '3.6.1' }, { waitForCompletion: wait });
	expect(error).toBeUndefined();
	expect(items[0]?.json).toMatchObject({ restored: wait, warning: WARNING });
});

it('that is another one is told where the restore fails', async () => {
	at.sandbox.docSpace.settings.restore.outcome = 'failed';
	const { error } = await restored({ archiveVersion: '3.6.1' });
	expect(error?.message).toMatch(/^The restore failed: /);
	expect(error?.description).toMatch(new RegExp(`^${WARNING.replaceAll('.', '\\.')} The portal`));
});
