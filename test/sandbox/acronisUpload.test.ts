import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { type ClientRequest, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Sandbox, startSandbox } from '../../sandbox';
import { seededStream } from '../../sandbox/random';
import { type Answer, askFiles, json, signIn } from './support';

const dataFolder = mkdtempSync(join(tmpdir(), 'upload-test-'));
let sandbox: Sandbox;
let token: string;

beforeAll(async () => {
	sandbox = await startSandbox({ dataFolder });
});

beforeEach(async () => {
	await sandbox.reset();
	token = await signIn(sandbox);
});

afterAll(async () => {
	await sandbox.close();
	await rm(dataFolder, { recursive: true });
});

function md5(content: string): string {
	return createHash('md5').update(content).digest('hex');
}

async function upload(query: string, body: string): Promise<Answer> {
	return await askFiles(sandbox, token, `sync_and_share_nodes/0/upload?${query}`, {
		method: 'POST',
		headers: { 'content-type': 'application/octet-stream' },
		body,
	});
}

/** Begins an upload in chunks, whose body the test writes. */
function startUpload(size: number): ClientRequest {
	const { port } = new URL(sandbox.acronis.url);
	const path = `/fc/api/v1/sync_and_share_nodes/0/upload?filename=big&size=${size}`;
	const headers = {
		authorization: `Bearer ${token}`,
		'content-type': 'application/octet-stream',
	};
	return request({ port, path, headers, method: 'POST' });
}

async function storedBytes(): Promise<number> {
	const [file] = await readdir(dataFolder);
	return file === undefined ? 0 : (await stat(join(dataFolder, file))).size;
}

/** Waits for what happens beside the test; the test's own time limit ends a wait in vain. */
async function until(happened: () => Promise<boolean>): Promise<void> {
	while (!(await happened())) await sleep(5);
}

describe('an upload', () => {
	it('is kept with its size and MD5, and noted in the audit log', async () => {
		const answer = await upload(`filename=a%20b.txt&size=5&checksum=${md5('hello')}`, 'hello');
		expect(answer.status).toBe(201);
		const node = await answer.json();
		expect(node).toMatchObject({
			name: 'a b.txt',
			size: 5,
			checksum: md5('hello'),
			is_directory: false,
			preview_type: 'text',
		});
		expect(sandbox.acronis.file(node.uuid)).toEqual({
			uuid: node.uuid,
			name: 'a b.txt',
			path: 'a b.txt',
			size: 5,
			md5: md5('hello'),
			revisions: 1,
		});
		const log = await (await askFiles(sandbox, token, 'audit_log')).json();
		expect(log).toMatchObject([{ text: "Added new file 'a b.txt'.", node_uuid: node.uuid }]);
		expect(sandbox.violations()).toEqual([]);
	});

	it('of an existing name is a new revision of the same node', async () => {
		const first = await (await upload('filename=a.txt&size=1', 'a')).json();
		const second = await (await upload('filename=A.TXT&size=2', 'bb')).json();
		expect(second).toMatchObject({ uuid: first.uuid, checksum: md5('bb') });
		expect(sandbox.acronis.file(first.uuid)).toMatchObject({ revisions: 2, size: 2 });
		expect(await readdir(dataFolder)).toHaveLength(2);
	});

	it.each([
		['fewer bytes than announced', 'filename=a.txt&size=6'],
		['more bytes than announced', 'filename=a.txt&size=4'],
		['another checksum', `filename=a.txt&size=5&checksum=${md5('other')}`],
	])('with %s is 400 code 9 and leaves nothing', async (_what, query) => {
		const answer = await upload(query, 'hello');
		expect([answer.status, (await answer.json()).error.code]).toEqual([400, 9]);
		expect(await readdir(dataFolder)).toEqual([]);
		expect(sandbox.acronis.files()).toEqual([]);
	});

	it('of nothing is a file of no bytes', async () => {
		const answer = await upload('filename=empty&size=0', '');
		expect(await answer.json()).toMatchObject({ size: 0, checksum: md5('') });
	});

	it('goes to disk while it comes in', async () => {
		const size = 300_000;
		const sent = startUpload(size);
		const content = seededStream(7, 'upload', size);
		const hash = createHash('md5');
		let first = true;
		for await (const chunk of content) {
			hash.update(chunk);
			sent.write(chunk);
			if (!first) continue;
			first = false;
			await until(async () => (await storedBytes()) > 0);
		}
		const [answer] = await once(sent.end(), 'response');
		expect(answer.statusCode).toBe(201);
		answer.resume();
		expect(sandbox.acronis.files()).toMatchObject([{ size, md5: hash.digest('hex') }]);
	});

	it('that breaks off leaves nothing', async () => {
		const sent = startUpload(9).on('error', () => undefined);
		sent.write('abc');
		await until(async () => (await storedBytes()) > 0);
		sent.destroy();
		await until(async () => (await readdir(dataFolder)).length === 0);
		expect(sandbox.acronis.files()).toEqual([]);
	});

	it('with a length beside chunks is 400, and recorded', async () => {
		const { port } = new URL(sandbox.acronis.url);
		const answer = await new Promise<string>((resolve, reject) => {
			const socket = connect(Number(port), '127.0.0.1').on('error', reject);
			socket.setEncoding('utf8').once('data', resolve);
			socket.write(
				'POST /fc/api/v1/sync_and_share_nodes/0/upload?filename=a&size=1 HTTP/1.1\r\n' +
					`Host: sandbox\r\nAuthorization: Bearer ${token}\r\n` +
					'Content-Type: application/octet-stream\r\n' +
					'Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n',
			);
		});
		expect(answer).toMatch(/^HTTP\/1\.1 400 /);
		expect(sandbox.violations()).toEqual([
			expect.objectContaining({ origin: 'acronis', kind: 'request' }),
		]);
	});

	it('into an absent folder is 404, over a folder’s name a conflict', async () => {
		const path =
			'sync_and_share_nodes/00000000-0000-4000-8000-000000000000/upload?filename=a&size=1';
		const options = {
			method: 'POST',
			headers: { 'content-type': 'application/octet-stream' },
			body: 'a',
		};
		expect((await askFiles(sandbox, token, path, options)).status).toBe(404);
		const folder = json({ sync_and_share_node: { name: 'Folder' } });
		await askFiles(sandbox, token, 'sync_and_share_nodes', folder);
		expect((await upload('filename=Folder&size=1', 'a')).status).toBe(409);
	});
});
