import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import type { ReceivedMessage } from '../../sandbox/mail';
import { sandboxCredentials, TEST_PORTAL } from '../credentials/credentials';
import { offerOf } from '../../sandbox/offer';
import type { Lifetime } from '../process/lifetime';
import { type Execution, executionFailure } from '../n8n/executions';
import type { Workflow } from '../n8n/workflow';
import { importWorkflow, type Stage } from '../stage';
import { PATIENCE, waitFor } from '../process/waiting';
import { readExampleWorkflow } from './examples';

/** n8n removes the files of executions that it does not save within a minute, not within an hour. */
export const PROMPT_CLEANING = {
	EXECUTIONS_DATA_HARD_DELETE_BUFFER: '0',
	EXECUTIONS_DATA_PRUNE_HARD_DELETE_INTERVAL: '1',
};

/** How a workflow differs from the published file, for one run. */
export interface Variation {
	/** Parameters of nodes by their names, over those of the file. */
	parameters?: Record<string, INodeParameters>;
	/** Values of the node Settings. */
	settings?: Record<string, string | number>;
	/** Where the nodes that ping a monitor go; they stay switched off without it. */
	pings?: string;
	/** Leave the setting about executions that worked as it is; they could not be looked at then. */
	unsaved?: boolean;
	/** Credentials of the drill lead to the portal that the backup came from. */
	sourcePortal?: boolean;
}

/** Runs example workflows and keeps count. */
export class Runner {
	readonly used = new Set<string>(['notify']);
	runs = 0;
	problemsTold = 0;
	/** What a monitor was told, oldest first. */
	readonly pings: string[] = [];

	private constructor(
		readonly stage: Stage,
		readonly testPortal: Sandbox,
		readonly report: (line: string) => void,
		readonly lifetime: Lifetime,
		/** The address of the monitor. */
		readonly monitor: string,
	) {}

	/** @param testPortal a portal to restore into */
	static async create(
		stage: Stage,
		testPortal: Sandbox,
		{ report, lifetime }: { report: (line: string) => void; lifetime: Lifetime },
	): Promise<Runner> {
		const server = createServer((request, response) => {
			runner.pings.push(String(request.url));
			response.end('OK');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		await lifetime.onEnd(() => {
			server.close();
		});
		// A server that listens on a port has an address of this kind.
		const { port } = server.address() as AddressInfo;
		const monitor = `http://127.0.0.1:${port}/ping`;
		const runner = new Runner(stage, testPortal, report, lifetime, monitor);
		return runner;
	}

	get sandbox(): Sandbox {
		return this.stage.sandbox;
	}

	/** Stores a workflow and gives its id. */
	async store(name: string, variation: Variation = {}): Promise<string> {
		this.used.add(name);
		const credentials = new Map(this.stage.credentials);
		if (!variation.sourcePortal) await this.addTestPortal(credentials);
		const workflow = varied(await readExampleWorkflow(name), variation);
		return await importWorkflow({ client: this.stage.client, credentials }, workflow);
	}

	/** Runs a workflow from its trigger to its end, which has to be a good one. */
	async run(name: string, trigger: string, variation: Variation = {}): Promise<Execution> {
		const { client } = this.stage;
		const id = await this.store(name, variation);
		const executionId = await client.run(id, trigger);
		const execution = await client.finishedExecution(executionId, {
			deadline: PATIENCE,
			signal: this.lifetime.signal,
		});
		return this.good(name, execution);
	}

	/** Publishes a workflow until something has made it run, and gives the execution. */
	async runPublished(
		name: string,
		happens: () => Promise<unknown> | unknown,
		variation: Variation = {},
	): Promise<Execution> {
		const { client } = this.stage;
		const id = await this.store(name, variation);
		await client.publish(id);
		try {
			await happens();
			const execution = await waitFor(
				`${name} to start by itself and finish`,
				async () => {
					const over = (await client.executions(id)).find(
						({ finished, stoppedAt, mode }) => mode === 'trigger' && (finished || stoppedAt),
					);
					return over && (await client.execution(over.id));
				},
				{ deadline: PATIENCE, interval: 500, signal: this.lifetime.signal },
			);
			return this.good(name, execution);
		} finally {
			await client.unpublish(id);
		}
	}

	/** The messages that arrive while something is done. */
	async told(work: () => Promise<unknown>): Promise<ReceivedMessage[]> {
		const before = this.sandbox.mail.messages.length;
		await work();
		const messages = this.sandbox.mail.messages.slice(before);
		this.problemsTold += messages.filter(({ subject }) => subject.startsWith('[problem]')).length;
		return messages;
	}

	good(name: string, execution: Execution): Execution {
		this.runs += 1;
		if (execution.status !== 'success') {
			throw new Error(`${name} ended as ${execution.status}: ${executionFailure(execution)}`);
		}
		return execution;
	}

	/** A restore makes new keys, so the credential is made anew for each run. */
	private async addTestPortal(credentials: Map<string, { id: string; name: string }>) {
		const own = sandboxCredentials(offerOf(this.testPortal)).find(
			({ type }) => type === 'docSpaceApi',
		);
		if (!own) throw new Error('There is no credential for a portal');
		const stored = await this.stage.client.createCredential({ ...own, name: TEST_PORTAL });
		credentials.set(TEST_PORTAL, stored);
	}
}

function varied(workflow: Workflow, variation: Variation): Workflow {
	const { parameters = {}, settings = {}, pings, unsaved } = variation;
	const nodes = workflow.nodes.map((node) => {
		let result = { ...node, parameters: { ...node.parameters, ...parameters[node.name] } };
		if ('pollTimes' in result.parameters) {
			const item = Array.from({ length: 12 }, (_, index) => ({
				mode: 'custom',
				cronExpression: `${index * 5} * * * * *`,
			}));
			result.parameters.pollTimes = { item };
		}
		if (node.name === 'Settings') {
			// As n8n's node Edit Fields keeps it.
			const fields = node.parameters.assignments as {
				assignments: Array<{ name: string; value: string | number }>;
			};
			const assignments = fields.assignments.map((field) => ({
				...field,
				value: settings[field.name] ?? field.value,
			}));
			result.parameters.assignments = { assignments };
		}
		if (pings !== undefined && node.name.startsWith('Ping: ')) {
			const suffix = /\/(start|fail)$/.exec(String(node.parameters.url))?.[0] ?? '';
			result = { ...result, disabled: false };
			result.parameters.url = pings + suffix;
		}
		return result;
	});
	const saved = unsaved ? {} : { saveDataSuccessExecution: 'all' as const };
	return { ...workflow, nodes, settings: { ...workflow.settings, ...saved } };
}
