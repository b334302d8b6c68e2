import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../sandbox';
import { offerOf } from '../sandbox/offer';
import { sandboxCredentials } from './credentials';
import type { Lifetime } from './lifetime';
import { type Account, N8nClient, type StoredCredential } from './n8n/client';
import { type InstalledN8n, installN8n } from './n8n/install';
import { N8nInstance } from './n8n/instance';
import { type PackedPackage, packPackage } from './n8n/pack';
import type { Workflow } from './n8n/workflow';
import { freePorts, type Ports } from './options';
import { withCredentials } from './workflows';

/** The sandbox and a real n8n that has this package, an owner and the sandbox's credentials. */
export interface Stage {
	sandbox: Sandbox;
	n8n: N8nInstance;
	client: N8nClient;
	owner: Account;
	/** What further processes of the same n8n are made of. */
	parts: { n8n: InstalledN8n; packed: PackedPackage; folder: string };
	/** By credential type. */
	credentials: ReadonlyMap<string, StoredCredential>;
}

/** How to set the stage. */
export interface StageOptions {
	/** Takes a line for each step. */
	report: (line: string) => void;
	ports?: Ports;
	/** For n8n, beside its own. */
	environment?: Record<string, string>;
}

/**
 * Installs, builds, packs and starts everything; the lifetime ends it again.
 *
 * @throws an Error when something cannot be installed, built or started
 */
export async function setStage(lifetime: Lifetime, options: StageOptions): Promise<Stage> {
	const { report, ports = freePorts } = options;
	const { signal } = lifetime;
	const n8n = await installN8n(report, signal);
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-docspace-acronis-'));
	await lifetime.onEnd(() => rm(folder, { recursive: true, force: true }));

	report('Building and packing the package …');
	const packed = await packPackage(folder, signal);

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
	const instance = await N8nInstance.prepare({
		n8n,
		folder: join(folder, 'n8n'),
		port: ports.port || undefined,
		package: packed,
		environment: options.environment,
		signal,
	});
	await lifetime.onEnd(() => instance.stop());
	await instance.start();

	const client = new N8nClient(instance.url);
	const owner = { email: 'owner@example.com', password: 'Sandbox-2026' };
	await client.setUpOwner(owner);
	const credentials = new Map<string, StoredCredential>();
	for (const credential of sandboxCredentials(offerOf(sandbox))) {
		credentials.set(credential.type, await client.createCredential(credential));
	}
	const parts = { n8n, packed, folder };
	return { sandbox, n8n: instance, client, owner, parts, credentials };
}

/** Stores a workflow with the stage's credentials, unpublished, and gives its id. */
export function importWorkflow(stage: Stage, workflow: Workflow): Promise<string> {
	return stage.client.createWorkflow(withCredentials(workflow, stage.credentials));
}
