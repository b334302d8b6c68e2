import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nClient } from '../../e2e/n8n/client';
import { installN8n } from '../../e2e/n8n/install';
import { N8nInstance } from '../../e2e/n8n/instance';
import { packPackage } from '../../e2e/n8n/pack';
import { runCommand } from '../../e2e/processes';
import { SandboxProcess } from '../../e2e/sandboxProcess';
import type { OriginStatistics, RequestEntry } from '../../sandbox/http/journal';
import { PortalRuns } from '../portalRuns';
import { memoryGrowth } from '../residentMemory';
import { median, rounded } from '../statistics';
import type { BenchSuite } from '../suite';

const minute = 60_000;
const mebibyte = 1024 ** 2;
const archiveBytes = 1024 ** 3;
const backupMinutes = 4;
const records = 1_000;
const events = 10_000;
const pageSize = 100;
const rounds = 5;
/** What a portal on the net takes for an answer; both contenders meet it. */
const answerDelay = 50;

/**
 * What waiting for a backup costs the portal, and what lists and a download take in a real n8n
 * against the plainest programs that do the same.
 */
export const suite: BenchSuite = {
	deadline: 25 * minute,
	async run(lifetime, report) {
		const { signal } = lifetime;
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-docspace-acronis-'));
		await lifetime.onEnd(() => rm(folder, { recursive: true, force: true }));
		const n8n = await installN8n(report, signal);
		const packed = await packPackage(folder, signal);
		const sandbox = await SandboxProcess.start(lifetime, folder);
		const instance = await N8nInstance.prepare({
			n8n,
			folder: join(folder, 'n8n'),
			package: packed,
			environment: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' },
			signal,
		});
		await lifetime.onEnd(() => instance.stop());
		report('Starting n8n …');
		await instance.start();
		const portal = await PortalRuns.prepare(new N8nClient(instance.url), sandbox, signal);

		report(`Waiting for a backup of ${backupMinutes} minutes …`);
		const wait = await measureWait(portal, sandbox);
		report('Downloading it …');
		const download = await measureDownload({ portal, sandbox, instance, folder, signal, ...wait });
		report('Reading lists …');
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
		const history = await raceList(portal, sandbox, {
			resource: 'backup',
			path: '/backup/getbackuphistory',
			least: records,
		});
		const auditEvents = await raceList(portal, sandbox, {
			resource: 'auditEvent',
			path: '/security/audit/events/filter',
			paged: true,
			least: events,
		});
		return {
			table: [
				{ what: 'wait: requests a minute', ours: wait.requestsPerMinute, theirs: '', ratio: '' },
				row(`history, ${records} records: ms`, history),
				row(`audit, ${events} events: ms`, auditEvents),
				row('download, 1 GiB: MiB a second', download),
				{
					what: 'download: MiB of memory',
					ours: download.rssGrowthMiB,
					theirs: '',
					ratio: '',
				},
			],
			figures: {
				wait: { requestsPerMinute: wait.requestsPerMinute },
				history: { ratioToLoop: history.ratio },
				auditEvents: { ratioToLoop: auditEvents.ratio },
				download: {
					bytes: archiveBytes,
					rssGrowthMiB: download.rssGrowthMiB,
					ratioToCurl: download.ratio,
				},
			},
		};
	},
};

interface Comparison {
	ours: number;
	theirs: number;
	ratio: number;
	/**
	 * How many requests a list takes us (its pages, and what the node asks beside them), and the most
	 * of them that were in work at once.
	 */
	load?: { requests: number; 'peak in flight': number };
}

function row(what: string, { ours, theirs, ratio, load }: Comparison) {
	return { what, ours, theirs, ratio, ...load };
}

/** How often the portal is asked from the second minute on. */
async function measureWait(portal: PortalRuns, sandbox: SandboxProcess) {
	const backup = { durationMilliseconds: backupMinutes * minute, archiveBytes };
	await sandbox.control('POST', '/settings', { docSpace: { backup } });
	const { items } = await portal.run('backup', 'start');
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

/** The archive into n8n's binary store, against curl into a file. */
async function measureDownload(options: {
	portal: PortalRuns;
	sandbox: SandboxProcess;
	instance: N8nInstance;
	folder: string;
	signal: AbortSignal;
	link: string;
}): Promise<Comparison & { rssGrowthMiB: number }> {
	const { portal, sandbox, instance, folder, signal, link } = options;
	const { pid } = instance;
	if (pid === undefined) throw new Error('n8n does not run');
	const { result, growth } = await memoryGrowth(pid, () =>
		portal.run('backup', 'download', { link }),
	);
	const bytes = Number(result.items[0]?.json.bytes);
	if (bytes !== archiveBytes) throw new Error(`${bytes} bytes came of ${archiveBytes}`);

	const file = join(folder, 'archive');
	const began = performance.now();
	await runCommand({
		command: 'curl',
		arguments: ['-sSf', '-H', cookieOf(sandbox), '-o', file, link],
		deadline: 10 * minute,
		signal,
	});
	const curlMilliseconds = performance.now() - began;
	if ((await stat(file)).size !== archiveBytes) throw new Error('curl did not get all of it');
	await rm(file);
	const speed = (milliseconds: number) => archiveBytes / mebibyte / (milliseconds / 1000);
	return {
		ours: rounded(speed(result.milliseconds), 1),
		theirs: rounded(speed(curlMilliseconds), 1),
		ratio: rounded(curlMilliseconds / result.milliseconds, 2),
		rssGrowthMiB: rounded(growth / mebibyte, 1),
	};
}

/** Get Many with Return All, against a loop that asks for one page after the other; in turns. */
async function raceList(
	portal: PortalRuns,
	sandbox: SandboxProcess,
	list: { resource: string; path: string; paged?: boolean; least: number },
): Promise<Comparison> {
	const ours: number[] = [];
	const theirs: number[] = [];
	const statistics = async () =>
		(await sandbox.control<{ docSpace: OriginStatistics }>('GET', '/statistics')).docSpace;
	await sandbox.control('DELETE', '/statistics');
	let requests = 0;
	for (let round = 0; round <= rounds; round++) {
		const { milliseconds, items } = await portal.run(list.resource, 'getAll', { returnAll: true });
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
