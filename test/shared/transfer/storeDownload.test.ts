import { Container } from '@n8n/di';
import { BinaryDataService, FileLocation } from 'n8n-core';
import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { PassThrough, pipeline, Readable } from 'node:stream';
import { brotliCompressSync, createBrotliDecompress, createUnzip, gzipSync } from 'node:zlib';

import { FailedRequest } from '../../../nodes/shared/http/failure/failure';
import { storeDownload } from '../../../nodes/shared/transfer/storeDownload';
import { fileContent, readyBinaryStore } from '../../support/binaryData';

const content = randomBytes(1_000_000);
const md5 = createHash('md5').update(content).digest('hex');
const location = FileLocation.ofExecution('workflow', 'execution');

/** n8n's own store; the one helper that is needed stands for all of them. */
const helpers = {
	prepareBinaryData: async (body: Buffer | Readable, fileName?: string) =>
		await Container.get(BinaryDataService).store(location, body, {
			data: '',
			mimeType: 'application/octet-stream',
			fileName,
		}),
} as unknown as IExecuteSingleFunctions['helpers'];

/** The streams that n8n's HTTP client hands out: as it came, or decompressed. */
const bodies: Array<[string, () => Readable]> = [
	['plain', () => pipeline(Readable.from([content]), new PassThrough(), () => {})],
	['gzip', () => pipeline(Readable.from([gzipSync(content)]), createUnzip(), () => {})],
	[
		'brotli',
		() =>
			pipeline(Readable.from([brotliCompressSync(content)]), createBrotliDecompress(), () => {}),
	],
];

const storedFiles = () =>
	readdirSync(process.env.N8N_USER_FOLDER ?? '', { recursive: true, withFileTypes: true }).filter(
		(entry) => entry.isFile() && entry.parentPath.endsWith('binary_data'),
	).length;

beforeAll(readyBinaryStore);

describe.each(bodies)('a %s body', (_name, body) => {
	it('is stored as it is', async () => {
		const before = storedFiles();
		const stored = await storeDownload(helpers, body(), {
			fileName: 'a.bin',
			bytes: content.length,
		});
		expect(stored).toMatchObject({ content: { bytes: content.length, md5 } });
		expect(await fileContent({ json: {}, binary: { data: stored.binary } })).toEqual(content);
		expect(storedFiles()).toBeGreaterThan(before);
	});

	it.each([
		['too short', { bytes: content.length + 1 }],
		['too long', { bytes: content.length - 1 }],
	])('that is %s leaves nothing behind', async (_what, expected) => {
		const before = storedFiles();
		const stream = body();
		const storing = storeDownload(helpers, stream, { fileName: 'a.bin', ...expected });
		await expect(storing).rejects.toBeInstanceOf(FailedRequest);
		expect(storedFiles()).toBe(before);
		expect(stream.destroyed).toBe(true);
	});

	it('whose checksum is refused leaves nothing behind', async () => {
		const before = storedFiles();
		const check = (found: string) => {
			throw new Error(`not ${found}`);
		};
		const storing = storeDownload(helpers, body(), { fileName: 'a.bin', check });
		await expect(storing).rejects.toThrow(`not ${md5}`);
		expect(storedFiles()).toBe(before);
	});
});
