import { docSpaceNode, type Link } from '../e2e/chainWorkflow';
import type { ActiveFault } from '../sandbox/http/faults';
import type { OriginStatistics } from '../sandbox/http/journal';
import type { BenchStage } from './benchStage';
import { httpRequest, items } from './chainRuns';
import { median } from './statistics';

/** Who takes part: our node, n8n's HTTP Request and a plain declarative node. */
const contenderNames = ['ours', 'httpRequest', 'plainDeclarative'] as const;
type ContenderName = (typeof contenderNames)[number];

/** What a contender took for all items. */
export interface RaceResult {
	/** Milliseconds inside the node: the median of the rounds. */
	milliseconds: number;
	/** The most requests that the server had in work at once, in any round. */
	peak: number;
}

const rounds = 5;
const answerDelay = 50;

/** Lets the contenders run in turns with so many items each, after one round that does not count. */
export async function raceContenders(
	stage: BenchStage,
	count: number,
): Promise<Record<ContenderName, RaceResult>> {
	const { sandbox, report } = stage;
	const links = contenders(sandbox.offer.docSpace.url);
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
			const result = await runContender(stage, links[name], count);
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

/** Nodes that do the same: get the backup progress of the portal at this address. */
function contenders(portalUrl: string): Record<ContenderName, Link> {
	const ours = docSpaceNode('backup', 'getProgress', { dump: false });
	return {
		ours,
		httpRequest: httpRequest('docSpaceApi', {
			url: `${portalUrl}/api/2.0/backup/getbackupprogress?dump=false`,
		}),
		plainDeclarative: {
			type: 'CUSTOM.plainDeclarative',
			typeVersion: 1,
			parameters: { operation: 'getProgress', dump: false },
			credentials: ours.credentials,
		},
	};
}

/** @throws an Error when not every item came out, or not every one was asked for */
async function runContender(
	{ chains, sandbox }: BenchStage,
	contender: Link,
	count: number,
): Promise<RaceResult> {
	const answeredBefore = await countAnswers(sandbox);
	await sandbox.control('DELETE', '/statistics');
	const run = await chains.run(...items(count), contender);
	if (run.items.length !== count) throw new Error(`${run.items.length} of ${count} items came out`);
	const answered = (await countAnswers(sandbox)) - answeredBefore;
	if (answered !== count) throw new Error(`The portal answered ${answered} of ${count} requests`);
	const { docSpace } = await sandbox.control<{ docSpace: OriginStatistics }>('GET', '/statistics');
	return { milliseconds: run.milliseconds, peak: docSpace.peakInFlight };
}

/** How often the operation has been answered: the delay meets each request of it. */
async function countAnswers(sandbox: BenchStage['sandbox']): Promise<number> {
	const [delay] = await sandbox.control<ActiveFault[]>('GET', '/faults');
	return delay?.met ?? 0;
}

function typical(results: RaceResult[]): RaceResult {
	return {
		milliseconds: Math.round(median(results.map(({ milliseconds }) => milliseconds))),
		peak: Math.max(...results.map(({ peak }) => peak)),
	};
}
