import { createHash, randomBytes } from 'node:crypto';

import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';

import { retryTiming } from '../../../../nodes/shared/http/exchange/retry';
import { fileItem } from '../../../support/binaryData';
import { runNode } from '../../../support/engine';
import { emptyItems, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

const md5 = (content: Buffer) => createHash('md5').update(content).digest('hex');

/** Uploads content under a name of its own. */
async function upload(content: Buffer, fileName = 'archive.tar.gz', parameters = {}) {
	const input = [await fileItem(content, fileName)];
	return await runNode(runs.upload(parameters, { input }));
}

it.each([
	['an empty file', 0],
	['a small file', 11],
	['a file of several pieces', 3 * 1024 * 1024 + 7],
])('uploads %s and holds its checksum against the answer', async (_what, size) => {
	const content = randomBytes(size);
	const { items, error } = await upload(content);
	expect(error).toBeUndefined();
	expect(items).toEqual([
		{
			json: expect.objectContaining({ name: 'archive.tar.gz', size, checksum: md5(content) }),
			pairedItem: { item: 0 },
		},
	]);
	expect(at.sandbox.acronis.files()).toMatchObject([{ size, md5: md5(content), revisions: 1 }]);
	expect(at.requests('uploadFile')[0]?.query).toMatchObject({ size: String(size) });
});

it.each(['ünïcode 📁 & 100%.txt', "it's (1).gz", 'a+b=c.txt', '#?.txt', '日本語.pdf'])(
	'keeps the name %s',
	async (name) => {
		await upload(Buffer.from('x'), name);
		expect(at.sandbox.acronis.files()).toMatchObject([{ name }]);
	},
);

it.each(["={{ $('Start').item.binary.report }}", '={{ $binary.report }}', ' report '])(
	'takes the file of %j, as n8n recommends it',
	async (binaryPropertyName) => {
		const content = randomBytes(1_000);
		const input = [
			await fileItem(content, 'a.txt', 'report'),
			await fileItem(content, 'b.txt', 'report'),
		];
		const { items, error } = await runNode(runs.upload({ binaryPropertyName }, { input }));
		expect(error?.message).toBeUndefined();
		expect(items.map(({ json }) => [json.name, json.checksum])).toEqual([
			['a.txt', md5(content)],
			['b.txt', md5(content)],
		]);
	},
);

it.each(["={{ $('Start').item.json }}", '={{ $binary.absent }}', '={{ [] }}'])(
	'sends nothing for %j, which is no file',
	async (binaryPropertyName) => {
		const input = [await fileItem(Buffer.from('x'), 'a.txt')];
		const { error } = await runNode(runs.upload({ binaryPropertyName }, { input }));
		expect(error?.message).toMatch(/^Input Data Field Name /);
		expect(at.requests('uploadFile')).toEqual([]);
	},
);

it('takes the name, the field and the folder that are set', async () => {
	const made = (await runNode(runs.createFolder())).items[0]?.json.uuid;
	const input = [await fileItem(Buffer.from('x'), 'a.txt', 'report')];
	const parameters = {
		binaryPropertyName: 'report',
		folder: { __rl: true, mode: 'id', value: String(made) },
		options: { fileName: 'b.txt' },
	};
	await runNode(runs.upload(parameters, { input }));
	expect(at.sandbox.acronis.files()).toMatchObject([{ path: 'Backups/b.txt' }]);
});

it('makes a new revision of a file that exists', async () => {
	await upload(Buffer.from('one'));
	const { items } = await upload(Buffer.from('two'));
	expect(items[0]?.json.checksum).toBe(md5(Buffer.from('two')));
	expect(at.sandbox.acronis.files()).toMatchObject([{ revisions: 2 }]);
});

describe('a token that has run out', () => {
	it('is renewed and the whole content sent again', async () => {
		const credential = at.acronis();
		const content = randomBytes(2 * 1024 * 1024);
		const input = [await fileItem(content, 'a.bin')];
		await runNode(runs.createFolder({}, { credential }));
		at.sandbox.acronis.expireTokens();
		const { error } = await runNode(runs.upload({}, { credential, input }));
		expect(error).toBeUndefined();
		expect(at.sandbox.acronis.files()).toMatchObject([{ md5: md5(content), revisions: 1 }]);
		expect(at.requests('uploadFile').map(({ status }) => status)).toEqual([401, 201]);
		expect(at.requests('issueToken')).toHaveLength(2);
	});

	it('is renewed once: a second 401 is an error', async () => {
		at.sandbox.faults.add({ operationId: 'uploadFile', status: 401, times: 'always' });
		const { error } = await upload(Buffer.from('x'));
		expect(error?.message).toBe('Acronis does not accept the credential');
		expect(at.requests('uploadFile')).toHaveLength(2);
	});
});

describe('an answer that was lost', () => {
	it.each([
		['a cut connection', { cut: true as const }],
		['502', { status: 502 }],
	])('is found again in the folder after %s', async (_what, fault) => {
		at.sandbox.faults.add({ operationId: 'uploadFile', afterWork: true, ...fault });
		const content = randomBytes(1000);
		const { items, error } = await upload(content);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ checksum: md5(content), name: 'archive.tar.gz' });
		expect(at.requests('uploadFile')).toHaveLength(1);
	});

	it('is found again whatever the case of the checksum', async () => {
		at.sandbox.faults.add({ operationId: 'uploadFile', afterWork: true, cut: true });
		const content = Buffer.from('new');
		const stored = { uuid: 'u', name: 'archive.tar.gz', checksum: md5(content).toUpperCase() };
		at.sandbox.faults.add({ operationId: 'listContents', status: 200, body: [stored] });
		const { items } = await upload(content);
		expect(items[0]?.json).toMatchObject({ uuid: 'u' });
		expect(at.requests('uploadFile')).toHaveLength(1);
	});

	it.each([
		['the folder has another content under the name', true],
		['nothing is there', false],
	])('is sent again when %s', async (_what, isThere) => {
		if (isThere) await upload(Buffer.from('old'));
		at.sandbox.faults.add({ operationId: 'uploadFile', cut: true });
		const { items, error } = await upload(Buffer.from('new'));
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ checksum: md5(Buffer.from('new')) });
		expect(at.sandbox.acronis.files()).toMatchObject([{ revisions: isThere ? 2 : 1 }]);
	});

	it('is sent again a bounded number of times', async () => {
		at.sandbox.faults.add({ operationId: 'uploadFile', cut: true, times: 'always' });
		const { error } = await upload(Buffer.from('new'));
		expect(error?.message).toBe(
			'The connection to Acronis was lost before the response was complete',
		);
		expect(at.requests('uploadFile')).toHaveLength(retryTiming.tries);
		expect(at.sandbox.acronis.files()).toEqual([]);
	});
});

