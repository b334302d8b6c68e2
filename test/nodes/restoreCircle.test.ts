import { fileContent } from '../support/binaryData';
import { runNode } from '../support/engine';
import { runsAt } from '../support/runs';
import { useSandbox } from '../support/sandbox';

const at = useSandbox();
const { startBackup, download, createFolder, upload, startRestore } = runsAt(at);

const DOCUMENTS = ['Contracts 2026.docx', 'Budget.xlsx', 'Vorstand – Protokoll.pdf'];

/** Bytes enough for several chunks on the way back. */
const ARCHIVE_BYTES = 300_000;

it('what a portal has lost comes back from the copy that lies off-site', async () => {
	const { docSpace, acronis } = at.sandbox;
	Object.assign(docSpace.settings.backup, {
		durationMilliseconds: 50,
		archiveBytes: ARCHIVE_BYTES,
	});
	Object.assign(docSpace.settings, { chunkUploadBytes: 100_000 });
	docSpace.settings.restore.durationMilliseconds = 50;
	docSpace.documents = DOCUMENTS;

	// Portal, backup, off-site.
	const backup = await runNode(startBackup());
	const fetched = await runNode(download({ link: String(backup.items[0]?.json.link) }));
	const folder = await runNode(createFolder());
	const stored = await runNode(
		upload(
			{ folder: { __rl: true, mode: 'id', value: String(folder.items[0]?.json.uuid) } },
			{ input: fetched.items },
		),
	);
	expect(stored.error?.message).toBeUndefined();

	// The portal loses everything, its own backups too.
	docSpace.documents = [];
	for (const { id } of await docSpace.archives()) {
		await runNode({
			node: 'docSpaceBackup',
			credential: at.docSpace(),
			parameters: { resource: 'backup', operation: 'delete', backupId: id, allowAsTool: true },
		});
	}
	expect(await docSpace.archives()).toEqual([]);

	// Off-site, portal. Without its own records, only a server of one's own takes the archive.
	docSpace.settings.hosted = false;
	const copy = await runNode({
		node: 'acronisFiles',
		credential: at.acronis(),
		parameters: {
			resource: 'file',
			operation: 'download',
			file: { __rl: true, mode: 'path', value: `/Backups/${acronis.files()[0]?.name}` },
		},
	});
	expect((await fileContent(copy.items[0])).length).toBe(ARCHIVE_BYTES);
	const restored = await runNode(
		startRestore({ source: 'upload', confirm: true }, { input: copy.items }),
	);
	expect(restored.error?.message).toBeUndefined();
	expect(restored.items[0]?.json).toMatchObject({ restored: true });
	expect(docSpace.documents).toEqual(DOCUMENTS);
});
