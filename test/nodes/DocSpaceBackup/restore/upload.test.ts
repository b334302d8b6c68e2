import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { ofLength } from '../../../../nodes/DocSpaceBackup/resources/restore/heldArchive';
import { retryTiming } from '../../../../nodes/shared/http/exchange/retry';
import { timeLimits } from '../../../../nodes/shared/http/exchange/timeLimit';
import { fileContent, fileItem } from '../../../support/binaryData';
import { runNode } from '../../../support/engine';
import { runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const { startBackup, startRestore, download } = runsAt(at);

const uploads = () => at.requests('uploadBackupFile');
const beginnings = () => uploads().filter(({ query }) => query.init === 'true').length;
const pieces = () => uploads().length - beginnings();

/** An archive of the portal, as another node brings it, and what the portal itself knows of it. */
async function held(archiveBytes = 250_000) {
	const { settings } = at.sandbox.docSpace;
	Object.assign(settings.backup, { durationMilliseconds: 0, archiveBytes });
	// As long as it runs, the archive that was uploaded can be looked at.
	settings.restore.durationMilliseconds = 60_000;
	settings.chunkUploadBytes = 100_000;
	const { link } = (await runNode(startBackup())).items[0]?.json ?? {};
	const { items } = await runNode(download({ link: String(link) }));
	const [archive] = await at.sandbox.docSpace.archives();
	return { input: items, archive };
}

const restore = async (input: INodeExecutionData[], parameters: INodeParameters = {}, rest = {}) =>
	await runNode(
		startRestore(
			{ source: 'upload', confirm: true, waitForCompletion: false, ...parameters },
			{ input, ...rest },
		),
	);

it('restores the portal from an archive that another node brought', async () => {
	const { input, archive } = await held();
	at.sandbox.docSpace.settings.restore.durationMilliseconds = 100;
	const { items, error } = await restore(input, { waitForCompletion: true });
	expect(error?.message).toBeUndefined();
	// A hosted portal takes only an archive that it knows, to the byte.
	expect(items[0]?.json).toMatchObject({ restored: true });
	expect([beginnings(), pieces()]).toEqual([1, 3]);
	expect(uploads()[0]?.query).toMatchObject({
		extension: 'tar.gz',
		totalSize: String(archive?.bytes),
	});
	expect(at.requests('startRestore')).toHaveLength(1);
});

it.each([
	['as long as the pieces', 200_000, 2],
	['of one piece', 60_000, 1],
])('takes an archive %s', async (_what, bytes, count) => {
	const { input, archive } = await held(bytes);
	const { error } = await restore(input);
	expect(error?.message).toBeUndefined();
	expect((await at.sandbox.docSpace.uploadedArchive())?.md5).toBe(archive?.md5);
	expect(pieces()).toBe(count);
});

it('takes the file itself, as n8n recommends it', async () => {
	const { input, archive } = await held(60_000);
	const { error } = await restore(input, {
		binaryPropertyName: "={{ $('Start').item.binary.data }}",
	});
	expect(error?.message).toBeUndefined();
	expect((await at.sandbox.docSpace.uploadedArchive())?.md5).toBe(archive?.md5);
});

it('takes a plain tar archive too', async () => {
	const { input } = await held();
	at.sandbox.docSpace.settings.hosted = false;
	const gzip = await fileContent(input[0]);
	const { error } = await restore([await fileItem(gunzipSync(gzip), 'portal.tar')]);
	expect(error?.message).toBeUndefined();
	expect(uploads()[0]?.query).toMatchObject({ extension: 'tar' });
});

describe('a piece is never sent twice', () => {
	it.each([
		['is lost after the piece was taken', { cut: true, afterWork: true }],
		['never comes', { cut: true }],
		['is that of a gateway', { status: 504 }],
	] as const)('when its answer %s: the upload begins again', async (_how, fault) => {
		const { input, archive } = await held();
		at.sandbox.faults.add({ operationId: 'uploadBackupFile', skip: 2, ...fault });
		const { error } = await restore(input);
		expect(error?.message).toBeUndefined();
		expect((await at.sandbox.docSpace.uploadedArchive())?.md5).toBe(archive?.md5);
		expect([beginnings(), pieces()]).toEqual([2, 5]);
	});

	it('and an upload is begun three times at most, with nothing of the portal touched', async () => {
		const { input } = await held();
		at.sandbox.faults.add({
			operationId: 'uploadBackupFile',
			skip: 1,
			times: 'always',
			status: 504,
		});
		jest.replaceProperty(retryTiming, 'tries', 1);
		const { items, error } = await restore(input);
		expect([items, error?.message]).toEqual([[], 'The archive could not be uploaded']);
		expect([beginnings(), pieces()]).toEqual([3, 1]);
		expect(at.requests('startRestore')).toEqual([]);
	});

	it('while it moves, however long it takes', async () => {
		const { input, archive } = await held();
		at.sandbox.docSpace.settings.chunkUploadBytes = 10_000_000;
		jest.replaceProperty(timeLimits, 'answerMs', 1000);
		const slowRead = { chunkBytes: 4000, pauseMilliseconds: 40 };
		at.sandbox.faults.add({ operationId: 'uploadBackupFile', skip: 1, slowRead });
		const { error } = await restore(input);
		expect(error?.message).toBeUndefined();
		expect((await at.sandbox.docSpace.uploadedArchive())?.md5).toBe(archive?.md5);
		expect([beginnings(), pieces()]).toEqual([1, 1]);
	});

	it('when it stands still: the upload begins again', async () => {
		const { input, archive } = await held(5_000_000);
		at.sandbox.docSpace.settings.chunkUploadBytes = 10_000_000;
		jest.replaceProperty(timeLimits, 'idleMs', 500);
		const slowRead = { chunkBytes: 4000, pauseMilliseconds: 5_000 };
		at.sandbox.faults.add({ operationId: 'uploadBackupFile', skip: 1, slowRead });
		const { error } = await restore(input);
		expect(error?.message).toBeUndefined();
		expect((await at.sandbox.docSpace.uploadedArchive())?.md5).toBe(archive?.md5);
		expect([beginnings(), pieces()]).toEqual([2, 2]);
	});

	it('and one that the portal turned away for now is sent when it asks for it', async () => {
		const { input, archive } = await held();
		const headers = { 'retry-after': '0' };
		at.sandbox.faults.add({ operationId: 'uploadBackupFile', skip: 2, status: 429, headers });
		const { error } = await restore(input);
		expect(error?.message).toBeUndefined();
		expect((await at.sandbox.docSpace.uploadedArchive())?.md5).toBe(archive?.md5);
		expect(beginnings()).toBe(1);
	});
});

describe('pieces of a size that the portal names', () => {
	const begun = { Success: true, Message: '', EndUpload: false };

	it.each([
		[0.5, 'It named 0.5;'],
		[-5, 'It named -5;'],
		[0, 'It named 0;'],
		[65_535, 'It named 65535;'],
		[100_000.5, 'It named 100000.5;'],
		['100000', 'It named no number;'],
		[undefined, 'It named no number;'],
	])('cannot be of %p bytes', async (ChunkSize, words) => {
		const { input } = await held();
		const body = { ...begun, ChunkSize };
		at.sandbox.faults.add({ operationId: 'uploadBackupFile', status: 200, body });
		const { items, error } = await restore(input);
		expect([items, error?.message]).toEqual([
			[],
			'The portal named no usable chunk size for the upload',
		]);
		expect(error?.description).toContain(words);
		expect([beginnings(), pieces()]).toEqual([1, 0]);
		expect(at.requests('startRestore')).toEqual([]);
	});

	it.each([
		[65_536, 4],
		[9e15, 1],
	])('can be of %p bytes', async (chunkUploadBytes, count) => {
		const { input, archive } = await held(200_000);
		at.sandbox.docSpace.settings.chunkUploadBytes = chunkUploadBytes;
		expect((await restore(input)).error?.message).toBeUndefined();
		expect((await at.sandbox.docSpace.uploadedArchive())?.md5).toBe(archive?.md5);
		expect(pieces()).toBe(count);
	});

	it.each([0, -5, 0.5, NaN, Infinity])('are never cut to %p bytes', async (length) => {
		const cut = ofLength(Readable.from([Buffer.from('abc')]), length);
		await expect(cut.next()).rejects.toThrow(RangeError);
	});
});

describe('nothing is sent', () => {
	it('without the confirmation', async () => {
		const { input } = await held();
		const { error } = await restore(input, { confirm: false });
		expect(error?.message).toContain('is not turned on');
		expect(uploads()).toEqual([]);
	});

	it.each([
		['is a web page', Buffer.from('<html><body>Sign in</body></html>'), 'It is a web page'],
		['is empty', Buffer.alloc(0), 'It is empty'],
	])('of a file that %s', async (_what, content, reason) => {
		await held();
		const { error } = await restore([await fileItem(content, 'portal.tar.gz')]);
		expect(error?.message).toBe('The file is not a complete archive');
		expect(error?.description).toContain(reason);
		expect(uploads()).toEqual([]);
	});

	it('of an archive that breaks off, unless only its beginning is to be checked', async () => {
		const { input } = await held();
		at.sandbox.docSpace.settings.hosted = false;
		const whole = await fileContent(input[0]);
		const broken = [await fileItem(whole.subarray(0, 200_000), 'portal.tar.gz')];
		expect((await restore(broken)).error?.message).toBe('The file is not a complete archive');
		expect(uploads()).toEqual([]);
		const { error } = await restore(broken, { options: { checkArchive: false } });
		expect(error?.message).toBeUndefined();
		expect(pieces()).toBe(2);
	});

	it('while a restore runs', async () => {
		const { input } = await held();
		at.sandbox.docSpace.settings.restore.durationMilliseconds = 60_000;
		await restore(input, { waitForCompletion: false });
		const before = uploads().length;
		expect((await restore(input)).error?.message).toBe('A restore is already running');
		expect(uploads()).toHaveLength(before);
	});
});

describe('a portal that does not take it says why', () => {
	it.each([
		[{ temporaryStorageIsDisk: false }, 'This portal does not accept uploaded archives'],
		[{ planHasRestore: false }, 'The portal did not accept the archive'],
		[{ storageQuotaBytes: 1000 }, 'The portal did not accept the archive'],
	])('%j', async (settings, message) => {
		const { input } = await held();
		Object.assign(at.sandbox.docSpace.settings, settings);
		const { items, error } = await restore(input);
		expect([items, error?.message]).toEqual([[], message]);
		expect(error?.description).toContain('Nothing in the portal was changed.');
		expect(at.requests('startRestore')).toEqual([]);
	});

	it('when it takes too long', async () => {
		const { input } = await held();
		const body = { Success: false, Message: 'Need init upload.', ChunkSize: 0, EndUpload: false };
		at.sandbox.faults.add({ operationId: 'uploadBackupFile', skip: 2, status: 200, body });
		const { error } = await restore(input);
		expect(error?.message).toBe('The portal ended the upload');
		expect(error?.description).toContain('20 minutes');
		expect(error?.description).toContain('100000 of 250000 bytes');
	});

	it('without a part of a key, wherever the portal repeats one', async () => {
		const { input } = await held();
		// The beginning of a key that is too short to be known as one stood where words were cut.
		for (const before of [280, 290, 294]) {
			const Message = `${'x '.repeat(before / 2)}sk-1234567890abcdef`;
			const body = { Success: false, Message, ChunkSize: 0, EndUpload: false };
			at.sandbox.faults.add({ operationId: 'uploadBackupFile', status: 200, body });
			const { error } = await restore(input);
			expect(error?.description).toContain('The portal says: x');
			expect(error?.description).not.toContain('sk-');
		}
	});

	it.each([
		['at the beginning', 0, [2, 3]],
		['to a piece', 1, [2, 4]],
	])('and an answer that breaks off %s is no web page: it is lost', async (_when, skip, sent) => {
		const { input, archive } = await held();
		const fault = { operationId: 'uploadBackupFile', afterWork: true, status: 200 };
		at.sandbox.faults.add({ ...fault, skip, body: '{"Succ' });
		const { error } = await restore(input);
		expect(error?.message).toBeUndefined();
		expect((await at.sandbox.docSpace.uploadedArchive())?.md5).toBe(archive?.md5);
		expect([beginnings(), pieces()]).toEqual(sent);
	});

	it('when something else answers', async () => {
		const { input } = await held();
		at.sandbox.faults.add({ operationId: 'uploadBackupFile', html: true, times: 'always' });
		const { error } = await restore(input);
		expect(error?.message).toBe('A web page answered instead of the DocSpace API');
	});
});

it('restores from one item at a time: a second upload would delete the first one', async () => {
	const { input } = await held();
	at.sandbox.faults.add({ operationId: 'uploadBackupFile', status: 500 });
	expect((await restore(input)).error?.message).toContain('(status 500)');
	const before = beginnings();
	// The portal is free again, whatever became of the first one.
	const two = [input[0], input[0]].flatMap((item) => item ?? []);
	const { items, errorItems } = await restore(two, {}, { onError: 'continueErrorOutput' });
	expect(items).toHaveLength(1);
	expect(errorItems.map(({ json }) => json.error)).toEqual([
		'An archive is being restored in this portal',
	]);
	expect(beginnings()).toBe(before + 1);
});

it('sends the key to the portal alone', async () => {
	const { input } = await held();
	at.sandbox.faults.add({
		operationId: 'uploadBackupFile',
		redirect: `${at.sandbox.acronis.url}/elsewhere`,
	});
	const { error } = await restore(input);
	expect(error?.message).toMatch(/redirects|sends requests on/);
	expect(at.requests().filter(({ origin }) => origin === 'acronis')).toEqual([]);
});

describe('a portal that must not be restored', () => {
	it('is refused before anything is sent, however its address is written', async () => {
		const { input } = await held();
		const { url } = at.sandbox.docSpace;
		for (const neverInPortal of [url, `${url}/`, `${url}/rooms/shared`]) {
			const { error } = await restore(input, { options: { neverInPortal } });
			expect(error?.message).toBe('Never in This Portal is the portal of the credential');
		}
		expect(uploads()).toEqual([]);
	});

	it.each(['portal.example.com', 'ftp://portal', ' '])('cannot be %p', async (neverInPortal) => {
		const { input } = await held();
		const { error } = await restore(input, { options: { neverInPortal } });
		expect(error?.message).toMatch(/^Never in This Portal (is not an address|has no value)/);
		expect(uploads()).toEqual([]);
	});

	it('is another one', async () => {
		const { input } = await held();
		const options = { neverInPortal: 'https://portal.example.com' };
		expect((await restore(input, { options })).error?.message).toBeUndefined();
	});
});
