import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { projectFolder, unpackedPackage } from '../support/packedPackage';

interface Finding {
	passed: boolean;
	message?: string;
	details?: string;
}

/** n8n's verification lints the repository's source and the published tarball. */
test("n8n's scan of community packages finds nothing in the source and in the tarball", () => {
	const { folder, remove } = unpackedPackage();
	try {
		const output = execFileSync(
			process.execPath,
			[join(projectFolder, 'test', 'support', 'scanPackage.mjs'), projectFolder, folder],
			{
				encoding: 'utf8',
				// The rules take every file for a fixture of theirs when NODE_ENV is `test`.
				env: { ...process.env, NODE_ENV: 'production' },
				maxBuffer: 64 * 1024 * 1024,
			},
		);
		const found = JSON.parse(output) as Record<'source' | 'packed', Finding>; // as scanPackage.mjs prints it
		expect(found.source.details).toBeUndefined();
		expect(found.packed.details).toBeUndefined();
		expect(found).toEqual({ source: { passed: true }, packed: { passed: true } });
	} finally {
		remove();
	}
	// It lints everything twice.
}, 300_000);
