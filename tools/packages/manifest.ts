import type { Manifest } from './project';
import type { SinglePackage } from './singlePackages';
import { hasPath } from './sources';

/** What an npm package of n8n is found by. */
const KEYWORDS = ['n8n-community-node-package', 'n8n'];

/** Where a single package's source tree is, from the top of the repository. */
export function directoryOf({ name }: SinglePackage): string {
	return `packages/${name}`;
}

/**
 * The package.json of a single package, as text. n8n's scan looks in the repository for the
 * package.json that has the published package's name, so it lies in git.
 *
 * @param manifest the one of the package with both services
 */
export function derivedManifest(manifest: Manifest, single: SinglePackage): string {
	const { version, license, homepage, author, repository, bugs, engines, n8n } = manifest;
	const own = (path: string) => hasPath(single, path);
	const derived = {
		name: single.name,
		version,
		description: single.description,
		license,
		homepage,
		author,
		repository: { ...repository, directory: directoryOf(single) },
		bugs,
		keywords: [...KEYWORDS, ...single.keywords],
		engines,
		files: ['dist', 'docs', 'CHANGELOG.md'],
		n8n: {
			...n8n,
			credentials: n8n.credentials.filter(own),
			nodes: n8n.nodes.filter(own),
		},
		peerDependencies: manifest.peerDependencies,
	};
	return `${JSON.stringify(derived, null, 2)}\n`;
}
