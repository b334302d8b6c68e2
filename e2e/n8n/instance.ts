import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { findFreePort } from '../process/ports';
import { lastLines, type RunningProcess, runCommand, startProcess } from '../process/processes';
import { PATIENCE, waitFor } from '../process/waiting';
import type { InstalledN8n } from './install';
import type { PackedPackage } from './pack';

/** How an n8n is to run. */
export interface InstanceOptions {
	n8n: InstalledN8n;
	/** A folder of its own: n8n's user folder and its log go there. */
	folder: string;
	/** The port of the editor, or of a worker's health check; a free one when absent. */
	port?: number;
	/** n8n's arguments: `start` when absent, `worker --concurrency=5` for a worker. */
	command?: string[];
	/** Installed the way Settings → Community nodes does it. */
	packages?: PackedPackage[];
	/** Beside or over the instance's own: the database, queue mode, the encryption key … */
	environment?: Record<string, string>;
	signal?: AbortSignal;
}

/** One n8n process, main or worker, with everything that belongs to it. */
export class N8nInstance {
	readonly url: string;
	/** Where n8n keeps `.n8n`. */
	readonly folder: string;
	readonly logFile: string;
	private process: RunningProcess | undefined;

	private constructor(
		private readonly options: InstanceOptions,
		private readonly environment: NodeJS.ProcessEnv,
		readonly port: number,
	) {
		this.url = `http://127.0.0.1:${port}`;
		this.folder = options.folder;
		this.logFile = join(options.folder, 'n8n.log');
	}

	/** Prepares the folder, with the package in it; nothing runs yet. */
	static async prepare(options: InstanceOptions): Promise<N8nInstance> {
		const port = options.port ?? (await findFreePort());
		const brokerPort = await findFreePort();
		await mkdir(options.folder, { recursive: true });
		if (options.packages) await installPackages(options.packages, options.folder);
		return new N8nInstance(options, environmentOf(options, port, brokerPort), port);
	}

	/** Where an installed package's files are. */
	packageFolder(name: string): string {
		return packageFolder(this.folder, name);
	}

	/** The process's id, or undefined while none runs. */
	get pid(): number | undefined {
		return this.process?.exitStatus === undefined ? this.process?.child.pid : undefined;
	}

	/**
	 * Starts n8n and waits until it can be used.
	 *
	 * @throws an Error with the end of n8n's log when it ends instead, or takes too long
	 */
	async start(): Promise<void> {
		const { n8n, command = ['start'], signal } = this.options;
		const process = startProcess({
			command: n8n.node,
			arguments: [n8n.command, ...command],
			folder: this.folder,
			environment: this.environment,
			logFile: this.logFile,
		});
		this.process = process;
		try {
			await waitFor(
				`n8n on port ${this.port}`,
				async () => {
					if (process.exitStatus !== undefined) {
						throw new Error(`n8n ended with ${process.exitStatus} instead of starting`);
					}
					return (await this.isReady()) || undefined;
				},
				{ deadline: PATIENCE, signal },
			);
		} catch (error) {
			await process.kill();
			signal?.throwIfAborted();
			const reason = error instanceof Error ? error.message : String(error);
			throw new Error(`${reason}\n${lastLines(await this.log(), 20)}`, { cause: error });
		}
	}

	/**
	 * Runs one of n8n's commands to its end, beside the running n8n and with its database.
	 *
	 * @throws an Error with the end of its output when it fails
	 */
	async command(commandLine: string[]): Promise<void> {
		const { n8n, signal } = this.options;
		await runCommand({
			command: n8n.node,
			arguments: [n8n.command, ...commandLine],
			folder: this.folder,
			// The running n8n has that port.
			environment: { ...this.environment, N8N_RUNNERS_BROKER_PORT: String(await findFreePort()) },
			deadline: PATIENCE,
			signal,
		});
	}

	/** Ends n8n the way a service manager does. */
	async stop(): Promise<void> {
		await this.process?.stop();
	}

	/** Ends n8n the way a power cut does. */
	async kill(): Promise<void> {
		await this.process?.kill();
	}

	/** Stops n8n, and starts it again with the same folder and ports. */
	async restart(): Promise<void> {
		await this.stop();
		await this.start();
	}

	/** All that n8n has written to its log. */
	log(): Promise<string> {
		return readFile(this.logFile, 'utf8');
	}

	private async isReady(): Promise<boolean> {
		// n8n 1.x calls itself ready before its editor's interface is there, which a worker has not.
		const paths = ['/healthz/readiness', ...(isWorker(this.options) ? [] : ['/rest/settings'])];
		try {
			for (const path of paths) {
				const answer = await fetch(this.url + path, { signal: AbortSignal.timeout(5_000) });
				if (!answer.ok) return false;
			}
			return true;
		} catch {
			return false;
		}
	}
}

function isWorker({ command }: InstanceOptions): boolean {
	return command?.[0] === 'worker';
}

function environmentOf(
	options: InstanceOptions,
	port: number,
	brokerPort: number,
): NodeJS.ProcessEnv {
	const { n8n, folder, environment } = options;
	return {
		PATH: [dirname(n8n.node), process.env.PATH].join(delimiter),
		HOME: folder,
		...(process.env.TMPDIR && { TMPDIR: process.env.TMPDIR }),
		...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }),
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: 'only-for-a-sandbox',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		...(isWorker(options)
			? {
					QUEUE_HEALTH_CHECK_ACTIVE: 'true',
					QUEUE_HEALTH_CHECK_PORT: String(port),
					N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
				}
			: { N8N_PORT: String(port) }),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
		// Nothing is to leave the machine, and nothing is to cover the editor.
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		EXTERNAL_FRONTEND_HOOKS_URLS: '',
		NO_COLOR: '1',
		...environment,
	};
}

/** Puts packages where n8n looks for the community nodes that a user has installed. */
async function installPackages(packages: PackedPackage[], userFolder: string): Promise<void> {
	for (const packed of packages) {
		const target = packageFolder(userFolder, packed.name);
		await mkdir(target, { recursive: true });
		await runCommand({
			command: 'tar',
			arguments: ['-xzf', packed.tarball, '-C', target, '--strip-components=1'],
			deadline: PATIENCE,
		});
	}
	const manifest = {
		name: 'installed-nodes',
		private: true,
		dependencies: Object.fromEntries(packages.map(({ name, version }) => [name, version])),
	};
	await writeFile(join(nodesFolder(userFolder), 'package.json'), JSON.stringify(manifest));
}

function nodesFolder(userFolder: string): string {
	return join(userFolder, '.n8n', 'nodes');
}

function packageFolder(userFolder: string, name: string): string {
	return join(nodesFolder(userFolder), 'node_modules', name);
}
