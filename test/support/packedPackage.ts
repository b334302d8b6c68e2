import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const projectFolder = join(__dirname, '..', '..');

/** A packed and unpacked package. */
export interface UnpackedPackage {
	/** The folder with the package's files. */
	folder: string;
	/** Deletes it. */
	remove(): void;
}

/**
 * Packs what `npm run packages` made and unpacks it, as a user's n8n gets it.
 *
 * @param source the package's folder; the one of the package with both services when absent
 * @throws when the build is missing or older than the source.
 */
export function unpackedPackage(source = projectFolder): UnpackedPackage {
	assertFreshBuild(join(source, 'dist'));
	// Below node_modules, so that the unpacked package finds n8n-workflow as it does in n8n.
	const parent = join(projectFolder, 'node_modules', '.packed');
	mkdirSync(parent, { recursive: true });
	const workFolder = mkdtempSync(join(parent, 'package-'));
	const remove = () => rmSync(workFolder, { recursive: true });
	try {
		const output = execFileSync(
			'npm',
			['pack', '--json', '--loglevel=error', '--pack-destination', workFolder],
			{ cwd: source, encoding: 'utf8' },
		);
		const [{ filename }] = JSON.parse(output) as [{ filename: string }]; // as `npm pack --json` prints it
		execFileSync('tar', ['-xzf', join(workFolder, filename), '-C', workFolder]);
	} catch (error) {
		remove();
		throw error;
	}
	return { folder: join(workFolder, 'package'), remove };
}

/** Paths of all files below a folder, with forward slashes, sorted. */
export function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((path) => statSync(join(folder, path)).isFile())
		.map((path) => path.replaceAll('\\', '/'))
		.sort();
}

function assertFreshBuild(dist: string): void {
	if (!existsSync(dist)) throw new Error(`${dist} is missing: run \`npm run packages\` first`);
	const newest = (folder: string) =>
		Math.max(...filesBelow(folder).map((path) => statSync(join(folder, path)).mtimeMs));
	const sources = ['nodes', 'credentials'].map((name) => newest(join(projectFolder, name)));
	if (newest(dist) < Math.max(...sources)) {
		throw new Error(`${dist} is older than the source: run \`npm run packages\` first`);
	}
}
