import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../sandbox';
import { offerOf, type SandboxOffer } from '../sandbox/offer';
import { sandboxCredentials } from './credentials/credentials';
import type { Lifetime } from './process/lifetime';
import { type Account, N8nClient, type StoredCredential } from './n8n/client';
import { type InstalledN8n, installN8n } from './n8n/install';
import type { N8nLine } from './n8n/lines';
import { N8nInstance } from './n8n/instance';
import { type PackedPackage, packPackage } from './n8n/pack';
import type { Workflow } from './n8n/workflow';
import { freePorts, type Ports } from './process/options';
import { readExampleWorkflow, withCalledWorkflows, withCredentials } from './workflows/examples';

/** An n8n that can be started: it has this package, and a folder that is gone at the end. */
export interface PreparedN8n {
	n8n: N8nInstance;
	/** What further processes of the same n8n are made of. */
	parts: { n8n: InstalledN8n; packed: PackedPackage; folder: string };
}

/** An n8n that runs, with its owner and a sandbox's credentials. */
export interface StartedN8n {
	client: N8nClient;
	owner: Account;
	/** By credential type. */
	credentials: ReadonlyMap<string, StoredCredential>;
}

/** The sandbox and a real n8n that has this package, an owner and the sandbox's credentials. */
export interface Stage extends PreparedN8n, StartedN8n {
	sandbox: Sandbox;
}

/** How to set the stage. */
export interface StageOptions {
	/** Takes a line for each step. */
	report: (line: string) => void;
	ports?: Ports;
	/** For n8n, beside its own. */
	environment?: Record<string, string>;
	/** Which n8n; the pinned one when absent. */
	line?: N8nLine;
}

/**
 * Installs n8n, builds and packs the package and puts it in; nothing runs yet.
 *
 * @param options.environment for n8n, beside its own; `folder` is where files may lie
 * @throws an Error when something cannot be installed or built
 */
export async function prepareN8n(
	lifetime: Lifetime,
	options: {
		report: (line: string) => void;
		port?: number;
		environment?: (folder: string) => Record<string, string>;
		line?: N8nLine;
	},
): Promise<PreparedN8n> {
	const { report, port, environment, line } = options;
	const { signal } = lifetime;
	const installed = await installN8n(report, signal, line);
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-docspace-acronis-'));
	await lifetime.onEnd(() => rm(folder, { recursive: true, force: true }));
	report('Building and packing the package …');
	const packed = await packPackage(folder, signal);
	const n8n = await N8nInstance.prepare({
		n8n: installed,
		folder: join(folder, 'n8n'),
		port,
		packages: [packed],
		environment: environment?.(folder),
		signal,
	});
	return { n8n, parts: { n8n: installed, packed, folder } };
}

/**
 * Starts an n8n that is new, and gives it an owner and the credentials for a sandbox, of those types
 * that it knows.
 *
 * @throws an Error when it does not start
 */
export async function startN8n(
	lifetime: Lifetime,
	n8n: N8nInstance,
	offer: SandboxOffer,
): Promise<StartedN8n> {
	await lifetime.onEnd(() => n8n.stop());
	await n8n.start();
	return await equipN8n(n8n.url, offer);
}

/** The owner that an n8n gets here, unless it has one. */
const OWNER: Account = { email: 'owner@example.com', password: 'Sandbox-2026' };

/**
 * Signs in to an n8n that runs, whose owner is set up if it has none yet, and stores the credentials for
 * a sandbox, of those types that it knows.
 *
 * @param owner who signs in
 */
export async function equipN8n(
	url: string,
	offer: SandboxOffer,
	owner: Account = OWNER,
): Promise<StartedN8n> {
	const client = new N8nClient(url);
	await client.signIn(owner);
	const credentials = new Map<string, StoredCredential>();
	const known = new Set((await client.credentialTypes()).map(({ name }) => name));
	for (const credential of sandboxCredentials(offer).filter(({ type }) => known.has(type))) {
		credentials.set(credential.type, await client.createCredential(credential));
	}
	return { client, owner, credentials };
}

/**
 * Installs, builds, packs and starts everything; the lifetime ends it again.
 *
 * @throws an Error when something cannot be installed, built or started
 */
export async function setStage(lifetime: Lifetime, options: StageOptions): Promise<Stage> {
	const { report, ports = freePorts, environment = {}, line } = options;
	const prepared = await prepareN8n(lifetime, {
		report,
		line,
		port: ports.port || undefined,
		environment: () => environment,
	});

	report('Starting the sandbox …');
	const sandbox = await startSandbox({
		ports: {
			docSpace: ports['docspace-port'],
			docSpaceStorage: ports['docspace-storage-port'],
			acronis: ports['acronis-port'],
			smtp: ports['smtp-port'],
			control: ports['control-port'],
		},
	});
	await lifetime.onEnd(() => sandbox.close());

	report('Starting n8n …');
	const started = await startN8n(lifetime, prepared.n8n, offerOf(sandbox));
	return { ...prepared, ...started, sandbox };
}

/** The id of the workflow *Notify* by the n8n that has it. */
const notify = new WeakMap<N8nClient, Promise<string>>();

/**
 * Stores a workflow with the stored credentials, unpublished, and gives its id. The workflow *Notify*,
 * which the examples call, is stored and published first; one n8n has it once.
 */
export async function importWorkflow(
	{ client, credentials }: Pick<StartedN8n, 'client' | 'credentials'>,
	workflow: Workflow,
): Promise<string> {
	const create = async ({ name, nodes, connections, settings }: Workflow) =>
		await client.createWorkflow(
			withCredentials({ name, active: false, nodes, connections, settings }, credentials),
		);
	const published = async () => {
		const id = await create(await readExampleWorkflow('notify'));
		await client.publish(id);
		return id;
	};
	const notifyId = async () => {
		const id = notify.get(client) ?? published();
		notify.set(client, id);
		return await id;
	};
	if (workflow.name === 'Notify') return await notifyId();
	return await create(await withCalledWorkflows(workflow, notifyId));
}
