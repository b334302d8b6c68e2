import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { acronisNode, type Link } from '../e2e/chain/chainWorkflow';
import { seededStream } from '../sandbox/random';
import { accessToken, filesAddress, reset } from './acronisBench';
import { type BenchStage, pidOf } from './benchStage';
import { type ChainRun, httpRequest, items } from './chainRuns';
import { curl, curlDownload } from './curl';
import { memoryGrowth } from './residentMemory';
import { mebibyte, median, rounded } from './statistics';

/** One way of moving a file against the plainest ones. */
export interface Transfer {
	bytes: number;
	rssGrowthMiB: number;
	ratioToCurl: number;
	ratioToHttpRequest: number;
	rssGrowthHttpRequestMiB: number;
	milliseconds: { ours: number; curl: number; httpRequest: number };
}

const smallBytes = 1_000;
const octetStream = 'application/octet-stream';
const credentialType = 'acronisFilesPasswordApi';

/** A big file from n8n's binary store to the service. */
export async function measureUpload(bench: BenchStage, bytes: number): Promise<Transfer> {
	const { sandbox, parts, chains, report } = bench;
	const file = join(parts.folder, 'big.bin');
	report(`Making a file of ${bytes / mebibyte} MiB …`);
	await pipeline(seededStream(1, 'bench', bytes), createWriteStream(file));
	const read: Link = {
		type: 'n8n-nodes-base.readWriteFile',
		typeVersion: 1,
		parameters: { operation: 'read', fileSelector: file, options: {} },
	};
	const upload = filesAddress(sandbox, 'sync_and_share_nodes/0/upload');

	report('Uploading it with curl …');
	const curlMilliseconds = await curl({
		...(await asAdmin(bench)),
		upload: file,
		url: `${upload}?filename=curl.bin&size=${bytes}`,
		output: join(parts.folder, 'answer'),
	});
	await reset(bench);

	report('Uploading it with this package …');
	const ours = await memoryGrowth(pidOf(bench), () =>
		chains.run(read, acronisNode('file', 'upload')),
	);
	check(ours.result, 'size', bytes);
	await reset(bench);

	report('Uploading it with HTTP Request …');
	const theirs = await memoryGrowth(pidOf(bench), () =>
		chains.run(
			read,
			httpRequest(credentialType, {
				method: 'POST',
				url: `${upload}?filename=http.bin&size=${bytes}`,
				sendBody: true,
				contentType: 'binaryData',
				inputDataFieldName: 'data',
			}),
		),
	);
	check(theirs.result, 'size', bytes);
	await reset(bench);
	return result(bytes, ours, curlMilliseconds, theirs);
}

/** A big file from the service into n8n's binary store. */
export async function measureDownload(bench: BenchStage, bytes: number): Promise<Transfer> {
	const { sandbox, parts, chains, report } = bench;
	const file = join(parts.folder, 'big.bin');
	const admin = await asAdmin(bench);
	await curl({
		...admin,
		upload: file,
		url: filesAddress(sandbox, `sync_and_share_nodes/0/upload?filename=big.bin&size=${bytes}`),
		output: join(parts.folder, 'answer'),
	});
	await rm(file);
	const files = await sandbox.control<{ uuid: string }[]>('GET', '/files');
	const uuid = files[0]?.uuid ?? '';
	const url = filesAddress(sandbox, `sync_and_share_nodes/${uuid}/download`);

	report('Downloading it with curl …');
	const curlMilliseconds = await curlDownload({ ...admin, url, output: file }, bytes);
	await rm(file);

	report('Downloading it with this package …');
	const ours = await memoryGrowth(pidOf(bench), () =>
		chains.run(acronisNode('file', 'download', { file: { __rl: true, mode: 'id', value: uuid } })),
	);
	check(ours.result, 'bytes', bytes);

	report('Downloading it with HTTP Request …');
	const theirs = await memoryGrowth(pidOf(bench), () =>
		chains.run(
			httpRequest(credentialType, {
				url,
				options: { response: { response: { responseFormat: 'file' } } },
			}),
		),
	);
	if (!theirs.result.items[0]?.binary) throw new Error('HTTP Request put out no file');
	await reset(bench);
	return result(bytes, ours, curlMilliseconds, theirs);
}

/** Many small files, in turns; the first round warms up. */
export async function measureSmallUploads(bench: BenchStage, count: number, rounds: number) {
	const { sandbox, chains, report } = bench;
	const files: Link[] = [
		...items(count, `{ number, text: 'x'.repeat(${smallBytes}) }`),
		{
			type: 'n8n-nodes-base.convertToFile',
			typeVersion: 1.1,
			parameters: {
				operation: 'toText',
				sourceProperty: 'text',
				options: { fileName: '={{ $json.number }}.bin' },
			},
		},
	];
	const contenders = {
		ours: acronisNode('file', 'upload'),
		httpRequest: httpRequest(credentialType, {
			method: 'POST',
			url: `=${filesAddress(sandbox, 'sync_and_share_nodes/0/upload')}?filename={{ $itemIndex }}.bin&size=${smallBytes}`,
			sendHeaders: true,
			headerParameters: { parameters: [{ name: 'Content-Type', value: octetStream }] },
			sendBody: true,
			contentType: 'binaryData',
			inputDataFieldName: 'data',
		}),
	};
	const taken: Record<keyof typeof contenders, number[]> = { ours: [], httpRequest: [] };
	for (let round = 0; round <= rounds; round++) {
		for (const name of ['ours', 'httpRequest'] as const) {
			const run = await chains.run(...files, contenders[name]);
			const stored = await sandbox.control<unknown[]>('GET', '/files');
			if (run.items.length !== count || stored.length !== count) {
				throw new Error(`${name}: ${run.items.length} items, ${stored.length} files of ${count}`);
			}
			await reset(bench);
			report(`${name}: ${count} small uploads in ${run.milliseconds} ms`);
			if (round > 0) taken[name].push(run.milliseconds);
		}
	}
	const [ours, theirs] = [median(taken.ours), median(taken.httpRequest)];
	return { count, ours, httpRequest: theirs, ratioToHttpRequest: rounded(theirs / ours, 2) };
}

async function asAdmin({ sandbox, signal }: BenchStage) {
	return { header: `Authorization: Bearer ${await accessToken(sandbox)}`, signal };
}

function check({ items }: ChainRun, member: string, bytes: number): void {
	const came = Number(items[0]?.json[member]);
	if (came !== bytes) throw new Error(`${came} bytes came of ${bytes}`);
}

type Measured = { result: ChainRun; growth: number };

function result(bytes: number, ours: Measured, curlTime: number, theirs: Measured): Transfer {
	return {
		bytes,
		rssGrowthMiB: rounded(ours.growth / mebibyte, 1),
		ratioToCurl: rounded(curlTime / ours.result.milliseconds, 2),
		ratioToHttpRequest: rounded(theirs.result.milliseconds / ours.result.milliseconds, 2),
		rssGrowthHttpRequestMiB: rounded(theirs.growth / mebibyte, 1),
		milliseconds: {
			ours: Math.round(ours.result.milliseconds),
			curl: Math.round(curlTime),
			httpRequest: Math.round(theirs.result.milliseconds),
		},
	};
}
