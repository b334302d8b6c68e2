// Installs the development dependencies when they are missing or older than the lock file, so that
// every npm script works on a fresh clone. Does nothing, in a few milliseconds, when they are there.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = `${root}node_modules/.installed-lock-hash`;
const lockHash = createHash('sha256')
	.update(readFileSync(`${root}package-lock.json`))
	.digest('hex');
const installed = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash;

if (!installed) {
	console.error('Installing the development dependencies …');
	// Install scripts are left out: nothing here needs one, and isolated-vm would ask for Node.js 24.
	const result = spawnSync(
		'npm',
		['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
		{
			cwd: root,
			stdio: ['ignore', 'inherit', 'inherit'],
			shell: process.platform === 'win32',
		},
	);
	if (result.status !== 0) process.exit(result.status ?? 1);
	writeFileSync(stampFile, lockHash);
}
