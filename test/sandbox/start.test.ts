import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { findFreePort } from '../../e2e/process/ports';
import { PortTakenError, startSandbox } from '../../sandbox';

const START = join(__dirname, '../../sandbox/start.ts');

const children: ChildProcess[] = [];

// A child that a failed test left behind would keep the tests from ending.
afterEach(() => {
	for (const child of children.splice(0)) child.kill('SIGKILL');
});

function start(options: string[], environment: NodeJS.ProcessEnv = {}) {
	const child = spawn(process.execPath, ['--import', 'tsx', START, ...options], {
		env: { ...process.env, ...environment },
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	children.push(child);
	return { child, errors: text(child.stderr), ended: once(child, 'exit') };
}

async function takenPort() {
	const port = await findFreePort();
	const server = createServer().listen(port, '127.0.0.1');
	await once(server, 'listening');
	return { port, release: () => server.close() };
}

describe('the sandbox as a process', () => {
	it('prints one line of JSON when it is ready and ends when its parent is gone', async () => {
		const { child, ended } = start(['--json', '--seed', '5']);
		const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
		const { docSpace, control } = JSON.parse(line);
		const headers = { cookie: `asc_auth_key=${docSpace.credentials.adminCookie}` };
		const url = `${docSpace.url}/api/2.0/backup/getbackupprogress`;
		expect((await fetch(url, { headers })).status).toBe(200);
		expect((await fetch(`${control.url}/statistics`)).status).toBe(200);
		child.stdin.end();
		expect(await ended).toEqual([0, null]);
	});

	it('prints what it offers and ends when it is told to', async () => {
		const { child, ended } = start([]);
		const [overview] = await once(child.stdout.setEncoding('utf8'), 'data');
		expect(overview).toMatch(/^ONLYOFFICE DocSpace +http:\/\/127\.0\.0\.1:\d+$/m);
		expect(overview).toContain('POST /audit-log');
		child.kill('SIGTERM');
		expect(await ended).toEqual([0, null]);
	});

	it('says which port is taken and which switch chooses another, and ends', async () => {
		const { port, release } = await takenPort();
		const { errors, ended } = start([], { SANDBOX_ACRONIS_PORT: String(port) });
		expect(await errors).toBe(
			`Port ${port} is taken: choose another one with --acronis-port or SANDBOX_ACRONIS_PORT.\n`,
		);
		expect(await ended).toEqual([1, null]);
		release();
	});

	it('explains itself when a choice makes no sense', async () => {
		const { errors, ended } = start(['--control-port', 'many']);
		expect(await errors).toMatch(/^--control-port has to be a whole number/);
		expect(await ended).toEqual([1, null]);
	});
});

describe('the sandbox in a process', () => {
	it('leaves nothing running when a port is taken', async () => {
		const { port, release } = await takenPort();
		const free = await findFreePort();
		const ports = { docSpace: free, control: port };
		await expect(startSandbox({ ports })).rejects.toEqual(new PortTakenError('control', port));
		release();
		const sandbox = await startSandbox({ ports });
		expect(sandbox.docSpace.url).toBe(`http://127.0.0.1:${free}`);
		await sandbox.close();
	});

	it('makes the same secrets from the same seed, others from another', async () => {
		const secrets = async (seed: number) => {
			const sandbox = await startSandbox({ seed });
			await sandbox.close();
			return [sandbox.docSpace.credentials, sandbox.acronis.users, sandbox.acronis.client];
		};
		expect(await secrets(3)).toEqual(await secrets(3));
		expect(await secrets(3)).not.toEqual(await secrets(4));
	});

	it('keeps to the data folder that it is given', async () => {
		const dataFolder = await mkdtemp(join(tmpdir(), 'start-test-'));
		const sandbox = await startSandbox({ dataFolder });
		await sandbox.close();
		expect(existsSync(dataFolder)).toBe(true);
		expect(await readdir(dataFolder)).toEqual([]);
		await rm(dataFolder, { recursive: true });
	});
});
