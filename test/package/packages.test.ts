import {
	existsSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	realpathSync,
	statSync,
} from 'node:fs';
import { join } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';

import { derivedManifest, directoryOf } from '../../tools/packages/manifest';
import { withoutAddresses } from '../../tools/packages/markdown';
import { type Manifest, readManifest } from '../../tools/packages/project';
import { type SinglePackage, singlePackages } from '../../tools/packages/singlePackages';
import { sourcesOf } from '../../tools/packages/sources';
import {
	filesBelow,
	projectFolder,
	unpackedPackage,
	type UnpackedPackage,
} from '../support/packedPackage';

/** The packages for one service each, which are derived from the one with both. */

const combined = readManifest();

/** What `gulp packages` makes beside the source tree; git ignores it. */
const generated = ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'docs'];

test('every node and credential is in one of them', () => {
	const derived = singlePackages.map(
		(single) => JSON.parse(derivedManifest(combined, single)) as Manifest, // as derivedManifest makes it
	);
	for (const kind of ['nodes', 'credentials'] as const) {
		const all = derived.flatMap(({ n8n }) => n8n[kind]);
		expect(all.sort()).toEqual([...combined.n8n[kind]].sort());
	}
});

test('no credential is kept for the nodes of one package', () => {
	// A stored credential serves every package. n8n knows the nodes of the package only that it has
	// loaded last, and would refuse the credential to those of the others.
	const loader = new PackageDirectoryLoader(projectFolder);
	for (const path of combined.n8n.credentials) loader.loadCredentialFromFile(path);
	const restricted = Object.values(loader.credentialTypes).filter(({ type }) =>
		Boolean(type.restrictToSupportedNodes),
	);
	expect(restricted.map(({ type }) => type.name)).toEqual([]);
});

describe.each([...singlePackages])('$name', (single) => {
	const directory = directoryOf(single);
	let unpacked: UnpackedPackage | undefined;
	let folder: string;

	beforeAll(() => {
		unpacked = unpackedPackage(join(projectFolder, directory));
		folder = unpacked.folder;
	});

	afterAll(() => unpacked?.remove());

	test('has a source tree of links, as `gulp packages` makes it', () => {
		const tree = join(projectFolder, directory);
		expect(readdirSync(tree).filter((name) => !generated.includes(name))).toEqual([
			'credentials',
			'nodes',
			'package.json',
		]);
		const { nodes, credentials } = sourcesOf(single);
		const links = [
			...credentials.map((name) => `credentials/${name}`),
			...nodes.map((name) => `nodes/${name}`),
		];
		const found = ['credentials', 'nodes'].flatMap((part) =>
			readdirSync(join(tree, part)).map((name) => `${part}/${name}`),
		);
		expect(found.sort()).toEqual(links.sort());
		// Links, and nothing that is copied.
		for (const link of links) expect(readlinkSync(join(tree, link))).toBe(`../../../${link}`);
		expect(readFileSync(join(projectFolder, directory, 'package.json'), 'utf8')).toBe(
			derivedManifest(combined, single),
		);
	});

	test('holds what n8n loads and what people read', () => {
		const allowed =
			/^((README|CHANGELOG|docs\/[\w-]+)\.md|package\.json|LICENSE|dist\/(nodes|credentials)\/.+\.(js|svg|json))$/;
		const files = filesBelow(folder);
		expect(files.filter((path) => !allowed.test(path))).toEqual([]);
		expect(files).toEqual(expect.arrayContaining(['README.md', 'CHANGELOG.md', 'LICENSE']));
		const { prefix } = single;
		const strange = files.filter(
			(path) =>
				path.startsWith('dist/') &&
				!path.startsWith('dist/nodes/shared/') &&
				!path.split('/')[2]?.startsWith(prefix),
		);
		expect(strange).toEqual([]);
	});

	test('knows nothing of another service', () => {
		expect(foreignLines(folder, single)).toEqual([]);
		// The source says the name of the package with both services, which is replaced when it is built.
		const source = join(projectFolder, directory);
		for (const part of ['nodes', 'credentials']) {
			for (const name of readdirSync(join(source, part))) {
				const own = realpathSync(join(source, part, name));
				expect(foreignLines(own, single, combined.name)).toEqual([]);
			}
		}
	});

	test("n8n's loader finds its nodes and credentials, with icons and codex", async () => {
		const loader = new PackageDirectoryLoader(folder);
		await loader.loadAll();
		const { nodes, credentials } = loader.packageJson.n8n ?? {};
		expect(Object.keys(loader.nodeTypes)).toHaveLength(nodes?.length ?? 0);
		expect(Object.keys(loader.credentialTypes)).toHaveLength(credentials?.length ?? 0);
		for (const { iconUrl } of [...loader.types.nodes, ...loader.types.credentials]) {
			expect(iconUrl).toEqual({ light: expect.any(String), dark: expect.any(String) });
			for (const url of Object.values(iconUrl ?? {})) {
				expect(existsSync(join(folder, url.replace(`icons/${single.name}/`, '')))).toBe(true);
			}
		}
		const codexFiles = filesBelow(folder).filter((path) => path.endsWith('.node.json'));
		expect(codexFiles).toHaveLength(nodes?.length ?? 0);
		for (const path of codexFiles) {
			const { node } = JSON.parse(readFileSync(join(folder, path), 'utf8')) as { node: string }; // a codex file
			expect(node).toMatch(new RegExp(`^${single.name}\\.`));
		}
	});
});

/**
 * Lines of a file, or of the files below a folder, that have another service's name.
 *
 * @param allowed a text that does not count, beside the project's addresses
 */
function foreignLines(place: string, single: SinglePackage, allowed = combined.homepage): string[] {
	const files = statSync(place).isFile() ? [''] : filesBelow(place);
	return files.flatMap((path) => {
		const text = withoutAddresses(readFileSync(join(place, path), 'utf8'), combined);
		return [path, ...text.replaceAll(allowed, '').split('\n')]
			.filter((line) => singlePackages.some((it) => it !== single && it.words.test(line)))
			.map((line) => `${path}: ${line.trim().slice(0, 200)}`);
	});
}
