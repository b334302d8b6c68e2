import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

import { projectFolder } from '../../tools/packages/project';

/** What the lint says of a file that has this in it. */
async function said(file: string, source: string): Promise<string> {
	const eslint = join(dirname(require.resolve('eslint/package.json')), 'bin', 'eslint.js');
	const run = spawn(process.execPath, [eslint, '--stdin', '--stdin-filename', file], {
		cwd: projectFolder,
	});
	run.stdin.end(source);
	const [output] = await Promise.all([text(run.stdout), once(run, 'close')]);
	return output;
}

it('the lint finds an import of a room above, and of the other service', async () => {
	const source = "export * from '../routes/version';\nexport * from '../../acronis';\n";
	const words = await said('sandbox/docspace/state/kept.ts', source);
	expect(words).toMatch(/^ *1:15 +error +.*Imports go one way/m);
	expect(words).toMatch(/^ *2:15 +error +.*know nothing of each other/m);
}, 180_000);

/** The files that each file imports, by value or by type. */
type Graph = ReadonlyMap<string, readonly string[]>;

/** The files that lead back to themselves, and those between two such circles. */
function inCircles(graph: Graph): string[] {
	const left = new Map(graph);
	for (;;) {
		const imported = new Set([...left.values()].flat());
		const ends = [...left].filter(
			([file, imports]) => !imported.has(file) || !imports.some((one) => left.has(one)),
		);
		if (ends.length === 0) return [...left.keys()].sort();
		for (const [file] of ends) left.delete(file);
	}
}

/** The project's own files. */
function imports(): Graph {
	const houses = ['nodes', 'credentials', 'sandbox', 'tools', 'e2e', 'test', 'bench'];
	const files = houses.flatMap((house) =>
		readdirSync(join(projectFolder, house), { recursive: true, encoding: 'utf8' })
			.filter((path) => path.endsWith('.ts') && !path.includes('node_modules'))
			.map((path) => join(house, path)),
	);
	const known = new Set(files);
	const importsOf = (file: string) =>
		[
			...readFileSync(join(projectFolder, file), 'utf8').matchAll(
				/\b(?:from|import)[ (]'(\.[^']*)'/g,
			),
		]
			.map(([, path = '']) => join(dirname(file), path))
			.flatMap((path) => [`${path}.ts`, join(path, 'index.ts')])
			.filter((path) => known.has(path));
	return new Map(files.map((file) => [file, importsOf(file)]));
}

it('no file leads back to itself, by its types either', () => {
	const graph = imports();
	const [node = '', ...others] = [...graph.keys()].filter((file) => file.endsWith('.node.ts'));
	const [leaf = ''] = graph.get(node) ?? [];
	expect(others).not.toEqual([]);
	expect(inCircles(new Map([...graph, [leaf, [node]]]))).toEqual([node, leaf].sort());
	expect(inCircles(graph)).toEqual([]);
});
