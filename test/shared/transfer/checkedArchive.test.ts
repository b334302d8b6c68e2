import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGzip, gunzipSync, gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { ZipFile } from 'yazl';

import type { ArchiveKind } from '../../../nodes/shared/transfer/checkedArchive';
import { checkedArchive } from '../../../nodes/shared/transfer/checkedArchive';
import { UnsoundArchive } from '../../../nodes/shared/transfer/unsoundArchive';

/** Archives come from well-known writers here: nothing of them is our own belief. */

const LONG_NAME = `${'folder/'.repeat(40)}ünï.txt`;

async function tarOf(sizes: number[]): Promise<Buffer> {
	const tar = pack();
	tar.entry({ name: 'backup/', type: 'directory' });
	tar.entry({ name: 'link', type: 'symlink', linkname: 'backup' });
	tar.entry({ name: LONG_NAME }, 'a long name');
	sizes.forEach((size, index) => tar.entry({ name: `databases/${index}` }, randomBytes(size)));
	tar.finalize();
	return await buffer(tar);
}

async function zipOf(sizes: number[], forceZip64Format = false): Promise<Buffer> {
	const zip = new ZipFile();
	sizes.forEach((size, index) => zip.addBuffer(randomBytes(size), `${index}`));
	zip.addEmptyDirectory('empty');
	zip.end({ forceZip64Format, comment: forceZip64Format ? '' : 'made by a test' });
	return await buffer(zip.outputStream);
}

async function* piecesOf(content: Buffer, lengths: number[]): AsyncGenerator<Buffer> {
	for (let offset = 0, turn = 0; offset < content.length; turn++) {
		const end = offset + (lengths[turn % lengths.length] ?? content.length);
		yield content.subarray(offset, end);
		offset = end;
	}
}

async function passed(content: Buffer, kind: ArchiveKind, deep = true, lengths = [64 * 1024]) {
	const pieces: Buffer[] = [];
	for await (const piece of checkedArchive(piecesOf(content, lengths), kind, deep)) {
		pieces.push(piece);
	}
	return Buffer.concat(pieces);
}

const reasonFor = async (...args: Parameters<typeof passed>) =>
	await passed(...args).then(
		() => 'sound',
		(error: unknown) => (error instanceof UnsoundArchive ? error.reason : String(error)),
	);

const SIZES = [0, 1, 511, 512, 513, 200_000];

/** What a whole archive can be. */
const SOUND: [string, ArchiveKind, () => Promise<Buffer>][] = [
	['a gzipped tar', 'tar', async () => gzipSync(await tarOf(SIZES))],
	['a plain tar', 'tar', async () => await tarOf(SIZES)],
	['a tar without a file', 'tar', async () => gzipSync(await tarOf([]))],
	['a gzip in two members', 'tar', async () => halves(await tarOf(SIZES))],
	['a ZIP', 'zip', async () => await zipOf(SIZES)],
	['a large ZIP', 'zip', async () => await zipOf(SIZES, true)],
	['a ZIP without a file', 'zip', async () => await zipOf([])],
	[
		'the shortest ZIP',
		'zip',
		async () => Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]),
	],
];

function halves(content: Buffer): Buffer {
	const middle = content.length >> 1;
	return Buffer.concat([gzipSync(content.subarray(0, middle)), gzipSync(content.subarray(middle))]);
}

describe.each(SOUND)('%s', (_name, kind, make) => {
	it('passes unchanged, however it is cut into pieces', async () => {
		const content = await make();
		const lengths = fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 5 });
		await fc.assert(
			fc.asyncProperty(lengths, fc.boolean(), async (cut, deep) => {
				expect((await passed(content, kind, deep, [...cut, 40_000])).equals(content)).toBe(true);
			}),
			{ numRuns: 20 },
		);
	});

	it('that breaks off anywhere does not come to an end', async () => {
		const content = await make();
		const lengths = fc.integer({ min: 0, max: content.length - 1 });
		await fc.assert(
			fc.asyncProperty(lengths, async (length) => {
				const reason = await reasonFor(content.subarray(0, length), kind);
				// Behind its end a tar is filled up with zeros, which are no loss.
				const isPadding = kind === 'tar' && content.subarray(length).every((byte) => byte === 0);
				if (!isPadding) expect(reason).toMatch(/\.$/);
			}),
			{ numRuns: 60 },
		);
	});
});