it('does not rely on a file whose checksum is another one', async () => {
	const uuid = '2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f';
	const body = { uuid, name: 'a', checksum: md5(Buffer.from('other')) };
	at.sandbox.faults.add({ operationId: 'uploadFile', status: 201, body });
	const { error } = await upload(Buffer.from('mine'));
	expect(error).toMatchObject({
		message: 'The stored file does not match what was uploaded',
		description: expect.stringContaining(md5(Buffer.from('mine'))),
	});
});

it('reads a file once, and announces its length alone', async () => {
	const input = [await fileItem(randomBytes(1_000_000), 'a.bin')];
	const opened = jest.spyOn(Container.get(BinaryDataService), 'getAsStream');
	await runNode(runs.upload({}, { input }));
	expect(opened).toHaveBeenCalledTimes(1);
	expect(at.requests('uploadFile')[0]?.query).not.toHaveProperty('checksum');
});

it('measures a file whose length the store does not tell', async () => {
	const content = randomBytes(1_000);
	const input = [await fileItem(content, 'a.bin')];
	jest
		.spyOn(Container.get(BinaryDataService), 'getMetadata')
		.mockResolvedValue({ fileSize: Number.NaN });
	await runNode(runs.upload({}, { input }));
	expect(at.requests('uploadFile')[0]?.query).toMatchObject({
		size: '1000',
		checksum: md5(content),
	});
	expect(at.sandbox.acronis.files()).toMatchObject([{ md5: md5(content) }]);
});

it('says that a file without a checksum could not be verified, and leaves it alone', async () => {
	const body = { uuid: '2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f', name: 'a' };
	at.sandbox.faults.add({ operationId: 'uploadFile', status: 201, body });
	const { error } = await upload(Buffer.from('mine'));
	expect(error?.message).toBe('The stored file could not be verified');
	expect(at.requests('deleteNode')).toEqual([]);
});

