import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { docSpaceNode } from '../e2e/chain/chainWorkflow';
import type { SandboxProcess } from '../e2e/process/sandboxProcess';
import type { OriginStatistics, RequestEntry } from '../sandbox/http/journal';
import { type BenchStage, pidOf } from './benchStage';
import { curlDownload } from './curl';
import { memoryGrowth } from './residentMemory';
import { mebibyte, median, rounded } from './statistics';

const minute = 60_000;
/** How long the backup takes that is waited for. */
export const backupMinutes = 4;
const pageSize = 100;
const rounds = 5;
/** What a portal on the net takes for an answer; both contenders meet it. */
const answerDelay = 50;

/** A figure of ours against one of the plainest program that does the same. */
export interface Comparison {
	ours: number;
	theirs: number;
	ratio: number;
	/**
	 * How many requests a list takes us (its pages, and what the node asks beside them), and the most
	 * of them that were in work at once.
	 */
	load?: { requests: number; 'peak in flight': number };
}

/** How often the portal is asked from the second minute on. */
export async function measureWait({ chains, sandbox }: BenchStage, archiveBytes: number) {
	const backup = { durationMilliseconds: backupMinutes * minute, archiveBytes };
	await sandbox.control('POST', '/settings', { docSpace: { backup } });
	const { items } = await chains.run(docSpaceNode('backup', 'start'));
	const requests = await sandbox.control<RequestEntry[]>('GET', '/requests');
	const start = requests.find(({ operationId }) => operationId === 'startBackup');
	if (!start) throw new Error('No backup was started');
	const looks = requests.filter(
		({ operationId, time }) =>
			operationId === 'getBackupProgress' &&
			time >= start.time + minute &&
			time < start.time + backupMinutes * minute,
	);
	return {
		requestsPerMinute: rounded(looks.length / (backupMinutes - 1), 2),
		link: String(items[0]?.json.link),
	};
}

/** The archive into n8n's binary store, checked and unchecked, against curl into a file. */
export async function measureDownload(
	stage: BenchStage,
	link: string,
	archiveBytes: number,
): Promise<Comparison & { rssGrowthMiB: number; checkCost: number }> {
	const { chains, sandbox, parts, signal } = stage;
	const unchecked = await chains.run(
		docSpaceNode('backup', 'download', { link, options: { checkArchive: false } }),
	);
	const { result, growth } = await memoryGrowth(pidOf(stage), () =>
		chains.run(docSpaceNode('backup', 'download', { link })),
	);
	const bytes = Number(result.items[0]?.json.bytes);
	if (bytes !== archiveBytes) throw new Error(`${bytes} bytes came of ${archiveBytes}`);

	const output = join(parts.folder, 'archive');
	const curlMilliseconds = await curlDownload(
		{ header: cookieOf(sandbox), url: link, output, signal },
		archiveBytes,
	);
	await rm(output);
	const speed = (milliseconds: number) => archiveBytes / mebibyte / (milliseconds / 1000);
	return {
		ours: rounded(speed(result.milliseconds), 1),
		theirs: rounded(speed(curlMilliseconds), 1),
		ratio: rounded(curlMilliseconds / result.milliseconds, 2),
		rssGrowthMiB: rounded(growth / mebibyte, 1),
		checkCost: rounded(result.milliseconds / unchecked.milliseconds, 2),
	};
}

/** The history of backups and the audit trail, each read whole. */
export async function measureLists(
	stage: BenchStage,
	{ records, events }: { records: number; events: number },
): Promise<Record<'history' | 'auditEvents', Comparison>> {
	const { sandbox } = stage;
	await sandbox.control('POST', '/portal-history', {
		archives: records,
		audit: { count: events },
	});
	for (const operationId of ['getBackupHistory', 'getAuditEvents']) {
		await sandbox.control('POST', '/faults', {
			operationId,
			times: 'always',
			delayMilliseconds: answerDelay,
		});
	}
	return {
		history: await raceList(stage, {
			resource: 'backup',
			path: '/backup/getbackuphistory',
			least: records,
		}),
		auditEvents: await raceList(stage, {
			resource: 'auditEvent',
			path: '/security/audit/events/filter',
			paged: true,
			least: events,
		}),
	};
}

/** Get Many with Return All, against a loop that asks for one page after the other; in turns. */
async function raceList(
	{ chains, sandbox }: BenchStage,
	list: { resource: string; path: string; paged?: boolean; least: number },
): Promise<Comparison> {
	const ours: number[] = [];
	const theirs: number[] = [];
	const statistics = async () =>
		(await sandbox.control<{ docSpace: OriginStatistics }>('GET', '/statistics')).docSpace;
	await sandbox.control('DELETE', '/statistics');
	let requests = 0;
	for (let round = 0; round <= rounds; round++) {
		const { milliseconds, items } = await chains.run(
			docSpaceNode(list.resource, 'getAll', { returnAll: true }),
		);
		if (round === 0) requests = (await statistics()).requests;
		const began = performance.now();
		const rows = await readPlainly(sandbox, list.path, list.paged === true);
		const loopMilliseconds = performance.now() - began;
		if (items.length !== rows || rows < list.least) {
			throw new Error(`${items.length} items came out, and the loop read ${rows} rows`);
		}
		// The first round warms up.
		if (round > 0) ours.push(milliseconds);
		if (round > 0) theirs.push(loopMilliseconds);
	}
	return {
		ours: rounded(median(ours), 0),
		theirs: rounded(median(theirs), 0),
		ratio: rounded(median(ours) / median(theirs), 2),
		load: { requests, 'peak in flight': (await statistics()).peakInFlight },
	};
}

/** @returns the number of rows */
async function readPlainly(sandbox: SandboxProcess, path: string, paged: boolean) {
	const [name = '', value = ''] = cookieOf(sandbox).split(': ');
	let rows = 0;
	for (;;) {
		const query = paged ? `?startIndex=${rows}&count=${pageSize}` : '';
		const url = `${sandbox.offer.docSpace.url}/api/2.0${path}${query}`;
		const answer = await fetch(url, { headers: { [name]: value } });
		const { response }: { response: unknown[] } = JSON.parse(await answer.text());
		rows += response.length;
		if (!paged || response.length < pageSize) return rows;
	}
}

function cookieOf({ offer }: SandboxProcess): string {
	return `Cookie: asc_auth_key=${offer.docSpace.credentials.adminCookie}`;
}
