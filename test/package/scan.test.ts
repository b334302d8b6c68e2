import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { packageFolders } from '../../tools/packages/packageFolders';
import { projectFolder, unpackedPackage } from '../support/packedPackage';

interface Finding {
	passed: boolean;
	/** How many files were looked at. */
	files: number;
	message?: string;
	details?: string;
}

/** n8n's verification lints the repository's source and the published tarball. */
test.each(packageFolders())(
	"n8n's scan of community packages finds nothing in the source and in the tarball of $name",
	({ name, folder: source }) => {
		const { folder, remove } = unpackedPackage(source);
		try {
			const output = execFileSync(
				process.execPath,
				[join(projectFolder, 'test', 'support', 'scanPackage.mjs'), projectFolder, name, folder],
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
			// Every file is built of one; a source tree of links must not be taken for an empty one.
			expect(found.source.files).toBeGreaterThan(100);
			expect(found).toMatchObject({ source: { passed: true }, packed: { passed: true } });
		} finally {
			remove();
		}
		// It lints everything twice.
	},
	300_000,
);