describe('a content that was stored wrong', () => {
	beforeEach(() => {
		at.sandbox.acronis.settings.files.damagesUploads = true;
	});

	it('is deleted where the file is new', async () => {
		const { error } = await upload(Buffer.from('mine'));
		expect(error?.message).toBe('The stored file does not match what was uploaded');
		expect(error?.description).toContain('The new file was deleted.');
		expect(at.sandbox.acronis.files()).toEqual([]);
	});

	it('gives way to the revision before', async () => {
		at.sandbox.acronis.settings.files.damagesUploads = false;
		await upload(Buffer.from('good'));
		at.sandbox.acronis.settings.files.damagesUploads = true;
		const { error } = await upload(Buffer.from('mine'));
		expect(error?.description).toContain('The previous revision, number 1, was restored.');
		expect(at.sandbox.acronis.files()).toMatchObject([{ md5: md5(Buffer.from('good')) }]);
	});

	it.each([
		['deleting', 'deleteNode', false],
		['restoring', 'restoreRevision', true],
	])('and stays so when %s is refused is said', async (_what, operationId, isThere) => {
		at.sandbox.acronis.settings.files.damagesUploads = false;
		if (isThere) await upload(Buffer.from('good'));
		at.sandbox.acronis.settings.files.damagesUploads = true;
		at.sandbox.faults.add({ operationId, status: 403, times: 'always' });
		const { error } = await upload(Buffer.from('mine'));
		expect(error?.description).toContain('The upload could not be undone (');
		expect(error?.description).toContain('Do not rely on the stored file.');
	});

	it.each([
		['no earlier revision can be reached', [{ revision: 2 }, { revision: 1, available: false }]],
		['no revision is listed', []],
	])('is left alone when %s', async (_what, revisions) => {
		at.sandbox.faults.add({ operationId: 'listRevisions', status: 200, body: revisions });
		const { error } = await upload(Buffer.from('mine'));
		expect(error?.description).toContain('the stored file was left as it is');
		expect(at.sandbox.acronis.files()).toHaveLength(1);
	});

	it('gives way to the earlier revision also where the wrong one cannot be reached', async () => {
		at.sandbox.acronis.settings.files.damagesUploads = false;
		await upload(Buffer.from('good'));
		at.sandbox.acronis.settings.files.damagesUploads = true;
		const body = [{ revision: 2, available: false }, { revision: 1 }];
		at.sandbox.faults.add({ operationId: 'listRevisions', status: 200, body });
		await upload(Buffer.from('mine'));
		expect(at.sandbox.acronis.files()).toMatchObject([{ md5: md5(Buffer.from('good')) }]);
	});

	it('is left alone when somebody has changed it since', async () => {
		const changed = { uuid: 'x', name: 'archive.tar.gz', checksum: 'another' };
		at.sandbox.faults.add({ operationId: 'getNode', status: 200, body: changed });
		const { error } = await upload(Buffer.from('mine'));
		expect(error?.description).toContain('Somebody has changed the file since');
		expect(at.sandbox.acronis.files()).toHaveLength(1);
	});
});

it('is sent again when the service turned it away', async () => {
	at.sandbox.faults.add({ operationId: 'uploadFile', status: 429 });
	const content = randomBytes(100_000);
	await upload(content);
	expect(at.sandbox.acronis.files()).toMatchObject([{ md5: md5(content) }]);
});

it.each([
	['a token that has run out', { status: 401 }],
	['429', { status: 429 }],
	['a cut connection', { cut: true as const }],
])('leaves no file open after %s', async (_what, fault) => {
	const input = [await fileItem(randomBytes(1_000_000), 'a.bin')];
	const opened = jest.spyOn(Container.get(BinaryDataService), 'getAsStream');
	at.sandbox.faults.add({ operationId: 'uploadFile', ...fault });
	await runNode(runs.upload({}, { input }));
	const streams = await Promise.all(opened.mock.results.map(({ value }) => value));
	expect(streams.length).toBeGreaterThanOrEqual(2);
	expect(streams.map(({ destroyed }) => destroyed)).toEqual(streams.map(() => true));
});

it('uploads many files with bounded requests in flight', async () => {
	at.sandbox.faults.add({ operationId: 'uploadFile', delayMilliseconds: 10, times: 'always' });
	const input = await Promise.all(
		emptyItems(20).map((_, number) => fileItem(Buffer.from(`file ${number}`), `${number}.txt`)),
	);
	const { items } = await runNode(runs.upload({}, { input }));
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(input.map((_, item) => ({ item })));
	expect(at.sandbox.acronis.files()).toHaveLength(20);
	expect(at.sandbox.statistics().acronis.peakInFlight).toBeLessThanOrEqual(64 + 16 + 4);
});

it.each(['', '..', 'a/b', 'x'.repeat(256)])('refuses the name %p', async (fileName) => {
	const input = [await fileItem(Buffer.from('x'), fileName)];
	const { error } = await runNode(runs.upload({}, { input }));
	expect(error?.message).toMatch(/^File Name is /);
	expect(at.requests()).toEqual([]);
});

