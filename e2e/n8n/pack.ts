import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../processes';
import { PATIENCE } from '../waiting';

/** This package as npm would publish it. */
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
 * Builds the package and packs it.
 *
 * @param folder where the tarball goes
 */
export async function packPackage(folder: string, signal?: AbortSignal): Promise<PackedPackage> {
	const npm = { command: 'npm', folder: root, deadline: PATIENCE, signal };
	await runCommand({ ...npm, arguments: ['run', 'build'] });
	const output = await runCommand({
		...npm,
		arguments: ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
	});
	const { name, version }: { name: string; version: string } = JSON.parse(
		await readFile(join(root, 'package.json'), 'utf8'),
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
