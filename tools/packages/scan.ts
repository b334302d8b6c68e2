import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { projectFolder } from './project';

/** What n8n's scan says of a folder. */
interface ScanResult {
	passed: boolean;
	/** How many files were looked at. */
	files: number;
	findings: number;
}

/**
 * Runs the lint half of n8n's scan of community packages, for about half a minute.
 *
 * @param name a package of this project; its source tree is looked for as the scan does
 * @param packed the folder with its unpacked tarball
 * @returns what was found in the source and in the tarball, and the findings as lines
 */
export async function scanPackage(
	name: string,
	packed: string,
): Promise<{ source: ScanResult; packed: ScanResult; details: string }> {
	const { stdout, stderr } = await promisify(execFile)(
		process.execPath,
		[join(projectFolder, 'tools', 'packages', 'n8nScan.mjs'), projectFolder, name, packed],
		{
			// The rules take every file for a fixture of theirs when NODE_ENV is `test`.
			env: { ...process.env, NODE_ENV: 'production' },
			maxBuffer: 64 * 1024 * 1024,
		},
	);
	const result: { source: ScanResult; packed: ScanResult } = JSON.parse(stdout);
	return { ...result, details: stderr };
}
