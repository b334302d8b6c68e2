import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { projectFolder, readManifest } from '../../tools/packages/project';
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

/** What a pattern finds in a file, or in the files of a folder. */
function namesIn(place: string, pattern: RegExp): string[] {
	const files = place.endsWith('.ts')
		? [place]
		: readdirSync(join(projectFolder, place))
				.filter((name) => /\.(ts|json)$/.test(name))
				.map((name) => `${place}/${name}`);
	return files
		.flatMap((file) => [...read(file).matchAll(pattern)])
		.map(([, ...groups]) => groups.find((group) => group !== undefined) ?? '');
}

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

/** What n8n, the vendors and the workflows call something that pages name. */
const ELSEWHERE = new Set([
	'Batching',
	'Call n8n Workflow Tool',
	'Fetch Test Event',
	'Ignore SSL Issues',
	'Log out from all active connections',
	'Predefined Credential Type',
	'Proxy',
	'Remove Duplicates',
	'Remove Items Processed in Previous Executions',
	'Room Archived',
	'Timeout',
]);

/** Every name that a field, a choice, a resource, an operation, a credential or a workflow has. */
const known = new Set([
	...ELSEWHERE,
	...[...operations].flatMap((operation) => operation.split(': ')),
	...[...reference.matchAll(/^\s*- (?:\*\*|_)(.+?)(?:\*\*|_)(?: \(|:|$)/gm)].flatMap(
		([, name = '']) => [name, name.replace(/ \(.*\)$/, '')],
	),
	...[...choices].map((choice) => choice.split(': ')[1] ?? ''),
	...namesIn('credentials', /\b(?:displayName|name)(?::| =) '([^']+)'/g),
	...namesIn('nodes/shared/http/certificates.ts', /displayName: '([^']+)'/g),
	...namesIn('workflows', /"name": ?"([^"]+)"/g),
]);

test.each(pages)('%s names fields and choices that exist', (path) => {
	// Of a recipe for an operation that the node does not have.
	const text = read(path).replaceAll('_Get Recommended Quota_', '');
	const unknown = [...text.matchAll(/(?<![\w`])_([A-Z][^_\n]*?)_(?!\w)/g)]
		.flatMap(([, names = '']) => names.split(/: | → |, | and /))
		.filter((name) => !known.has(name) && !known.has(`${name} Name or ID`));
	expect(unknown.filter((name) => !read('docs/messages.md').includes(`- ${name}\n`))).toEqual([]);
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

/** The pages with tables that are written by hand. */
const withTables = [...pages, 'sandbox/README.md'].filter((page) => read(page).includes('\n| '));

it('there are tables to look at', () => {
	expect(withTables.length).toBeGreaterThan(4);
});

it.each(withTables)('%s has no cell of a table with more than 25 words', (page) => {
	const cells = read(page)
		.split('\n')
		.filter((line) => line.startsWith('|'))
		.flatMap((line) => line.split('|'));
	expect(cells.length).toBeGreaterThan(10);
	expect(cells.filter((cell) => cell.trim().split(/\s+/).length > 25)).toEqual([]);
});

describe('the README', () => {
	const readme = read('README.md').replace(/<!--.*?-->/gs, '');

	it('has its first recipe within three screens', () => {
		const [before = ''] = readme.split('\n## Recipes\n');
		const lines = before.split('\n').map((line) => Math.ceil(Math.max(line.length, 1) / 110));
		expect(lines.reduce((sum, height) => sum + height, 0)).toBeLessThan(3 * 40);
	});

	it('has links and pictures that work on npm too: full addresses, to what is there', () => {
		const targets = [...readme.matchAll(/\]\(([^)\s]+)\)/g)]
			.map(([, target = '']) => target)
			.filter((target) => !target.startsWith('#'));
		expect(targets.filter((target) => !target.startsWith('https://'))).toEqual([]);
		const { homepage } = readManifest();
		const own = targets.filter((target) => target.startsWith(homepage));
		expect(own.length).toBeGreaterThan(20);
		const lost = own.filter((target) => {
			const path = /^\/(?:blob|raw|tree)\/main\/([^#]+)/.exec(target.slice(homepage.length))?.[1];
			return path === undefined || !existsSync(join(projectFolder, path));
		});
		expect(lost).toEqual([]);
	});

	it('names workflows, scripts, fields and messages that exist', () => {
		const workflows = readdirSync(join(projectFolder, 'workflows'))
			.filter((name) => name.endsWith('.json'))
			.map((name): string => JSON.parse(read(`workflows/${name}`)).name);
		const [, recipes = ''] = /\n## Recipes\n(.*?)\n## /s.exec(readme) ?? [];
		const named = [...recipes.matchAll(/\*\*(.+?)\*\*/g)].map(([, name]) => name);
		expect(named.sort()).toEqual(workflows.sort());

		const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
		const commands = [...readme.matchAll(/`npm (?:run )?([\w:]+)/g)].map(([, name = '']) => name);
		expect(commands.filter((name) => !(name in scripts) && name !== 'pack')).toEqual([]);

		const messages = read('docs/messages.md').replaceAll(/[`…]/g, '');
		const quoted = [...readme.matchAll(/^- \*\*"(.+?)"\*\*/gm)].map(([, text = '']) => text);
		expect(quoted.length).toBeGreaterThan(4);
		const missing = quoted.filter((text) =>
			text.split(/…|A web page/).some((part) => !messages.includes(part.trim())),
		);
		expect(missing).toEqual([]);
	});

	it('and the pages on credentials quote messages that exist', () => {
		const messages = read('docs/messages.md').replaceAll(/[`…]/g, '');
		for (const page of ['docs/credentials-docspace.md', 'docs/credentials-acronis.md']) {
			const quoted = [...read(page).matchAll(/\*\*"(.+?)"\*\*/g)].map(([, text = '']) => text);
			expect(quoted.length).toBeGreaterThan(3);
			// A service's name stands where the source has a placeholder.
			const parts = quoted.flatMap((text) => text.split(/…|DocSpace|Acronis|A web page/));
			expect(parts.filter((part) => !messages.includes(part.trim()))).toEqual([]);
		}
	});
});
