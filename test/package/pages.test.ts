import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { projectFolder } from '../../tools/packages/project';
import { singlePackages } from '../../tools/packages/singlePackages';
import { pageOf } from '../../tools/pages/make';

/** What the pages say of the nodes, compared with the pages that are made of the nodes. */

const read = (path: string) => readFileSync(join(projectFolder, path), 'utf8');
const generated = singlePackages.map(pageOf);
const reference = generated.map(read).join('\n');

const operations = new Set(
	[...reference.matchAll(/^### (.+)$/gm)].map(([, operation = '']) => operation),
);
const resources = new Set([...operations].map((operation) => operation.split(': ')[0] ?? ''));

/** Each choice of each field, as `Field: Choice`. */
const choices = new Set(
	[...reference.matchAll(/^\s*- (?:\*\*|_)(.+?)(?:\*\*|_).*?Choices: (.+)\.$/gm)].flatMap(
		([, field = '', names = '']) => names.split(', ').map((name) => `${field}: ${name}`),
	),
);

const pages = [
	...readdirSync(projectFolder).filter((name) => name.endsWith('.md')),
	...readdirSync(join(projectFolder, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name}`),
].filter((path) => !generated.includes(path));

test('there is something to compare with', () => {
	expect([operations.size > 60, choices.size > 20]).toEqual([true, true]);
});

test.each(pages)('%s names operations and choices that exist', (path) => {
	const named = [...read(path).matchAll(/_([A-Z][^_\n]*?): ([A-Z][^_\n]*)_/g)].map(
		([, first = '', second = '']) => ({ first, name: `${first}: ${second}` }),
	);
	const unknown = named.filter(({ first, name }) =>
		resources.has(first) ? !operations.has(name) && !choices.has(name) : !choices.has(name),
	);
	expect(unknown.map(({ name }) => name)).toEqual([]);
});

test('the page on the architecture names files that exist', () => {
	const there = new Set(
		['nodes', 'credentials', 'sandbox', 'test', 'tools', 'e2e'].flatMap((folder) =>
			readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
				basename(path),
			),
		),
	);
	const named = [...read('docs/architecture.md').matchAll(/`([A-Za-z]+\.ts)`/g)].map(
		([, name = '']) => name,
	);
	expect(named.length).toBeGreaterThan(20);
	expect(named.filter((name) => !there.has(name))).toEqual([]);
});
