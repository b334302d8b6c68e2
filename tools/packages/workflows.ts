import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectFolder, readManifest } from './project';
import { type SinglePackage, singlePackages } from './singlePackages';

const folder = join(projectFolder, 'workflows');

/** Where the example workflows for the single packages are. */
export const singlePackagesFolder = join(folder, 'single-packages');

/**
 * Turns a workflow of the package with both services, as text, into one of the single packages. Both
 * directions can be done with any editor: README, "Changing the package".
 */
export function forSinglePackages(workflow: string): string {
	return singlePackages.reduce(
		(text, single) =>
			text.replaceAll(nodeTypes(readManifest().name, single), nodeTypes(single.name, single)),
		workflow,
	);
}

/** Makes every example workflow again for the single packages. */
export async function makeWorkflows(): Promise<void> {
	rmSync(singlePackagesFolder, { recursive: true, force: true });
	mkdirSync(singlePackagesFolder);
	for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
		const workflow = readFileSync(join(folder, file), 'utf8');
		writeFileSync(join(singlePackagesFolder, file), forSinglePackages(workflow));
	}
}

/** How the types of a service's nodes begin in a workflow. */
function nodeTypes(packageName: string, { prefix }: SinglePackage): string {
	return `"${packageName}.${prefix.charAt(0).toLowerCase()}${prefix.slice(1)}`;
}
