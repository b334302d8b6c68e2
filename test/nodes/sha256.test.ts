import { createHash, randomBytes } from 'node:crypto';

import { fileContent, fileItem } from '../support/binaryData';
import { runNode } from '../support/engine';
import { runsAt } from '../support/runs';
import { useSandbox } from '../support/sandbox';
import { chosen, operationAt } from './AcronisFiles/support';

const at = useSandbox();
const runs = runsAt(at);

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const options = { sha256: true };

it('comes with an archive, an upload and a download of the same content, when it is asked for', async () => {
	at.sandbox.docSpace.settings.backup.durationMilliseconds = 0;
	const { link } = (await runNode(runs.startBackup())).items[0]?.json ?? {};
	const archive = await runNode(runs.download({ link: String(link), options }));
	const wanted = sha256(await fileContent(archive.items[0]));
	expect(archive.items[0]?.json.sha256).toBe(wanted);

	const upload = await runNode(runs.upload({ options }, { input: archive.items }));
	expect(upload.items[0]?.json.sha256).toBe(wanted);

	const file = chosen(upload.items[0]?.json.uuid);
	const download = await operationAt(at, 'file', 'download')({ file, options });
	expect(download.items[0]?.json.sha256).toBe(wanted);
});

it('is not computed unless it is asked for', async () => {
	const input = [await fileItem(randomBytes(100), 'a.bin')];
	const upload = await runNode(runs.upload({}, { input }));
	expect(upload.error).toBeUndefined();
	expect(upload.items[0]?.json).not.toHaveProperty('sha256');
	const file = chosen(upload.items[0]?.json.uuid);
	const { items } = await operationAt(at, 'file', 'download')({ file });
	expect(items[0]?.json).not.toHaveProperty('sha256');
});
