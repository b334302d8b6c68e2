import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A version of n8n that can be installed. */
export interface N8nLine {
	version: string;
	/** Has its `package.json`, and its lock file unless the version is newer than those. */
	folder: string;
	isLocked: boolean;
}

/** The package.json of a line. */
export interface LineManifest {
	dependencies: { n8n: string };
	optionalDependencies: Record<string, string>;
}

const pinnedFolder = join(__dirname, '..');
const linesFolder = join(__dirname, 'lines');

/** The n8n that the demo and all suites use unless told otherwise. */
export async function pinnedLine(): Promise<N8nLine> {
	const { dependencies } = await readLineManifest(pinnedFolder);
	return { version: dependencies.n8n, folder: pinnedFolder, isLocked: true };
}

/** Every version that has a lock file, oldest first: a folder each, and the pinned one. */
export async function n8nLines(): Promise<N8nLine[]> {
	const versions = await readdir(linesFolder);
	const lines = versions.map((version) => ({
		version,
		folder: join(linesFolder, version),
		isLocked: true,
	}));
	return [...lines, await pinnedLine()].sort((one, other) =>
		one.version.localeCompare(other.version, 'en', { numeric: true }),
	);
}

/** Reads what a line installs. */
export async function readLineManifest(folder: string): Promise<LineManifest> {
	const manifest: LineManifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
	return manifest;
}
