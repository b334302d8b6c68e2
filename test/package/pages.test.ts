import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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
