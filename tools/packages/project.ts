import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the checkout. */
export const projectFolder = join(__dirname, '..', '..');

/** What the derived packages take from package.json. */
export interface Manifest {
	name: string;
	version: string;
	license: string;
	homepage: string;
	author: { name: string; email: string };
	repository: { type: string; url: string };
	bugs: { url: string };
	engines: { node: string };
	n8n: { n8nNodesApiVersion: number; strict: boolean; nodes: string[]; credentials: string[] };
	peerDependencies: Record<string, string>;
}

/** Reads package.json, the package with both services. */
export function readManifest(): Manifest {
	const manifest: Manifest = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
	return manifest;
}
