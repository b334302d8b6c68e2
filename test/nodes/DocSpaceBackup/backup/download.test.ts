import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';

import { sizeText } from '../../../../nodes/shared/util/sizeText';
import type { Fault } from '../../../../sandbox/http/faults';
import { fileContent } from '../../../support/binaryData';
import { runNode } from '../../../support/engine';
import { computed, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';
import { operationAt } from '../support';

const at = useSandbox();
const { startBackup, download } = runsAt(at);

const md5 = (content: Buffer) => createHash('md5').update(content).digest('hex');
const downloads = () =>
	at
		.requests()
		.filter(({ origin, operationId }) => {
			return origin === 'docSpaceStorage' || operationId === 'downloadTemporaryBackup';
		})
		.map(({ origin, authentication, status }) => [origin, authentication, status]);

async function backup(bytes = 300_000) {
	Object.assign(at.sandbox.docSpace.settings.backup, {
		durationMilliseconds: 0,
		archiveBytes: bytes,
	});
	const { items } = await runNode(startBackup());
	const [archive] = await at.sandbox.docSpace.archives();
	if (!archive) throw new Error('There is no archive');
	return { link: String(items[0]?.json.link), archive };
}

it.each([3_000, 300_000, 5_000_001])('stores an archive of %d bytes', async (bytes) => {
	const { link, archive } = await backup(bytes);
	const { items, error } = await runNode(download({ link }));
	expect(error).toBeUndefined();
	const { fileName } = archive;
	const sums = { bytes, sizeText: sizeText(bytes), md5: archive.md5 };
	const checks = { lengthChecked: true, archiveChecked: true };
	const portal = { portalUrl: at.sandbox.docSpace.url, portalVersion: '3.7.0' };
	const json = { fileName, ...sums, ...checks, ...portal };
	expect(items[0]?.json).toEqual(json);
	expect(items[0]?.pairedItem).toEqual({ item: 0 });
	expect(items[0]?.binary?.data).toMatchObject({ fileName, mimeType: 'application/gzip' });
	expect(md5(await fileContent(items[0]))).toBe(archive.md5);
});

describe('what is no archive, with status 200', () => {
	const operationId = 'downloadTemporaryBackup';
	const storedFiles = () =>
		readdirSync(process.env.N8N_USER_FOLDER ?? '', { recursive: true, withFileTypes: true }).filter(
			(entry) => entry.isFile() && entry.parentPath.endsWith('binary_data'),
		).length;

	it.each<[string, Omit<Fault, 'operationId'>, string]>([
		['nothing', { status: 200 }, 'It is empty, not a gzip or tar archive.'],
		['nothing, with status 204', { status: 204 }, 'It is empty, not a gzip or tar archive.'],
		['JSON', { status: 200, body: { error: 'gone' } }, 'It is JSON, not a gzip or tar archive.'],
		[
			'text',
			{ status: 200, body: 'Gone', headers: { 'content-type': 'text/plain' } },
			'It is text, not a gzip or tar archive.',
		],
		[
			"a storage's error",
			{
				status: 200,
				body: '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>',
				headers: { 'content-type': 'application/xml' },
			},
			'It is XML, not a gzip or tar archive.',
		],
	])('%s is not stored, whether the whole is checked or not', async (_what, fault, reason) => {
		const { link } = await backup();
		at.sandbox.faults.add({ ...fault, operationId, times: 'always' });
		const before = storedFiles();
		for (const checkArchive of [true, false]) {
			const { items, error } = await runNode(download({ link, options: { checkArchive } }));
			expect(items).toEqual([]);
			expect(error?.message).toBe('The download is not a complete archive');
			expect(error?.description).toContain(reason);
		}
		expect(storedFiles()).toBe(before);
		// It came to its end: asking again would bring the same.
		expect(downloads()).toHaveLength(2);
	});

	it('an archive that ends early, and is as long as announced, is stored only unchecked', async () => {
		const { link } = await backup();
		const whole = await fileContent((await runNode(download({ link }))).items[0]);
		const half = whole.subarray(0, whole.length / 2);
		at.sandbox.faults.add({ operationId, status: 200, body: half, times: 'always' });
		const before = storedFiles();
		const { items, error } = await runNode(download({ link }));
		expect(items).toEqual([]);
		expect(error?.description).toContain('The gzip data is damaged or ends early.');
		expect(storedFiles()).toBe(before);
		const unchecked = await runNode(download({ link, options: { checkArchive: false } }));
		expect(unchecked.items[0]?.json).toMatchObject({ bytes: half.length, archiveChecked: false });
	});
});

it('takes the link as Start and Get Progress give it', async () => {
	const { link } = await backup();
	const { pathname, search } = new URL(link);
	const input = [{ json: { link: pathname + search } }];
	const { items } = await runNode(download({}, { input }));
	expect(items[0]?.json).toMatchObject({ bytes: 300_000 });
});

it('takes the name and the field that are set', async () => {
	const { link } = await backup();
	const parameters = { link, binaryPropertyName: 'archive', options: { fileName: 'june.gz' } };
	const { items } = await runNode(download(parameters));
	expect(items[0]?.binary?.archive).toMatchObject({ fileName: 'june.gz' });
});

it('follows to the storage without the secret of the portal', async () => {
	const { link, archive } = await backup();
	at.sandbox.docSpace.settings.downloadRedirect = true;
	const { items } = await runNode(download({ link }));
	expect(items[0]?.json.md5).toBe(archive.md5);
	expect(downloads()).toEqual([
		['docSpace', 'cookie', 302],
		['docSpaceStorage', 'none', 200],
	]);
});

it('follows with an API key as well, and without it', async () => {
	const { link } = await backup();
	at.sandbox.docSpace.settings.downloadRedirect = true;
	const { adminApiKey } = at.sandbox.docSpace.credentials;
	const credential = at.docSpace({ method: 'bearer', apiKey: adminApiKey });
	await runNode(download({ link }, { credential }));
	expect(downloads()).toEqual([
		['docSpace', 'bearer', 302],
		['docSpaceStorage', 'none', 200],
	]);
});

it('does not follow for ever', async () => {
	const { link } = await backup();
	at.sandbox.faults.add({ redirect: link, times: 'always' });
	const { error } = await runNode(download({ link }));
	expect(error?.message).toContain('redirects');
	expect(downloads()).toHaveLength(6);
});

describe('a connection that is cut', () => {
	it.each([
		['at the beginning', 1],
		['in the middle', 150_000],
		['before the last byte', 299_999],
	])('%s is never taken for the whole, and the download is tried again', async (_where, bytes) => {
		const { link, archive } = await backup();
		at.sandbox.faults.add({ operationId: 'downloadTemporaryBackup', cut: { afterBytes: bytes } });
		const { items, error } = await runNode(download({ link }));
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(md5(await fileContent(items[0]))).toBe(archive.md5);
		expect(downloads()).toHaveLength(2);
	});

	it('again and again is an error', async () => {
		const { link } = await backup();
		const cut = { afterBytes: 1000 };
		at.sandbox.faults.add({ operationId: 'downloadTemporaryBackup', cut, times: 'always' });
		const { items, error } = await runNode(download({ link }));
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			'The connection to DocSpace was lost before the response was complete',
		);
	});

	it('behind a redirect leads to the link again', async () => {
		const { link, archive } = await backup();
		at.sandbox.docSpace.settings.downloadRedirect = true;
		at.sandbox.faults.add({ origin: 'docSpaceStorage', cut: { afterBytes: 1000 } });
		const { items } = await runNode(download({ link }));
		expect(items[0]?.json.md5).toBe(archive.md5);
	});
});

