import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withInstallLock } from '../../e2e/n8n/installLock';

describe('the install lock', () => {
	let folder: string;
	let file: string;
	const lines: string[] = [];
	const options = { report: (line: string) => void lines.push(line), deadline: 30_000 };
	beforeEach(async () => {
		lines.length = 0;
		folder = await mkdtemp(join(tmpdir(), 'install-lock-test-'));
		file = join(folder, 'lock');
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	it('lets one after the other work', async () => {
		let working = 0;
		const work = async () => {
			working += 1;
			expect(working).toBe(1);
			// The first one is not done before the second one has found it working.
			while (lines.length === 0) await sleep(5);
			working -= 1;
		};
		await Promise.all([withInstallLock(file, options, work), withInstallLock(file, options, work)]);
		expect(lines).toEqual(['Waiting for another install of n8n to finish …']);
		expect(existsSync(file)).toBe(false);
	});

	it('is free again after work that failed', async () => {
		const fail = () => Promise.reject(new Error('no space'));
		await expect(withInstallLock(file, options, fail)).rejects.toThrow('no space');
		expect(existsSync(file)).toBe(false);
	});

	it('takes over from a process that has died', async () => {
		const { pid } = spawnSync(process.execPath, ['-e', '']);
		await writeFile(file, String(pid));
		let done = false;
		await withInstallLock(file, options, async () => void (done = true));
		expect(done).toBe(true);
	});

	it('does not wait for ever', async () => {
		await writeFile(file, String(process.pid));
		const wait = withInstallLock(file, { ...options, deadline: 0 }, () => Promise.resolve());
		await expect(wait).rejects.toThrow(`delete ${file}`);
	});
});
