import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { projectFolder } from '../../../tools/packages/project';
import { forSinglePackages, singlePackagesFolder } from '../../../tools/packages/workflows';

const folder = join(projectFolder, 'workflows');
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

/** The commands of the README that turn workflows of one kind of package into the other. */
const [, toSingle = '', toBoth = ''] =
	/```sh\n(# From n8n-nodes-docspace-acronis .*?)\n\n(# From the single packages .*?)```/s.exec(
		readFileSync(join(projectFolder, 'README.md'), 'utf8'),
	) ?? [];

function read(from: string): Record<string, string> {
	return Object.fromEntries(names.map((name) => [name, readFileSync(join(from, name), 'utf8')]));
}

test('every example workflow is there for the single packages, as `gulp workflows` makes it', () => {
	expect(names.length).toBeGreaterThan(0);
	expect(readdirSync(singlePackagesFolder)).toEqual(names);
	for (const [name, workflow] of Object.entries(read(folder))) {
		const made = forSinglePackages(workflow);
		expect(made).not.toMatch(/n8n-nodes-docspace-acronis\./);
		expect(read(singlePackagesFolder)[name]).toBe(made);
	}
});

test.each([
	['the package with both services', 'the single packages', toSingle, folder, singlePackagesFolder],
	['the single packages', 'the package with both services', toBoth, singlePackagesFolder, folder],
])("the README's command turns workflows for %s into those for %s", (_, __, command, from, to) => {
	const workFolder = mkdtempSync(join(tmpdir(), 'workflows-'));
	try {
		for (const name of names) cpSync(join(from, name), join(workFolder, name));
		execFileSync('sh', ['-c', command], { cwd: workFolder });
		expect(read(workFolder)).toEqual(read(to));
	} finally {
		rmSync(workFolder, { recursive: true });
	}
});
