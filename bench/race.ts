import { sandboxCredentials } from '../e2e/credentials';
import type { N8nClient, StoredCredential } from '../e2e/n8n/client';
import { executionFailure, nodeOutput, nodeRuns } from '../e2e/n8n/executions';
import type { SandboxProcess } from '../e2e/sandboxProcess';
import { withCredentials } from '../e2e/workflows';
import type { ActiveFault } from '../sandbox/http/faults';
import type { OriginStatistics } from '../sandbox/http/journal';
import { type ContenderName, contenderNames, contenders, contenderWorkflow } from './contenders';
import { median } from './statistics';

/** What a contender took for all items. */
export interface RaceResult {
	/** Milliseconds inside the node: the median of the rounds. */
	milliseconds: number;
	/** The most requests that the server had in work at once, in any round. */
	peak: number;
}

/** Where the race takes place. */
export interface RaceOptions {
	/** An n8n without an owner. */
	client: N8nClient;
	sandbox: SandboxProcess;
	/** How many items each contender gets. */
	items: number;
	report: (line: string) => void;
	signal: AbortSignal;
}

const rounds = 5;
const answerDelay = 50;
const runDeadline = 120_000;

/** Lets the contenders run in turns, after one round that does not count. */
export async function raceContenders(
	options: RaceOptions,
): Promise<Record<ContenderName, RaceResult>> {
	const { sandbox, report } = options;
	const workflowIds = await importContenders(options);
	await sandbox.control('POST', '/faults', {
		operationId: 'getBackupProgress',
		times: 'always',
		delayMilliseconds: answerDelay,
	});
	const results: Record<ContenderName, RaceResult[]> = {
		ours: [],
		httpRequest: [],
		plainDeclarative: [],
	};
	for (let round = 0; round <= rounds; round++) {
		for (const name of contenderNames) {
			const result = await runContender(options, workflowIds[name]);
			report(`${name}: ${result.milliseconds} ms, ${result.peak} in flight`);
			if (round > 0) results[name].push(result);
		}
	}
	return {
		ours: typical(results.ours),
		httpRequest: typical(results.httpRequest),
		plainDeclarative: typical(results.plainDeclarative),
	};
}

async function importContenders({ client, sandbox, items }: RaceOptions) {
	await client.setUpOwner({ email: 'owner@example.com', password: 'Sandbox-2026' });
	const stored = new Map<string, StoredCredential>();
	for (const credential of sandboxCredentials(sandbox.offer)) {
		stored.set(credential.type, await client.createCredential(credential));
	}
	const all = contenders(sandbox.offer.docSpace.url);
	const importOne = (name: ContenderName) =>
		client.createWorkflow(withCredentials(contenderWorkflow(all[name], items), stored));
	return {
		ours: await importOne('ours'),
		httpRequest: await importOne('httpRequest'),
		plainDeclarative: await importOne('plainDeclarative'),
	};
}

/** @throws an Error when not every item came out, or not every one was asked for */
async function runContender(
	{ client, sandbox, items, signal }: RaceOptions,
	workflowId: string,
): Promise<RaceResult> {
	const answeredBefore = await countAnswers(sandbox);
	await sandbox.control('DELETE', '/statistics');
	const id = await client.run(workflowId, 'Start');
	const execution = await client.finishedExecution(id, { deadline: runDeadline, signal });
	const [nodeRun] = nodeRuns(execution, 'Contender');
	const output = nodeOutput(execution, 'Contender').length;
	if (execution.status !== 'success' || nodeRun === undefined || output !== items) {
		const failure = executionFailure(execution) ?? execution.status;
		throw new Error(`${output} of ${items} items came out: ${failure}`);
	}
	const answered = (await countAnswers(sandbox)) - answeredBefore;
	if (answered !== items) throw new Error(`The portal answered ${answered} of ${items} requests`);
	const { docSpace } = await sandbox.control<{ docSpace: OriginStatistics }>('GET', '/statistics');
	return { milliseconds: nodeRun.executionTime, peak: docSpace.peakInFlight };
}

/** How often the operation has been answered: the delay meets each request of it. */
async function countAnswers(sandbox: SandboxProcess): Promise<number> {
	const [delay] = await sandbox.control<ActiveFault[]>('GET', '/faults');
	return delay?.met ?? 0;
}

function typical(results: RaceResult[]): RaceResult {
	return {
		milliseconds: Math.round(median(results.map(({ milliseconds }) => milliseconds))),
		peak: Math.max(...results.map(({ peak }) => peak)),
	};
}
