import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFolders } from '../../tools/packages/packageFolders';
import { runCommand } from '../process/processes';
import { PATIENCE } from '../process/waiting';

/** A package of this project as npm would publish it. */
export interface PackedPackage {
	name: string;
	version: string;
	/** The tarball's path. */
	tarball: string;
	/** The size of its files when unpacked. */
	unpackedBytes: number;
}

const root = join(__dirname, '..', '..');

/**
 * Builds the package with both services and packs it.
 *
 * @param folder where the tarball goes
 */
export async function packPackage(folder: string, signal?: AbortSignal): Promise<PackedPackage> {
	await runScript('build', signal);
	return pack(root, folder, signal);
}

/**
 * Builds and packs all three packages, the one with both services first.
 *
 * @param folder where the tarballs go
 */
export async function packPackages(folder: string, signal?: AbortSignal): Promise<PackedPackage[]> {
	await runScript('packages', signal);
	const packed: PackedPackage[] = [];
	for (const source of packageFolders()) packed.push(await pack(source.folder, folder, signal));
	return packed;
}

async function runScript(name: string, signal?: AbortSignal): Promise<void> {
	const npm = { command: 'npm', folder: root, deadline: PATIENCE, signal };
	await runCommand({ ...npm, arguments: ['run', name] });
}

async function pack(source: string, folder: string, signal?: AbortSignal): Promise<PackedPackage> {
	const output = await runCommand({
		command: 'npm',
		folder: source,
		deadline: PATIENCE,
		signal,
		arguments: ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
	});
	const { name, version }: { name: string; version: string } = JSON.parse(
		await readFile(join(source, 'package.json'), 'utf8'),
	);
	const [packed]: Array<{ filename: string; unpackedSize: number }> = JSON.parse(output);
	if (!packed) throw new Error('npm pack named no tarball');
	return {
		name,
		version,
		tarball: join(folder, packed.filename),
		unpackedBytes: packed.unpackedSize,
	};
}
