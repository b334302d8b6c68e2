import { acronisNode } from '../e2e/chain/chainWorkflow';
import { accessToken, askFiles, reset } from './acronisBench';
import { type BenchStage, pidOf } from './benchStage';
import { memoryGrowth } from './residentMemory';
import { mebibyte, rounded } from './statistics';

const pageSize = 100;

/** What a service on the net takes for an answer; both contenders meet it. */
export const answerDelay = 20;

/** All entries of the audit log, against a loop that asks for one page after the other. */
export async function measureReturnAll(bench: BenchStage, entries: number) {
	const { sandbox, chains, report } = bench;
	await sandbox.control('POST', '/audit-log', { count: entries, stepMilliseconds: 1000 });
	await delay(bench, 'listAuditLog');
	report(`Reading ${entries} entries with a loop …`);
	const token = await accessToken(sandbox);
	const began = performance.now();
	const rows = await readPages(bench, token, 'audit_log');
	const loop = performance.now() - began;
	report('Reading them with this package …');
	const { result, growth } = await memoryGrowth(pidOf(bench), () =>
		chains.run(acronisNode('auditLog', 'getAll', { returnAll: true })),
	);
	if (rows.length < entries || result.items.length < entries) {
		throw new Error(`The loop read ${rows.length} rows, ${result.items.length} items came out`);
	}
	await reset(bench);
	return {
		entries,
		ours: result.milliseconds,
		loop: Math.round(loop),
		ratioToLoop: rounded(result.milliseconds / loop, 2),
		rssGrowthMiB: rounded(growth / mebibyte, 1),
	};
}

/** All folders below the topmost one, against a walk that reads one after the other. */
export async function measureRecursive(bench: BenchStage, folders: number) {
	const { sandbox, chains, report } = bench;
	const token = await accessToken(sandbox);
	report(`Making ${folders} folders …`);
	const each = Math.round(Math.sqrt(folders));
	for (let outer = 0; outer < folders / each; outer++) {
		const parent = await makeFolder(bench, token, `Folder ${outer}`, '0');
		const inner = Array.from({ length: each - 1 }, (_, number) => `Folder ${number}`);
		await Promise.all(inner.map((name) => makeFolder(bench, token, name, parent)));
	}
	await delay(bench, 'listContents');
	report('Walking them one after the other …');
	const began = performance.now();
	const walked = await walk(bench, token);
	const sequential = performance.now() - began;
	report('Listing them with this package …');
	const { milliseconds, items } = await chains.run(
		acronisNode('folder', 'getAll', { recursive: true, returnAll: true }),
	);
	if (walked !== items.length || walked !== folders) {
		throw new Error(`The walk met ${walked} folders, ${items.length} items came out`);
	}
	await reset(bench);
	return {
		folders,
		ours: milliseconds,
		walk: Math.round(sequential),
		speedup: rounded(sequential / milliseconds, 2),
	};
}

async function delay({ sandbox }: BenchStage, operationId: string): Promise<void> {
	const fault = { operationId, times: 'always', delayMilliseconds: answerDelay };
	await sandbox.control('POST', '/faults', fault);
}

async function readPages({ sandbox }: BenchStage, token: string, path: string) {
	const rows: { uuid: string; is_directory?: boolean }[] = [];
	for (let page = 1; ; page++) {
		const query = `${path}?page=${page}&per_page=${pageSize}`;
		const { status, body } = await askFiles<typeof rows>(sandbox, token, query);
		rows.push(...body);
		if (status === 200 || body.length < pageSize) return rows;
	}
}

async function makeFolder({ sandbox }: BenchStage, token: string, name: string, parent: string) {
	const { body } = await askFiles<{ uuid: string }>(sandbox, token, 'sync_and_share_nodes', {
		sync_and_share_node: { name, parent_uuid: parent },
	});
	return body.uuid;
}

async function walk(bench: BenchStage, token: string): Promise<number> {
	const waiting = ['0'];
	let met = 0;
	for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
		const rows = await readPages(bench, token, `sync_and_share_nodes/${folder}/contents`);
		met += rows.length;
		for (const row of rows) if (row.is_directory) waiting.push(row.uuid);
	}
	return met;
}