it('with one bit turned over in a gzip does not pass, unless that bit means nothing', async () => {
	const plain = await tarOf([50_000, 3]);
	const content = gzipSync(plain);
	// The first ten bytes have members that say nothing about the content.
	const places = fc.integer({ min: 10, max: content.length - 1 });
	await fc.assert(
		fc.asyncProperty(places, fc.integer({ min: 0, max: 7 }), async (at, bit) => {
			const damaged = Buffer.from(content);
			damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
			const reason = await reasonFor(damaged, 'tar');
			if (reason === 'sound') expect(gunzipSync(damaged).equals(plain)).toBe(true);
			else expect(reason).toMatch(/\.$/);
		}),
		{ numRuns: 60 },
	);
});

it('whose headers of a plain tar are damaged does not pass', async () => {
	const content = await tarOf([700, 5]);
	content[3] = 0x21;
	expect(await reasonFor(content, 'tar')).toBe('It is something else, not a gzip or tar archive.');
	const later = await tarOf([700, 5]);
	later[512 * 2 + 10] = 0x7a;
	expect(await reasonFor(later, 'tar')).toBe('The tar archive in it is damaged near byte 1024.');
});

it.each<[string, string | Buffer, string]>([
	['nothing', '', 'It is empty, not a gzip or tar archive.'],
	['JSON', '{"error":"no"}', 'It is JSON, not a gzip or tar archive.'],
	[
		'an error of a storage',
		'<?xml version="1.0"?><Error/>',
		'It is XML, not a gzip or tar archive.',
	],
	['a web page', '\n<!DOCTYPE html><html>', 'It is a web page, not a gzip or tar archive.'],
	['text', 'Gone', 'It is text, not a gzip or tar archive.'],
	['zeros', Buffer.alloc(2048), 'It is something else, not a gzip or tar archive.'],
	['a gzip without a tar', gzipSync('hello'), 'The tar archive in it ends early.'],
	['a gzip of text', gzipSync('x'.repeat(600)), 'The tar archive in it is damaged near byte 0.'],
])('%s is no backup', async (_name, content, reason) => {
	expect(await reasonFor(Buffer.from(content), 'tar')).toBe(reason);
});

it('says of a folder that is no ZIP what it is', async () => {
	expect(await reasonFor(Buffer.from('{}'), 'zip')).toBe('It is JSON, not a ZIP archive.');
	expect(await reasonFor(gzipSync('x'), 'zip')).toBe('It is something else, not a ZIP archive.');
});

it('looks at the beginning only where that is enough', async () => {
	const content = gzipSync(await tarOf(SIZES));
	const half = content.subarray(0, content.length >> 1);
	expect(await reasonFor(half, 'tar', false)).toBe('sound');
	expect(await reasonFor(Buffer.from('Gone'), 'tar', false)).toContain('It is text');
});

it('follows entries whose size only an extended header gives', async () => {
	// As GNU tar and bsdtar write files beyond 8 GiB: the field in the header itself is of no use.
	const own = pack();
	own.entry({ name: 'big', size: 1500, pax: { size: '1500' } }, randomBytes(1500));
	own.finalize();
	const content = await buffer(own);
	const header = 1024; // behind the extended header and its content
	content.write('00000000000\0', header + 124, 'latin1');
	content.write('        ', header + 148, 'latin1');
	const sum = content.subarray(header, header + 512).reduce((total, byte) => total + byte, 0);
	content.write(`${sum.toString(8).padStart(6, '0')}\0 `, header + 148, 'latin1');
	expect(await reasonFor(content, 'tar')).toBe('sound');
});

it('hands on what its source throws', async () => {
	const content = gzipSync(await tarOf([100_000]));
	async function* broken() {
		yield content.subarray(0, 5000);
		throw new Error('cut');
	}
	const reading = async () => {
		for await (const piece of checkedArchive(broken(), 'tar', true))
			expect(piece.length).toBe(5000);
	};
	await expect(reading()).rejects.toThrow('cut');
});

it('keeps no more than it needs of an archive of 300 MB', async () => {
	const block = Buffer.alloc(1024 * 1024, 7);
	const tar = pack();
	const entry = tar.entry({ name: 'big', size: 300 * block.length }, () => tar.finalize());
	Readable.from(Array.from({ length: 300 }, () => block)).pipe(entry);
	let most = 0;
	const before = process.memoryUsage().rss;
	async function* zipped(): AsyncGenerator<Buffer> {
		for await (const piece of tar.pipe(createGzip({ level: 1 }))) yield piece;
	}
	for await (const piece of checkedArchive(zipped(), 'tar', true)) {
		expect(piece.length).toBeGreaterThan(0);
		most = Math.max(most, process.memoryUsage().rss - before);
	}
	expect(most).toBeLessThan(150 * 1024 * 1024);
});
