import { createHash, randomBytes } from 'node:crypto';

import { readdirSync } from 'node:fs';

import type { Fault } from '../../../../sandbox/http/faults';
import { fileContent, fileItem } from '../../../support/binaryData';
import { emptyItems } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';
import { chosen, only, operationAt, place } from '../support';

const at = useSandbox();
const download = operationAt(at, 'file', 'download');
const md5 = (content: Buffer) => createHash('md5').update(content).digest('hex');

async function upload(content: Buffer, name = 'june.pdf') {
	const input = [await fileItem(content, name)];
	return chosen(only(await operationAt(at, 'file', 'upload')({}, { input })).uuid);
}

it.each(['..', 'a/b', 'x'.repeat(256)])('refuses the name %j at once', async (fileName) => {
	for (const kind of ['file', 'folder']) {
		const parameters = { [kind]: chosen('/A/june.pdf', 'path'), options: { fileName } };
		const { error } = await operationAt(at, kind, 'download')(parameters);
		expect(error?.message).toMatch(/^File Name is /);
	}
	expect(at.requests()).toEqual([]);
});

it.each([
	['an empty file', 0],
	['a small file', 11],
	['a file of several pieces', 3 * 1024 * 1024 + 7],
])('fetches %s and holds it against what the service knows', async (_what, size) => {
	const content = randomBytes(size);
	const outcome = await download({ file: await upload(content) });
	expect(only(outcome)).toMatchObject({
		fileName: 'june.pdf',
		bytes: size,
		md5: md5(content),
		checksumVerified: true,
	});
	expect(outcome.items[0]?.binary?.data).toMatchObject({
		fileName: 'june.pdf',
		mimeType: 'application/pdf',
	});
	expect(await fileContent(outcome.items[0])).toEqual(content);
	// The tests below, which look for what is left behind, look in the right place.
	expect(storedFiles()).toBeGreaterThan(0);
});

it.each([
	['file', '../../etc/cron.d/evil\r\n\u0000.txt', 'evil.txt'],
	['file', 'invoice\u202egnp.exe', 'invoicegnp.exe'],
	['folder', '..\\..\\evil\u2028', 'evil.zip'],
])('gives a %s that the service calls %j a bare name', async (kind, name, bare) => {
	const file = kind === 'file' ? await upload(Buffer.from('x')) : undefined;
	const [folder] = file ? [] : await place(at, '/A/');
	const uuid = String(file?.value ?? folder?.uuid);
	const body = { uuid, name, is_directory: kind === 'folder' };
	at.sandbox.faults.add({ operationId: 'getNode', status: 200, body });
	const outcome = await operationAt(at, kind, 'download')({ [kind]: chosen(uuid) });
	expect(only(outcome).fileName).toBe(bare);
	expect(outcome.items[0]?.binary?.data?.fileName).toBe(bare);
});

it('takes the name and the field that are set', async () => {
	const file = await upload(Buffer.from('x'));
	const options = { fileName: 'May.txt' };
	const { items } = await download({ file, options, binaryPropertyName: 'report' });
	expect(items[0]?.binary?.report).toMatchObject({ fileName: 'May.txt', mimeType: 'text/plain' });
});

it('fetches again what was cut', async () => {
	const content = randomBytes(300_000);
	const file = await upload(content);
	at.sandbox.faults.add({ operationId: 'downloadNode', cut: { afterBytes: 100_000 } });
	const outcome = await download({ file });
	expect(await fileContent(outcome.items[0])).toEqual(content);
	expect(at.requests('downloadNode')).toHaveLength(2);
});

/** How many files n8n's binary store has, with those that are not whole. */
function storedFiles(): number {
	return readdirSync(process.env.N8N_USER_FOLDER ?? '', {
		recursive: true,
		withFileTypes: true,
	}).filter((entry) => entry.isFile() && entry.parentPath.endsWith('binary_data')).length;
}

it('puts nothing out that was cut each time', async () => {
	const file = await upload(randomBytes(300_000));
	at.sandbox.faults.add({ operationId: 'downloadNode', cut: { afterBytes: 9 }, times: 'always' });
	const before = storedFiles();
	const { items, error } = await download({ file });
	expect(items).toEqual([]);
	expect(storedFiles()).toBe(before);
	expect(error?.message).toBe(
		'The connection to Acronis was lost before the response was complete',
	);
});

it.each([
	['shorter', 1000, 'short'],
	['longer', 10, 'longer than ten'],
])(
	'puts nothing out that is %s than the service says, and leaves nothing behind',
	async (_what, size, body) => {
		const file = await upload(randomBytes(size));
		at.sandbox.faults.add({
			operationId: 'downloadNode',
			status: 200,
			headers: { 'content-type': 'application/octet-stream' },
			body,
			times: 'always',
		});
		const before = storedFiles();
		const { items, error } = await download({ file });
		expect(items).toEqual([]);
		expect(error?.message).toContain('was lost before the response was complete');
		expect(storedFiles()).toBe(before);
	},
);

