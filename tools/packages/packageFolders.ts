import { join } from 'node:path';

import { directoryOf } from './manifest';
import { projectFolder, readManifest } from './project';
import { singlePackages } from './singlePackages';

/** Where a package's package.json is, and what `npm publish` takes it from. */
export interface PackageFolder {
	name: string;
	folder: string;
}

/** The three packages: the one with both services first. */
export function packageFolders(): PackageFolder[] {
	return [
		{ name: readManifest().name, folder: projectFolder },
		...singlePackages.map((single) => ({
			name: single.name,
			folder: join(projectFolder, directoryOf(single)),
		})),
	];
}
