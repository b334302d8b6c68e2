import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastLines, runCommand, startProcess } from '../../e2e/process/processes';
import { waitFor } from '../../e2e/process/waiting';

const node = process.execPath;
const forever = 'setInterval(() => {}, 1000);';

describe('running a command', () => {
	it('gives what it wrote', async () => {
		const output = await runCommand({
			command: node,
			arguments: ['-e', 'console.log("result"); console.error("progress")'],
			deadline: 30_000,
		});
		expect(output).toBe('result\n');
	});

	it('fails with the end of its output', async () => {
		const run = runCommand({
			command: node,
			arguments: ['-e', 'console.error("no such thing"); process.exit(3)'],
			deadline: 30_000,
		});
		await expect(run).rejects.toThrow(/ended with 3\nno such thing/);
	});

	it('fails when there is no such command', async () => {
		const run = runCommand({
			command: 'there-is-no-such-command',
			arguments: [],
			deadline: 30_000,
		});
		await expect(run).rejects.toThrow('ended with 127');
	});

	it('is given up at its deadline', async () => {
		const run = runCommand({ command: node, arguments: ['-e', forever], deadline: 200 });
		await expect(run).rejects.toThrow('not done after 0.2 seconds');
	});

	it('is given up when the whole is', async () => {
		const controller = new AbortController();
		const run = runCommand({
			command: node,
			arguments: ['-e', forever],
			deadline: 30_000,
			signal: controller.signal,
		});
		controller.abort(new Error('interrupted'));
		await expect(run).rejects.toThrow('interrupted');
	});
});

describe('a process beside this one', () => {
	let folder: string;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'processes-test-'));
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	const start = (script: string) => {
		const logFile = join(folder, 'log');
		const log = () => readFile(logFile, 'utf8');
		return { log, running: startProcess({ command: node, arguments: ['-e', script], logFile }) };
	};
	const firstLine = (log: () => Promise<string>) =>
		waitFor('a line', async () => (await log()).trim() || undefined, { deadline: 30_000 });

	it('ends when it is asked to', async () => {
		const { running, log } = start(
			`process.on('SIGTERM', () => process.exit(7)); console.log('ready'); ${forever}`,
		);
		await firstLine(log);
		await running.stop();
		expect(running.exitStatus).toBe(7);
	});

	it('is killed when it does not listen', async () => {
		const { running, log } = start(
			`process.on('SIGTERM', () => {}); console.log('ready'); ${forever}`,
		);
		await firstLine(log);
		await running.stop(100);
		expect(running.exitStatus).toBe('SIGKILL');
	});

	it('takes along what it has started', async () => {
		const { running, log } = start(
			`const child = require('node:child_process').spawn(process.execPath, ['-e', '${forever}']);
			console.log(child.pid); ${forever}`,
		);
		const child = Number(await firstLine(log));
		await running.kill();
		const isGone = () => {
			try {
				process.kill(child, 0);
				return undefined;
			} catch {
				return true;
			}
		};
		expect(await waitFor('the child to be gone', isGone, { deadline: 30_000 })).toBe(true);
	});
});

describe('the last lines of a text', () => {
	it('leaves out what comes before, and the empty end', () => {
		expect(lastLines('one\ntwo\nthree\n\n', 2)).toBe('two\nthree');
	});
});