it('says which input field has no file', async () => {
	const { error } = await runNode(runs.upload({ binaryPropertyName: 'photo' }));
	expect(error?.message).toContain("'photo'");
	expect(at.requests()).toEqual([]);
});

describe('when the file exists', () => {
	it('goes on with it when that is wanted, without sending the content', async () => {
		const first = (await upload(Buffer.from('one'))).items[0]?.json;
		const { items } = await upload(Buffer.from('two'), 'ARCHIVE.tar.gz', { ifExists: 'skip' });
		expect(items[0]?.json).toEqual({ ...first, existed: true });
		expect(at.requests('uploadFile')).toHaveLength(1);
	});

	it('fails when that is wanted, and names it', async () => {
		const first = (await upload(Buffer.from('one'))).items[0]?.json;
		const { error } = await upload(Buffer.from('two'), 'archive.tar.gz', { ifExists: 'fail' });
		expect(error?.message).toBe('The folder already has a file named "archive.tar.gz"');
		expect(error?.description).toContain(String(first?.uuid));
		expect(at.requests('uploadFile')).toHaveLength(1);
	});

	it.each(['skip', 'fail'])('uploads when it does not exist (%s)', async (ifExists) => {
		const { error } = await upload(Buffer.from('one'), 'a.txt', { ifExists });
		expect(error).toBeUndefined();
		expect(at.sandbox.acronis.files()).toMatchObject([{ revisions: 1 }]);
	});

	it.each(['skip', 'fail'])('never takes a folder for it (%s)', async (ifExists) => {
		await runNode(runs.createFolder({ name: 'archive.tar.gz' }));
		const { error } = await upload(Buffer.from('one'), 'archive.tar.gz', { ifExists });
		expect(error?.message).toBe('The folder already has a folder named "archive.tar.gz"');
	});

	it('uploads one of several items that bring the same name', async () => {
		const input = await Promise.all(
			emptyItems(5).map((_, number) => fileItem(Buffer.from(`${number}`), 'a.txt')),
		);
		const { items } = await runNode(runs.upload({ ifExists: 'skip' }, { input }));
		expect(items.filter(({ json }) => json.existed)).toHaveLength(4);
		expect(at.sandbox.acronis.files()).toMatchObject([{ name: 'a.txt', revisions: 1 }]);
	});

	it.each(['skip', 'fail'])(
		'uploads in a second run what failed in the first (%s)',
		async (ifExists) => {
			const input = [await fileItem(Buffer.from('one'), 'a.txt')];
			at.sandbox.faults.add({ operationId: 'uploadFile', status: 403 });
			const run = runs.upload({ ifExists }, { input, retryOnFail: true });
			const { items, error } = await runNode(run);
			expect(error).toBeUndefined();
			expect(items[0]?.json.existed).toBeUndefined();
			expect(at.sandbox.acronis.files()).toMatchObject([{ name: 'a.txt', revisions: 1 }]);
		},
	);

	it('reads the folder once for many items', async () => {
		const input = await Promise.all(
			emptyItems(120).map((_, number) => fileItem(Buffer.from('x'), `${number}.txt`)),
		);
		await runNode(runs.upload({}, { input }));
		const before = at.requests('listContents').length;
		const { items } = await runNode(runs.upload({ ifExists: 'skip' }, { input }));
		expect(items.filter(({ json }) => json.existed)).toHaveLength(120);
		expect(at.requests('listContents').length - before).toBe(2);
	});
});

