import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';

import { filesBelow, unpackedPackage, type UnpackedPackage } from '../support/packedPackage';

interface PackageJson {
	name: string;
	files: string[];
	scripts: Record<string, string>;
	dependencies?: Record<string, string>;
	peerDependencies: Record<string, string>;
	overrides?: unknown;
	n8n: { nodes: string[]; credentials: string[] };
}

let unpacked: UnpackedPackage | undefined;
let folder: string;
let packageJson: PackageJson;

beforeAll(() => {
	unpacked = unpackedPackage();
	folder = unpacked.folder;
	packageJson = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageJson; // our own file
});

afterAll(() => unpacked?.remove());

test('the tarball holds only what n8n loads', () => {
	const allowed =
		/^(package\.json|README\.md|LICENSE|dist\/(nodes|credentials)\/.+\.(js|svg|node\.json)|dist\/nodes\/\w+\/__schema__\/v1\.0\.0\/\w+\/\w+\.json)$/;
	const files = filesBelow(folder);
	expect(files.filter((path) => !allowed.test(path))).toEqual([]);
	expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE']));
});

test('the package brings nothing along and runs nothing on install', () => {
	expect(packageJson.dependencies ?? {}).toEqual({});
	expect(packageJson.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(packageJson.overrides).toBeUndefined();
	const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
	expect(hooks.filter((hook) => hook in packageJson.scripts)).toEqual([]);
});

test('every compiled node and credential is registered', () => {
	const compiled = filesBelow(join(folder, 'dist')).map((path) => `dist/${path}`);
	const { nodes, credentials } = packageJson.n8n;
	expect([...nodes].sort()).toEqual(compiled.filter((path) => path.endsWith('.node.js')));
	expect([...credentials].sort()).toEqual(
		compiled.filter((path) => path.endsWith('.credentials.js')),
	);
});

test("n8n's loader finds every node and credential with its icons and codex", async () => {
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();
	expect(Object.keys(loader.nodeTypes)).toHaveLength(packageJson.n8n.nodes.length);
	expect(Object.keys(loader.credentialTypes)).toHaveLength(packageJson.n8n.credentials.length);
	for (const description of loader.types.nodes) {
		expect(description).toMatchObject({
			codex: { categories: ['Data & Storage'] },
			iconUrl: { light: expect.any(String), dark: expect.any(String) },
		});
		for (const url of Object.values(description.iconUrl as Record<string, string>)) {
			// n8n serves the package's folder below icons/<package name>.
			expect(existsSync(join(folder, url.replace(`icons/${packageJson.name}/`, '')))).toBe(true);
		}
	}
	for (const credential of loader.types.credentials) {
		expect(credential).toMatchObject({
			iconUrl: { light: expect.any(String), dark: expect.any(String) },
		});
	}
});