it('puts nothing out whose checksum is another one', async () => {
	const file = await upload(Buffer.from('mine!'));
	at.sandbox.faults.add({
		operationId: 'downloadNode',
		status: 200,
		headers: { 'content-type': 'application/octet-stream' },
		body: 'yours',
	});
	const before = storedFiles();
	const { items, error } = await download({ file });
	expect(items).toEqual([]);
	expect(storedFiles()).toBe(before);
	expect(error?.message).toBe('The downloaded content does not match the checksum in Acronis');
	expect(error?.description).toContain(md5(Buffer.from('mine!')));
});

it('takes no web page for a file', async () => {
	const file = await upload(Buffer.from('x'));
	at.sandbox.faults.add({ operationId: 'downloadNode', html: true });
	const { error } = await download({ file });
	expect(error?.message).toBe('A web page answered instead of the Acronis API');
});

it('fetches with a new token when the old one has run out', async () => {
	const file = await upload(Buffer.from('x'));
	const credential = at.acronis();
	await download({ file }, { credential });
	at.sandbox.acronis.expireTokens();
	const outcome = await download({ file }, { credential });
	expect(await fileContent(outcome.items[0])).toEqual(Buffer.from('x'));
});

it('fetches many files with bounded requests in flight, each with its own checksum', async () => {
	const files = await Promise.all(
		emptyItems(30).map((_, number) => upload(Buffer.from(`file ${number}`), `${number}.txt`)),
	);
	const input = files.map(({ value }) => ({ json: { uuid: String(value) } }));
	at.sandbox.resetStatistics();
	const { items } = await download({ file: chosen('={{ $json.uuid }}') }, { input });
	const contents = await Promise.all(items.map(async (item) => String(await fileContent(item))));
	expect(contents).toEqual(files.map((_, number) => `file ${number}`));
	expect(at.sandbox.statistics().acronis.peakInFlight).toBeLessThanOrEqual(64 + 4);
});

it('says that a folder is no file, and the other way round', async () => {
	const [folder, file] = await place(at, '/A/', '/a.txt');
	expect((await download({ file: chosen(folder?.uuid) })).error?.message).toBe('File is a folder');
	const downloadFolder = operationAt(at, 'folder', 'download');
	const { error } = await downloadFolder({ folder: chosen(file?.uuid) });
	expect(error?.message).toBe('Folder is a file');
});

it('fetches a folder as a ZIP archive', async () => {
	await place(at, '/Reports/2026/ünï.txt', '/Reports/empty/', '/Reports/a.txt');
	const run = operationAt(at, 'folder', 'download');
	const outcome = await run({ folder: chosen('/Reports', 'path') });
	expect(only(outcome)).toMatchObject({
		fileName: 'Reports.zip',
		checksumVerified: false,
		archiveChecked: true,
	});
	expect(outcome.items[0]?.binary?.data).toMatchObject({ mimeType: 'application/zip' });
	const archive = await fileContent(outcome.items[0]);
	// The end of an archive says how many entries it has; contents are stored as they are.
	expect(archive.readUInt32LE(archive.length - 22)).toBe(0x06054b50);
	expect(archive.readUInt16LE(archive.length - 12)).toBe(4);
	for (const path of ['2026/ünï.txt', 'a.txt']) {
		expect(archive.includes(`${path}content of /Reports/${path}`)).toBe(true);
	}
});

describe('a folder that comes as no whole ZIP archive', () => {
	const run = operationAt(at, 'folder', 'download');

	it.each<[string, Omit<Fault, 'operationId'>, string]>([
		['nothing', { status: 200 }, 'It is empty, not a ZIP archive.'],
		['nothing, with status 204', { status: 204 }, 'It is empty, not a ZIP archive.'],
		['an error as JSON', { status: 200, body: { error: {} } }, 'It is JSON, not a ZIP archive.'],
		['zeros', { status: 200, body: Buffer.alloc(700) }, 'It is something else, not a ZIP archive.'],
	])('%s is not stored', async (_what, fault, reason) => {
		const [folder] = await place(at, '/Reports/');
		at.sandbox.faults.add({ ...fault, operationId: 'downloadNode', times: 'always' });
		const before = storedFiles();
		for (const checkArchive of [true, false]) {
			const { items, error } = await run({
				folder: chosen(folder?.uuid),
				options: { checkArchive },
			});
			expect(items).toEqual([]);
			expect(error?.message).toBe('The download is not a complete archive');
			expect(error?.description).toContain(reason);
		}
		expect(storedFiles()).toBe(before);
	});

	it('that ends early is stored only unchecked', async () => {
		await place(at, '/Reports/a.txt', '/Reports/b.txt');
		const folder = chosen('/Reports', 'path');
		const whole = await fileContent((await run({ folder })).items[0]);
		const body = whole.subarray(0, whole.length - 30);
		at.sandbox.faults.add({ operationId: 'downloadNode', status: 200, body, times: 'always' });
		const before = storedFiles();
		const { items, error } = await run({ folder });
		expect(items).toEqual([]);
		expect(error?.description).toContain('the directory at its end is missing');
		expect(storedFiles()).toBe(before);
		const unchecked = await run({ folder, options: { checkArchive: false } });
		expect(only(unchecked)).toMatchObject({ bytes: body.length, archiveChecked: false });
	});
});
