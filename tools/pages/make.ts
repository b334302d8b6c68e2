import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { projectFolder, readManifest } from '../packages/project';
import { type SinglePackage, singlePackages } from '../packages/singlePackages';
import { hasPath } from '../packages/sources';
import { messagesPage } from './messagesPage';
import { operationsPage } from './operationsPage';

/** The page with every operation of a service, from the top of the repository. */
export function pageOf({ service }: SinglePackage): string {
	return `docs/operations-${service}.md`;
}

/**
 * The text of that page.
 *
 * @param load gives the class of a path in package.json, such as `dist/nodes/…/….node.js`
 */
export function textOf(single: SinglePackage, load: (path: string) => new () => INodeType): string {
	const paths = readManifest().n8n.nodes.filter((path) => hasPath(single, path));
	const nodes: INodeTypeDescription[] = paths.map((path) => {
		const NodeClass = load(path);
		return new NodeClass().description;
	});
	return operationsPage(nodes);
}

/** Writes the pages of what `gulp build` has made. */
export async function makePages(): Promise<void> {
	const load = createRequire(join(projectFolder, 'package.json'));
	for (const single of singlePackages) {
		const text = textOf(single, (path) => {
			const exported: Record<string, new () => INodeType> = load(`./${path}`);
			const [NodeClass] = Object.values(exported);
			if (!NodeClass) throw new Error(`${path} exports no class`);
			return NodeClass;
		});
		writeFileSync(join(projectFolder, pageOf(single)), text);
	}
	writeFileSync(join(projectFolder, 'docs/messages.md'), messagesPage());
}
