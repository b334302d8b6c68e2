import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { runCommand } from '../processes';
import { UserError } from '../userError';
import { withInstallLock } from './installLock';

/** An n8n that can be started: `node command start`. */
export interface InstalledN8n {
	/** The Node.js binary n8n runs on. */
	node: string;
	/** n8n's command-line script. */
	command: string;
	/** The folder whose `node_modules` holds all of it. */
	folder: string;
}

const sourceFolder = join(__dirname, '..');
const minimumNode = 24;
const installDeadline = 30 * 60_000;
const platform = process.platform === 'win32' ? 'win' : process.platform;
const nodePackage = `node-${platform}-${process.arch}`;

/** Names the folder of an n8n that is there already, such as an image's, to use it instead. */
const GIVEN_N8N = 'E2E_N8N';

/**
 * Gives the pinned n8n of `e2e/package-lock.json`, installed on first use into a cache folder
 * outside the checkout, named after the lock file's content; or the one that is named by E2E_N8N,
 * which runs on this process's Node.js.
 *
 * @param report takes lines for the user to see
 * @throws UserError when it cannot be installed
 */
export async function installN8n(
	report: (line: string) => void,
	signal?: AbortSignal,
): Promise<InstalledN8n> {
	const given = process.env[GIVEN_N8N];
	if (given) return givenIn(given);
	const lockFile = await readFile(join(sourceFolder, 'package-lock.json'));
	const hash = createHash('sha256').update(lockFile).digest('hex').slice(0, 16);
	const cache = join(
		process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
		'n8n-nodes-docspace-acronis',
	);
	const folder = join(cache, hash);
	await assertNodeForN8n();
	if (!existsSync(folder)) {
		await mkdir(cache, { recursive: true });
		await withInstallLock(
			`${folder}.lock`,
			{ report, deadline: installDeadline, signal },
			async () => {
				if (!existsSync(folder)) await installInto(folder, report, signal);
			},
		);
	}
	return installedIn(folder);
}

/** @throws UserError when neither npm nor this machine has the Node.js that n8n needs */
async function assertNodeForN8n(): Promise<void> {
	if (Number.parseInt(process.versions.node, 10) >= minimumNode) return;
	const { optionalDependencies }: { optionalDependencies: Record<string, string> } = JSON.parse(
		await readFile(join(sourceFolder, 'package.json'), 'utf8'),
	);
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
	report: (line: string) => void,
	signal: AbortSignal | undefined,
): Promise<void> {
	await removeRemains(folder);
	const partial = `${folder}.partial-${process.pid}`;
	const started = Date.now();
	report('Installing n8n, once (about 2.7 GB and 3 to 10 minutes) …');
	try {
		await mkdir(partial);
		for (const name of ['package.json', 'package-lock.json']) {
			await copyFile(join(sourceFolder, name), join(partial, name));
		}
		const npm = { command: 'npm', folder: partial, deadline: installDeadline, signal };
		await runCommand({
			...npm,
			arguments: ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
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

/** @throws UserError when there is none */
function givenIn(folder: string): InstalledN8n {
	const command = join(folder, 'bin', 'n8n');
	if (!existsSync(command)) throw new UserError(`${GIVEN_N8N}: there is no n8n in ${folder}`);
	return { node: process.execPath, command, folder };
}
