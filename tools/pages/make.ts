import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { projectFolder, readManifest } from '../packages/project';
import { type SinglePackage, singlePackages } from '../packages/singlePackages';
import { hasPath } from '../packages/sources';
import { messagesPage } from './messagesPage';
import { operationsPage } from './operationsPage';
import { withOperationTables } from './readmeTables';

/** The page with every operation of a service, from the top of the repository. */
export function pageOf({ service }: SinglePackage): string {
	return `docs/operations-${service}.md`;
}

/** Gives the class of a path in package.json, such as `dist/nodes/…/….node.js`. */
type Load = (path: string) => new () => INodeType;

/** What follows from the nodes: the pages with every operation, and the tables of the README. */
export function pages(load: Load): { path: string; text: string }[] {
	const readme = readFileSync(join(projectFolder, 'README.md'), 'utf8');
	const descriptions = (paths: string[]): INodeTypeDescription[] =>
		paths.map((path) => {
			const NodeClass = load(path);
			return new NodeClass().description;
		});
	const { nodes } = readManifest().n8n;
	return [
		...singlePackages.map((single) => ({
			path: pageOf(single),
			text: operationsPage(descriptions(nodes.filter((path) => hasPath(single, path)))),
		})),
		{ path: 'docs/messages.md', text: messagesPage() },
		{ path: 'README.md', text: withOperationTables(readme, descriptions(nodes)) },
	];
}

/** Writes them, of what `gulp build` has made. */
export async function makePages(): Promise<void> {
	const load = createRequire(join(projectFolder, 'package.json'));
	const made = pages((path) => {
		const exported: Record<string, new () => INodeType> = load(`./${path}`);
		const [NodeClass] = Object.values(exported);
		if (!NodeClass) throw new Error(`${path} exports no class`);
		return NodeClass;
	});
	for (const { path, text } of made) writeFileSync(join(projectFolder, path), text);
}
