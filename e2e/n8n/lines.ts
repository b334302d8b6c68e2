import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../process/processes';
import { UserError } from '../process/userError';
import { PATIENCE } from '../process/waiting';

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

/** Names for lines whose version is not at hand. */
const ALIASES: Record<string, (lines: N8nLine[]) => Promise<N8nLine | undefined>> = {
	oldest: async ([oldest]) => oldest,
	latest: async (lines) => {
		const version = await runCommand({
			command: 'npm',
			arguments: ['view', 'n8n', 'version'],
			deadline: PATIENCE,
		});
		const latest = { version: version.trim(), folder: pinnedFolder, isLocked: false };
		return lines.find((line) => line.version === latest.version) ?? latest;
	},
};

/**
 * The lines of these versions, or all that have a lock file when none is named. `oldest` is the oldest
 * of them, `latest` the one that npm calls so, with a lock file or without.
 *
 * @throws UserError naming what there is
 */
export async function chooseLines(named: readonly string[]): Promise<N8nLine[]> {
	const all = await n8nLines();
	if (named.length === 0) return all;
	const chosen: N8nLine[] = [];
	for (const name of named) {
		const line = await (ALIASES[name]?.(all) ?? all.find(({ version }) => version === name));
		if (!line) {
			const names = [...all.map(({ version }) => version), ...Object.keys(ALIASES)];
			throw new UserError(`There is no line ${name}, only ${names.join(', ')}`);
		}
		chosen.push(line);
	}
	return chosen;
}

/** Reads what a line installs. */
export async function readLineManifest(folder: string): Promise<LineManifest> {
	const manifest: LineManifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
	return manifest;
}
