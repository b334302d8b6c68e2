import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { runCommand } from '../process/processes';
import { UserError } from '../process/userError';
import { withInstallLock } from './installLock';
import { type N8nLine, pinnedLine, readLineManifest } from './lines';

/** An n8n that can be started: `node command start`. */
export interface InstalledN8n {
	/** The Node.js binary n8n runs on. */
	node: string;
	/** n8n's command-line script. */
	command: string;
	/** The folder whose `node_modules` holds all of it. */
	folder: string;
}

const minimumNode = 24;
const installDeadline = 30 * 60_000;
const platform = process.platform === 'win32' ? 'win' : process.platform;
const nodePackage = `node-${platform}-${process.arch}`;

/**
 * Gives an n8n, the pinned one of `e2e/package-lock.json` unless another line is named, installed on
 * first use into a cache folder outside the checkout that is named after what it is made of.
 *
 * @param report takes lines for the user to see
 * @throws UserError when it cannot be installed
 */
export async function installN8n(
	report: (line: string) => void,
	signal?: AbortSignal,
	line?: N8nLine,
): Promise<InstalledN8n> {
	const source = line ?? (await pinnedLine());
	const cache = join(
		process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
		'n8n-nodes-docspace-acronis',
	);
	const named = await readFile(
		join(source.folder, source.isLocked ? 'package-lock.json' : 'package.json'),
	);
	const hash = createHash('sha256').update(named);
	if (!source.isLocked) hash.update(source.version);
	const folder = join(cache, hash.digest('hex').slice(0, 16));
	await assertNodeForN8n(source);
	if (!existsSync(folder)) {
		await mkdir(cache, { recursive: true });
		await withInstallLock(
			`${folder}.lock`,
			{ report, deadline: installDeadline, signal },
			async () => {
				if (!existsSync(folder)) await installInto(folder, source, report, signal);
			},
		);
	}
	return installedIn(folder);
}

/** @throws UserError when neither npm nor this machine has the Node.js that n8n needs */
async function assertNodeForN8n({ folder }: N8nLine): Promise<void> {
	if (Number.parseInt(process.versions.node, 10) >= minimumNode) return;
	const { optionalDependencies } = await readLineManifest(folder);
	if (!(nodePackage in optionalDependencies)) {
		throw new UserError(
			`n8n needs Node.js ${minimumNode} and npm has none for ${platform}-${process.arch}: ` +
				`install Node.js ${minimumNode} and run this again with it (this is ${process.version}).`,
		);
	}
}

/** The install is done in a folder beside and renamed at the end: half of one is never used. */
async function installInto(
	folder: string,
	line: N8nLine,
	report: (line: string) => void,
	signal: AbortSignal | undefined,
): Promise<void> {
	await removeRemains(folder);
	const partial = `${folder}.partial-${process.pid}`;
	const started = Date.now();
	report(`Installing n8n ${line.version}, once (about 2.7 GB and 3 to 10 minutes) …`);
	try {
		await mkdir(partial);
		const manifest = await readLineManifest(line.folder);
		manifest.dependencies.n8n = line.version;
		await writeFile(join(partial, 'package.json'), JSON.stringify(manifest));
		if (line.isLocked) {
			await copyFile(join(line.folder, 'package-lock.json'), join(partial, 'package-lock.json'));
		}
		const npm = { command: 'npm', folder: partial, deadline: installDeadline, signal };
		await runCommand({
			...npm,
			arguments: [
				line.isLocked ? 'ci' : 'install',
				'--ignore-scripts',
				'--no-audit',
				'--no-fund',
				'--loglevel=error',
			],
		});
		report('Building the database driver for n8n …');
		// The only install script that n8n cannot do without.
		await runCommand({
			...npm,
			arguments: ['rebuild', 'sqlite3', '--loglevel=error'],
			environment: rebuildEnvironment(installedIn(partial)),
		});
		await rename(partial, folder);
	} catch (error) {
		await rm(partial, { recursive: true, force: true });
		signal?.throwIfAborted();
		const reason = error instanceof Error ? error.message : String(error);
		throw new UserError(
			`n8n could not be installed. Check the npm registry and the disk space, then try again.\n${reason}`,
			{ cause: error },
		);
	}
	report(`n8n installed in ${Math.round((Date.now() - started) / 1000)} seconds`);
}

/** Deletes what an install left that was killed half way. Only while the lock is held. */
async function removeRemains(folder: string): Promise<void> {
	const cache = dirname(folder);
	for (const name of await readdir(cache)) {
		if (name.startsWith(`${basename(folder)}.partial-`)) {
			await rm(join(cache, name), { recursive: true, force: true });
		}
	}
}

/** What makes npm compile for n8n's Node.js instead of the one that npm itself runs on. */
function rebuildEnvironment({ node, folder }: InstalledN8n): NodeJS.ProcessEnv {
	const headers = join(folder, 'node_modules', nodePackage);
	return {
		...process.env,
		PATH: [dirname(node), process.env.PATH].join(delimiter),
		...(existsSync(join(headers, 'include')) && { npm_config_nodedir: headers }),
	};
}

function installedIn(folder: string): InstalledN8n {
	const modules = join(folder, 'node_modules');
	const packaged = join(
		modules,
		nodePackage,
		'bin',
		process.platform === 'win32' ? 'node.exe' : 'node',
	);
	return {
		node: existsSync(packaged) ? packaged : process.execPath,
		command: join(modules, 'n8n', 'bin', 'n8n'),
		folder,
	};
}
