import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';

import { attacked } from './attacks';
import { runNode } from '../support/engine';
import { fileContent } from '../support/binaryData';
import { storeDownload } from '../../nodes/shared/transfer/storeDownload';

const MEBIBYTE = 1024 * 1024;

/** A portal that answers as a test says. */
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: IncomingMessage[] = [];
let server: Server;
let url: string;

beforeAll(async () => {
	server = createServer((request, response) => {
		asked.push(request);
		attacked('answers of a hostile server');
		answer(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	// A server that listens on a port has an address of this kind.
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
	asked = [];
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const run = async (operation: string, parameters = {}) =>
	await runNode({
		node: 'docSpaceBackup',
		parameters: { resource: 'backup', operation, ...parameters },
		credential: {
			type: 'docSpaceApi',
			data: { portalUrl: url, method: 'cookie', apiKey: 'a-session-token' },
		},
	});
const json = (response: ServerResponse, body: unknown, headers = {}) =>
	response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);

describe('an answer', () => {
	const bomb = (mebibytes: number) =>
		gzipSync(`{"statusCode":200,"response":"${'x'.repeat(mebibytes * MEBIBYTE)}"}`);

	it('that unpacks to more than it may is given up before it is in memory', async () => {
		const packed = bomb(200);
		answer = (_request, response) => json(response, packed, { 'content-encoding': 'gzip' });
		const { error } = await run('getProgress');
		expect(error?.message).toBe('The response from DocSpace is larger than 64 MiB');
		expect(asked).toHaveLength(1);
	});

	it('may be as large as somebody has said', async () => {
		const packed = bomb(3);
		answer = (_request, response) => json(response, packed, { 'content-encoding': 'gzip' });
		const most = async (maximumAnswerMiB: number) =>
			await run('getProgress', { requestOptions: { maximumAnswerMiB } });
		expect((await most(2)).error?.message).toBe('The response from DocSpace is larger than 2 MiB');
		expect((await most(4)).error?.message ?? '').not.toContain('MiB');
	});

	it.each([
		['packed', { 'content-encoding': 'gzip' }, (text: string) => gzipSync(text)],
		['with a byte order mark', {}, (text: string) => `\uFEFF${text}`],
	])('is understood %s', async (_how, headers, packed) => {
		const body = packed('{"statusCode":200,"response":{"isCompleted":true,"progress":100}}');
		answer = (_request, response) => json(response, body, headers);
		const { items, error } = await run('getProgress');
		expect(error?.message).toBeUndefined();
		expect(items).toHaveLength(1);
	});
});

describe('a download', () => {
	const archive = gzipSync(Buffer.alloc(20_000), { level: 0 });
	const download = async (requestOptions = {}) =>
		await run('download', {
			link: `${url}/archive.tar.gz`,
			options: { checkArchive: false },
			requestOptions,
		});

	it('is asked for as it is', async () => {
		answer = (_request, response) => response.writeHead(200).end(archive);
		await download();
		expect(asked[0]?.headers['accept-encoding']).toBe('identity');
	});

	it('that is packed for the way all the same is stored whole, at once', async () => {
		const packed = gzipSync(archive);
		answer = (_request, response) =>
			response
				.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length })
				.end(packed);
		const { items, error } = await download();
		expect(error?.message).toBeUndefined();
		expect(await fileContent(items[0])).toEqual(archive);
		expect(asked.filter(({ url }) => url === '/archive.tar.gz')).toHaveLength(1);
	});

	it('ends where it is larger than somebody has said', async () => {
		answer = (_request, response) => {
			const stop = setInterval(() => response.write(Buffer.alloc(MEBIBYTE, archive)), 5);
			response.once('close', () => clearInterval(stop));
			response.writeHead(200);
		};
		const { error } = await download({ maximumDownloadMiB: 3 });
		expect(error?.message).toBe('The download is larger than 3 MiB');
		expect(asked).toHaveLength(1);
	});

	it.each(['data:application/gzip;base64,H4sI', 'file:///etc/passwd', 'gopher://127.0.0.1/'])(
		'does not follow to %s',
		async (location) => {
			answer = (_request, response) => response.writeHead(302, { location }).end();
			const { error, items } = await download();
			expect(error?.message).toBe('DocSpace leads to an address that is not allowed');
			expect(items).toEqual([]);
		},
	);

	it('that does not fit on n8n’s disk says so', async () => {
		const helpers = {
			// The device on which nothing fits.
			prepareBinaryData: async (content: Readable) =>
				await pipeline(content, createWriteStream('/dev/full')),
		} as unknown as Parameters<typeof storeDownload>[0]; // a part of it
		const stored = storeDownload(helpers, Readable.from([archive]), { fileName: 'a' });
		await expect(stored).rejects.toMatchObject({ failure: { kind: 'storage', code: 'ENOSPC' } });
	});
});

it('a refused key is sent once', async () => {
	answer = (_request, response) => response.writeHead(401).end();
	const { error } = await run('getProgress');
	expect(error?.message).toContain('key');
	expect(asked).toHaveLength(1);
});
