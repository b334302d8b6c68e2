import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Manifest } from '../../tools/packages/project';
import type { N8nClient } from '../n8n/client';
import type { N8nInstance } from '../n8n/instance';
import type { PackedPackage } from '../n8n/pack';
import type { StartedN8n } from '../stage';

/** How n8n's loader says that something is wrong with a package. */
const COMPLAINT = /Skipping package|already loaded|Unknown credential|packages are missing/;

/**
 * Checks that n8n has loaded every node and credential of the packages, and says of no package that
 * something is wrong with it.
 *
 * @throws an Error naming what is missing
 */
export async function checkLoaded(
	n8n: N8nInstance,
	{ client }: StartedN8n,
	packages: PackedPackage[],
): Promise<void> {
	for (const { name } of packages) {
		const manifest: Manifest = JSON.parse(
			await readFile(join(n8n.packageFolder(name), 'package.json'), 'utf8'),
		);
		await checkServed(client, manifest);
		await checkPreviews(client.url, manifest, n8n.packageFolder(name));
	}
	const complaints = (await n8n.log()).split('\n').filter((line) => COMPLAINT.test(line));
	check(complaints.length === 0, `n8n's log says: ${complaints.join('\n')}`);
}

/**
 * Checks that n8n serves every node and credential of a package, with their icons.
 *
 * @throws an Error naming what is missing
 */
export async function checkServed(client: N8nClient, manifest: Manifest): Promise<void> {
	const { name } = manifest;
	const nodes = await client.nodeTypes();
	const credentials = await client.credentialTypes();
	for (const path of manifest.n8n.nodes) {
		const type = `${name}.${typeName(path)}`;
		const found = nodes.filter((node) => node.name === type);
		check(found.length === 1, `n8n has ${found.length} nodes ${type}`);
		await checkIcons(client.url, found[0]?.iconUrl);
	}
	for (const path of manifest.n8n.credentials) {
		const own = credentials.filter((credential) => credential.name === typeName(path));
		check(own.length > 0, `n8n has no credential ${typeName(path)}`);
		for (const credential of own) {
			const same = isDeepStrictEqual(credential.properties, own[0]?.properties);
			check(same, `Two packages have different credentials ${credential.name}`);
			await checkIcons(client.url, credential.iconUrl);
		}
	}
}

/** `dist/nodes/AcronisFiles/AcronisFiles.node.js` has the type `acronisFiles`. */
function typeName(path: string): string {
	const [className = ''] = basename(path).split('.');
	return className.charAt(0).toLowerCase() + className.slice(1);
}

async function checkIcons(url: string, icons: unknown): Promise<void> {
	const paths = Object.values(Object(icons));
	check(paths.length === 2, `${JSON.stringify(icons)} are not a light and a dark icon`);
	for (const path of paths) {
		const answer = await fetch(`${url}/${String(path)}`);
		const isIcon = answer.ok && (await answer.text()).includes('<svg');
		check(isIcon, `n8n serves no icon as ${String(path)}`);
	}
}

/** What the editor shows of an operation's items before it was run, for the first version of a node. */
async function checkPreviews(url: string, { name, n8n }: Manifest, folder: string): Promise<void> {
	for (const path of n8n.nodes.filter((each) => !each.includes('Trigger'))) {
		const previews = join(folder, dirname(path), '__schema__', 'v1.0.0');
		const files = (await readdir(previews, { recursive: true })).filter((file) =>
			file.endsWith('.json'),
		);
		check(files.length > 0, `${path} has no previews of its items`);
		for (const file of files) {
			const address = `${url}/schemas/${name}.${typeName(path)}/1.0.0/${file}`;
			const answer = await fetch(address);
			const isSchema = answer.ok && 'properties' in Object(await answer.json());
			check(isSchema, `n8n serves no preview as ${address}`);
		}
	}
}

function check(holds: boolean, otherwise: string): void {
	if (!holds) throw new Error(otherwise);
}
