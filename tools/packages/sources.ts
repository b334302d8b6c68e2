import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { projectFolder } from './project';
import { type SinglePackage, singlePackages } from './singlePackages';

/** The folder in `nodes/` that every package has. */
const SHARED = 'shared';

/** What of `nodes/` and `credentials/` a package has. */
export interface Sources {
	/** Names of the folders in `nodes/`. */
	nodes: string[];
	/** Names of the files in `credentials/`. */
	credentials: string[];
}

/**
 * What belongs to a single package, by the names of folders and files alone.
 *
 * @throws an Error for a folder or file that belongs to no package
 */
export function sourcesOf(single: SinglePackage): Sources {
	const own = (names: string[]) => names.filter((name) => owner(name) === single);
	return {
		nodes: [...own(namesIn('nodes').filter((name) => name !== SHARED)), SHARED],
		credentials: own(namesIn('credentials')),
	};
}

/**
 * Whether a path of package.json, such as `dist/nodes/AcronisFiles/AcronisFiles.node.js`, belongs to
 * a single package.
 */
export function hasPath(single: SinglePackage, path: string): boolean {
	return owner(path.split('/')[2] ?? '') === single;
}

function namesIn(folder: string): string[] {
	return readdirSync(join(projectFolder, folder)).sort();
}

function owner(name: string): SinglePackage {
	const found = singlePackages.find(({ prefix }) => name.startsWith(prefix));
	if (found) return found;
	const prefixes = singlePackages.map(({ prefix }) => prefix).join(' or ');
	throw new Error(`${name} belongs to no package: its name has to begin with ${prefixes}`);
}