it('is cancelled in the middle', async () => {
	const { link } = await backup();
	const operationId = 'downloadTemporaryBackup';
	const slowBody = { chunkBytes: 1, pauseMilliseconds: 50 };
	at.sandbox.faults.add({ operationId, slowBody });
	const cancellation = new AbortController();
	const stop = at.sandbox.onRequest((request) => {
		if (request.operationId === operationId) setTimeout(() => cancellation.abort(), 200);
	});
	const began = Date.now();
	const { status } = await runNode(download({ link }, { signal: cancellation.signal }));
	expect(status).toBe('canceled');
	// All of the archive would take hours.
	expect(Date.now() - began).toBeLessThan(30_000);
	stop();
});

it('says that the archive is gone', async () => {
	const { link } = await backup();
	const [archive] = await at.sandbox.docSpace.archives();
	await operationAt(at, 'backup', 'delete')({ backupId: archive?.id ?? '' });
	const { error } = await runNode(download({ link }));
	expect(error?.message).toBe('DocSpace has no such file, folder, backup or portal');
});

it('says that a link has ended, and not that the key lacks a permission', async () => {
	const { link } = await backup();
	const { error } = await runNode(download({ link: `${link}0` }));
	expect(error).toMatchObject({
		message: 'The link no longer works, or the key may not use it',
		description: expect.stringContaining('Links expire after 24 hours'),
	});
});

