import {
	cpSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { derivedManifest, directoryOf } from './manifest';
import { halfOf, renamed } from './markdown';
import { projectFolder, readManifest } from './project';
import { type SinglePackage, singlePackages } from './singlePackages';
import { sourcesOf } from './sources';

/** For people who work on the project; the other pages are for those who use the nodes. */
const contributorsPage = 'architecture.md';

/** Makes the single packages of what `gulp build` has made; see the file packages/README.md. */
export async function makePackages(): Promise<void> {
	for (const single of singlePackages) {
		makeSourceTree(single);
		makeContents(single);
	}
}

/** The part in git: a package.json, and links to the folders and files that the package has. */
function makeSourceTree(single: SinglePackage): void {
	const { nodes, credentials } = sourcesOf(single);
	const folder = join(projectFolder, directoryOf(single));
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), derivedManifest(readManifest(), single));
	linkSources(join(folder, 'nodes'), 'nodes', nodes);
	linkSources(join(folder, 'credentials'), 'credentials', credentials);
}

function linkSources(folder: string, source: string, names: string[]): void {
	mkdirSync(folder, { recursive: true });
	for (const name of readdirSync(folder)) {
		if (!names.includes(name)) rmSync(join(folder, name));
	}
	for (const name of names) {
		const link = join(folder, name);
		const target = relative(folder, join(projectFolder, source, name));
		if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) {
			if (readlinkSync(link) === target) continue;
			rmSync(link);
		}
		symlinkSync(target, link);
	}
}

/** The part that is published with package.json and is not in git. */
function makeContents(single: SinglePackage): void {
	const folder = join(projectFolder, directoryOf(single));
	for (const part of ['dist', 'docs']) rmSync(join(folder, part), { recursive: true, force: true });
	const { nodes, credentials } = sourcesOf(single);
	for (const name of nodes) copyBuilt(single, join('nodes', name));
	for (const name of credentials) {
		copyBuilt(single, join('credentials', name.replace(/\.ts$/, '.js')));
	}
	const docs = readdirSync(join(projectFolder, 'docs'))
		.filter((name) => name.endsWith('.md') && name !== contributorsPage)
		.map((name) => `docs/${name}`);
	for (const path of ['README.md', 'CHANGELOG.md', ...docs]) copyHalf(single, path);
	cpSync(join(projectFolder, 'LICENSE'), join(folder, 'LICENSE'));
}

/** Copies a file or folder of `dist`; the package's name stands in codex files and in the code. */
function copyBuilt(single: SinglePackage, path: string): void {
	const source = join(projectFolder, 'dist', path);
	const target = join(projectFolder, directoryOf(single), 'dist', path);
	cpSync(source, target, { recursive: true });
	for (const file of filesOf(target)) {
		if (!/\.(js|json)$/.test(file)) continue;
		const text = readFileSync(file, 'utf8');
		const own = renamed(text, readManifest(), single);
		if (own !== text) writeFileSync(file, own);
	}
}

function filesOf(path: string): string[] {
	if (!lstatSync(path).isDirectory()) return [path];
	return readdirSync(path).flatMap((name) => filesOf(join(path, name)));
}

function copyHalf(single: SinglePackage, path: string): void {
	const manifest = readManifest();
	const markdown = readFileSync(join(projectFolder, path), 'utf8');
	const half = halfOf(markdown, { path, single, manifest });
	if (half.trim() === '') return;
	const target = join(projectFolder, directoryOf(single), path);
	mkdirSync(dirname(target), { recursive: true });
	writeFileSync(target, half);
}
