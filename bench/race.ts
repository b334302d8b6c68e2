import { docSpaceNode, type Link } from '../e2e/chain/chainWorkflow';
import type { ActiveFault, Fault } from '../sandbox/http/faults';
import type { OriginStatistics, RequestEntry } from '../sandbox/http/journal';
import type { BenchStage } from './benchStage';
import { httpRequest, items } from './chainRuns';
import { median } from './statistics';

/** Who takes part: our node, n8n's HTTP Request and a plain declarative node. */
export type ContenderName = 'ours' | 'httpRequest' | 'plainDeclarative';

/** What a contender took for all items. */
export interface RaceResult {
	/** Milliseconds inside the node: the median of the rounds. */
	milliseconds: number;
	/** The most requests that the server had in work at once, in any round. */
	peak: number;
	/** How many requests the server refused, of the worst round. */
	refusals: number;
	/** How many items did not come out well, of the worst round. */
	failed: number;
}

/** A race at one portal. */
export interface Race {
	/** Items a contender gets in a round. */
	count: number;
	/** How the portal behaves to the operation that all of them use. */
	portal: Pick<Fault, 'delayMilliseconds' | 'limit'>;
	/** What our node's option of that name is set to. */
	requestsAtOnce?: number;
	rounds: number;
	contenders: readonly ContenderName[];
}

/** Lets the contenders run in turns, after one round that does not count. */
export async function race(
	stage: BenchStage,
	{ count, portal, requestsAtOnce, rounds, contenders }: Race,
): Promise<Record<ContenderName, RaceResult>> {
	const { sandbox, report } = stage;
	const links = linksFor(sandbox.offer.docSpace.url, requestsAtOnce);
	const results: Record<ContenderName, RaceResult[]> = {
		ours: [],
		httpRequest: [],
		plainDeclarative: [],
	};
	for (let round = portal.limit ? 1 : 0; round <= rounds; round++) {
		for (const name of contenders) {
			await sandbox.control('DELETE', '/faults');
			const operationId = 'getBackupProgress';
			await sandbox.control('POST', '/faults', { operationId, times: 'always', ...portal });
			const result = await runContender(stage, links[name], count);
			report(`${name}: ${JSON.stringify(result)}`);
			if (round > 0) results[name].push(result);
		}
	}
	await sandbox.control('DELETE', '/faults');
	return {
		ours: typical(results.ours),
		httpRequest: typical(results.httpRequest),
		plainDeclarative: typical(results.plainDeclarative),
	};
}

/** Nodes that do the same: get the backup progress of the portal at this address. */
function linksFor(
	portalUrl: string,
	requestsAtOnce: number | undefined,
): Record<ContenderName, Link> {
	const requestOptions = requestsAtOnce === undefined ? {} : { requestsAtOnce };
	const ours = docSpaceNode('backup', 'getProgress', { dump: false, requestOptions });
	const request = httpRequest('docSpaceApi', {
		url: `${portalUrl}/api/2.0/backup/getbackupprogress?dump=false`,
	});
	const plain: Link = {
		type: 'CUSTOM.plainDeclarative',
		typeVersion: 1,
		parameters: { operation: 'getProgress', dump: false },
		credentials: ours.credentials,
	};
	// An item that fails must not keep the others from being counted.
	const patient = (link: Link): Link => ({ ...link, onError: 'continueRegularOutput' });
	return {
		ours: patient(ours),
		httpRequest: patient(request),
		plainDeclarative: patient(plain),
	};
}

/** @throws an Error when items are missing, or none was asked for */
async function runContender(
	{ chains, sandbox }: BenchStage,
	contender: Link,
	count: number,
): Promise<RaceResult> {
	await sandbox.control('DELETE', '/statistics');
	const run = await chains.run(...items(count), contender);
	if (run.items.length !== count) throw new Error(`${run.items.length} of ${count} items came out`);
	const { docSpace } = await sandbox.control<{ docSpace: OriginStatistics }>('GET', '/statistics');
	const [fault] = await sandbox.control<ActiveFault[]>('GET', '/faults');
	if ((fault?.met ?? 0) < count) throw new Error(`The portal was asked ${fault?.met} times only`);
	return {
		milliseconds: run.milliseconds,
		peak: docSpace.peakInFlight,
		refusals: (await refusalsOf(sandbox, fault)).length,
		failed: run.items.filter(({ json }) => 'error' in json).length,
	};
}

async function refusalsOf(sandbox: BenchStage['sandbox'], fault?: ActiveFault) {
	const requests = await sandbox.control<RequestEntry[]>('GET', '/requests');
	return requests.filter(({ status, faultId }) => status === 429 && faultId === fault?.id);
}

function typical(results: RaceResult[]): RaceResult {
	const most = (name: 'peak' | 'refusals' | 'failed') =>
		Math.max(0, ...results.map((result) => result[name]));
	const times = results.map(({ milliseconds }) => milliseconds);
	return {
		milliseconds: times.length > 0 ? Math.round(median(times)) : NaN,
		peak: most('peak'),
		refusals: most('refusals'),
		failed: most('failed'),
	};
}