it("does not take the portal's page for addresses that it lets nobody in from for an ended link", async () => {
	const { link } = await backup();
	at.sandbox.faults.add({ operationId: 'downloadTemporaryBackup', status: 403, html: true });
	const { error } = await runNode(download({ link }));
	expect(error?.message).toBe('The portal does not allow connections from this machine');
});

it('does not take a page for an archive', async () => {
	const link = `${at.sandbox.docSpace.url}/rooms/shared`;
	const { items, error } = await runNode(download({ link }));
	expect(items).toEqual([]);
	expect(error?.message).toContain('web page');
});

it.each([
	['', 'Link is empty', 'Set Link.'],
	['http://storage.example/archive.gz', 'Link is not a link to a backup', 'Start'],
	['ftp://storage.example/archive.gz', 'Link is not a link to a backup', 'Start'],
])('refuses the link %p', async (link, message, advice) => {
	const { error } = await runNode(download({ link: computed(link) }));
	expect(error).toMatchObject({ message, description: expect.stringContaining(advice) });
	expect(at.requests()).toEqual([]);
});

describe('what another host says', () => {
	it.each([
		[401, 'no longer works'],
		[403, 'no longer works'],
		[404, 'There is no such file at'],
		[418, 'did not return the file (status 418)'],
	])('with status %i is not the fault of the portal or its key', async (status, words) => {
		const { link } = await backup();
		at.sandbox.docSpace.settings.downloadRedirect = true;
		const fault = { status, body: { error: 'No.' }, times: 'always' as const };
		at.sandbox.faults.add({ origin: 'docSpaceStorage', ...fault });
		const { error } = await runNode(download({ link }));
		expect(error?.message).toContain(words);
		expect(`${error?.message} ${error?.description}`).toContain('127.0.0.1');
		expect(`${error?.message} ${error?.description}`).not.toMatch(/DocSpace|portal|key/i);
	});

	it.each([
		['a page', 'text/html', '<html><body>Forbidden</body></html>'],
		[
			"a storage's error",
			'application/xml',
			'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
		],
		['nothing', 'text/plain', ''],
	])('with status 403 and %s neither', async (_what, type, body) => {
		const { link } = await backup();
		at.sandbox.docSpace.settings.downloadRedirect = true;
		const headers = { 'content-type': type };
		at.sandbox.faults.add({ origin: 'docSpaceStorage', status: 403, body, headers });
		const { error } = await runNode(download({ link }));
		expect(error?.message).toContain('no longer works');
		expect(`${error?.message} ${error?.description}`).toContain('127.0.0.1');
		expect(`${error?.message} ${error?.description}`).not.toMatch(/DocSpace|portal|key/i);
	});

	it('is named when it cannot be reached', async () => {
		const link = 'https://storage.invalid/archive.tar.gz';
		const { error } = await runNode(download({ link }));
		expect(error?.message).toContain('storage.invalid');
		expect(error?.description).not.toContain('credential');
	});
});

it.each(['%', '%4', '%zz'])('refuses a link with %p in it', async (end) => {
	const link = `${at.sandbox.docSpace.url}/storage/backup/root/archive.tar.gz${end}`;
	const { error } = await runNode(download({ link }));
	expect(error?.message).toBe('Link contains a % that encodes no character');
	expect(at.requests()).toEqual([]);
});