describe('into a path', () => {
	const folder = { __rl: true, mode: 'path', value: '/Reports/2026/June' };

	it('makes the folders that are missing, once for all items', async () => {
		await runNode(runs.createFolder({ name: 'reports' }));
		const input = await Promise.all(
			emptyItems(10).map((_, number) => fileItem(Buffer.from('x'), `${number}.txt`)),
		);
		const options = { createMissing: true };
		const { error } = await runNode(runs.upload({ folder, options }, { input }));
		expect(error).toBeUndefined();
		expect(at.requests('createFolder')).toHaveLength(3);
		const [file] = at.sandbox.acronis.files();
		expect(file?.path).toMatch(/^reports\/2026\/June\//);
	});

	it('takes a folder that somebody else makes at the same time', async () => {
		at.sandbox.faults.add({ operationId: 'createFolder', cut: true, afterWork: true });
		const { error } = await upload(Buffer.from('x'), 'a.txt', {
			folder,
			options: { createMissing: true },
		});
		expect(error).toBeUndefined();
		expect(at.sandbox.acronis.files()).toMatchObject([{ path: 'Reports/2026/June/a.txt' }]);
	});

	it('fails for a folder that is missing, before the content is sent', async () => {
		const { error } = await upload(Buffer.from('x'), 'a.txt', { folder });
		expect(error?.message).toBe('Folder does not exist: there is no /Reports');
		expect(at.requests('uploadFile')).toEqual([]);
	});
});

describe('files of one name in one run', () => {
	const contents = ['one', 'two', 'three', 'four'].map((text) => Buffer.from(text));
	const input = async (folders = ['']) =>
		await Promise.all(
			contents.map(async (content, index) => ({
				...(await fileItem(content, index % 2 ? 'REPORT.csv' : 'report.csv')),
				json: { folder: folders[index % folders.length] ?? '' },
			})),
		);

	it('become revisions in the order of the items, however slow the first ones are', async () => {
		at.sandbox.faults.add({ operationId: 'uploadFile', delayMilliseconds: 300 });
		at.sandbox.faults.add({ operationId: 'uploadFile', delayMilliseconds: 100 });
		const { items, error } = await runNode(runs.upload({}, { input: await input() }));
		expect(error?.message).toBeUndefined();
		expect(items.map(({ json }) => json.checksum)).toEqual(contents.map(md5));
		const last = contents.at(-1) ?? Buffer.alloc(0);
		expect(at.sandbox.acronis.files()).toMatchObject([{ md5: md5(last), revisions: 4 }]);
	});

	it.each(['revision', 'skip'])(
		'wait however the UUID of the folder is written: %s',
		async (ifExists) => {
			const created = await runNode(runs.createFolder());
			const uuid = String(created.items[0]?.json.uuid);
			const spellings = [uuid.toUpperCase(), uuid];
			at.sandbox.faults.add({ operationId: 'uploadFile', delayMilliseconds: 600 });
			const folder = { __rl: true, mode: 'id', value: '={{ $json.folder }}' };
			const run = runs.upload({ folder, ifExists }, { input: await input(spellings) });
			const { items, error } = await runNode(run);
			expect(error?.message).toBeUndefined();
			const last = contents.at(ifExists === 'skip' ? 0 : -1) ?? Buffer.alloc(0);
			const revisions = ifExists === 'skip' ? 1 : 4;
			expect(at.sandbox.acronis.files()).toMatchObject([{ md5: md5(last), revisions }]);
			expect(items.map(({ json }) => json.existed ?? false)).toEqual(
				contents.map((_content, index) => ifExists === 'skip' && index > 0),
			);
		},
	);

	it('give the UUID of the first one when they are skipped', async () => {
		at.sandbox.faults.add({ operationId: 'uploadFile', delayMilliseconds: 200 });
		const parameters = { ifExists: 'skip' };
		const { items } = await runNode(runs.upload(parameters, { input: await input() }));
		const uuid = items[0]?.json.uuid;
		expect(uuid).toMatch(/^[0-9a-f-]{36}$/);
		expect(items.map(({ json }) => [json.uuid, json.existed ?? false])).toEqual([
			[uuid, false],
			[uuid, true],
			[uuid, true],
			[uuid, true],
		]);
		expect(at.requests('uploadFile')).toHaveLength(1);
	});

	it('are uploaded by the next item when the first one fails', async () => {
		at.sandbox.faults.add({ operationId: 'uploadFile', status: 403 });
		const parameters = { ifExists: 'skip' };
		const onError = 'continueErrorOutput' as const;
		const run = runs.upload(parameters, { input: await input(), onError });
		const { items, errorItems } = await runNode(run);
		expect(errorItems.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(items.map(({ json }) => json.existed ?? false)).toEqual([false, true, true]);
		expect(items[0]?.json.checksum).toBe(md5(Buffer.from('two')));
	});

	it('do not wait for each other in different folders', async () => {
		at.sandbox.faults.add({
			operationId: 'uploadFile',
			delayMilliseconds: 300,
			times: 'always',
		});
		at.sandbox.resetStatistics();
		const run = runs.upload(
			{
				folder: { __rl: true, mode: 'path', value: '={{ $json.folder }}' },
				options: { createMissing: true },
			},
			{ input: await input(['/A', '/B']) },
		);
		const { items, error } = await runNode(run);
		expect(error?.message).toBeUndefined();
		expect(items).toHaveLength(4);
		expect(at.sandbox.acronis.files()).toMatchObject([{ revisions: 2 }, { revisions: 2 }]);
		expect(at.sandbox.statistics().acronis.peakInFlight).toBeGreaterThan(1);
	});
});
