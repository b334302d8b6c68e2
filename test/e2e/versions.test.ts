import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readSuiteOptions } from '../../e2e/process/options';
import { n8nLines } from '../../e2e/n8n/lines';
import { givenN8n } from '../../e2e/versions/given';
import { versionTable } from '../../e2e/versions/table';

describe('the flags of npm run e2e', () => {
	it('names suites, and parts of the one that has parts', () => {
		expect(readSuiteOptions(['chain', 'browser'])).toEqual({
			suites: ['chain', 'browser'],
			lines: [],
			checks: [],
		});
		expect(
			readSuiteOptions(['versions', '--line', '2.4.8', '--line=2.20.12', '--check', 'cancel']),
		).toEqual({ suites: ['versions'], lines: ['2.4.8', '2.20.12'], checks: ['cancel'] });
	});

	it.each([
		[['chain', '--line', '2.4.8'], '--line and --check are for the suite versions alone'],
		[['--check', 'cancel'], '--line and --check are for the suite versions alone'],
		[['versions', '--lines', '2.4.8'], "Unknown option '--lines'"],
	])('refuses %j', (commandLine, message) => {
		expect(() => readSuiteOptions(commandLine)).toThrow(message);
	});
});

describe('the lines of n8n', () => {
	it('are locked each to its own version, oldest first, without an address of a registry', async () => {
		const lines = await n8nLines();
		expect(lines.length).toBeGreaterThan(1);
		const versions = lines.map(({ version }) => version);
		for (const { folder, version } of lines) {
			const text = readFileSync(join(folder, 'package-lock.json'), 'utf8');
			const lock = JSON.parse(text) as { packages: Record<string, { version?: string }> }; // npm's own form
			expect(lock.packages['node_modules/n8n']?.version).toBe(version);
			expect(text).not.toContain('"resolved": "http');
		}
		const parts = versions.map((version) => version.split('.').map(Number));
		const sorted = [...parts].sort(
			(one, other) =>
				(one[0] ?? 0) - (other[0] ?? 0) ||
				(one[1] ?? 0) - (other[1] ?? 0) ||
				(one[2] ?? 0) - (other[2] ?? 0),
		);
		expect(parts).toEqual(sorted);
	});
});

describe('an n8n at an address', () => {
	it('is none, or has an address and perhaps its owner', () => {
		expect(givenN8n({})).toBeUndefined();
		expect(givenN8n({ E2E_N8N_URL: 'http://127.0.0.1:5678/' })).toEqual({
			url: 'http://127.0.0.1:5678',
		});
		const owner = { email: 'ada@example.com', password: 'secret' };
		expect(
			givenN8n({
				E2E_N8N_URL: 'http://127.0.0.1:5678',
				E2E_N8N_EMAIL: owner.email,
				E2E_N8N_PASSWORD: owner.password,
			}),
		).toEqual({ url: 'http://127.0.0.1:5678', owner });
	});

	it.each([
		[{ E2E_N8N_URL: 'my n8n' }, 'E2E_N8N_URL is no address: my n8n'],
		[{ E2E_N8N_URL: 'http://127.0.0.1', E2E_N8N_EMAIL: 'a@b.example' }, 'belong together'],
	])('is refused: %j', (environment, message) => {
		expect(() => givenN8n(environment)).toThrow(message);
	});
});

test('the table has a row for each version and a column for each check', () => {
	const results = {
		'1.123.81': { loads: true, cancel: false },
		'2.41.1': { loads: true, cancel: true },
	};
	expect(versionTable(results)).toEqual([
		'n8n       loads  cancel',
		'1.123.81  yes    NO',
		'2.41.1    yes    yes',
	]);
});
