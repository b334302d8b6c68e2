import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runCommand } from '../e2e/processes';
import { seededStream } from '../sandbox/random';
import {
	type AcronisBench,
	accessToken,
	filesAddress,
	mebibyte,
	pidOf,
	reset,
} from './acronisBench';
import { acronisNode, type ChainRun, httpRequest, type Link } from './chainRuns';
import { memoryGrowth } from './residentMemory';
import { median, rounded } from './statistics';

const transferDeadline = 10 * 60_000;

/** One way of moving a file against the plainest ones. */
export interface Transfer {
	bytes: number;
	rssGrowthMiB: number;
	ratioToCurl: number;
	rssGrowthHttpRequestMiB: number;
	milliseconds: { ours: number; curl: number; httpRequest: number };
}

const smallBytes = 1_000;
const octetStream = 'application/octet-stream';

/** A big file from n8n's binary store to the service. */
export async function measureUpload(bench: AcronisBench, bytes: number): Promise<Transfer> {
	const { sandbox, folder, chains, report } = bench;
	const file = join(folder, 'big.bin');
	report(`Making a file of ${bytes / mebibyte} MiB …`);
	await pipeline(seededStream(1, 'bench', bytes), createWriteStream(file));
	const read: Link = {
		type: 'n8n-nodes-base.readWriteFile',
		typeVersion: 1,
		parameters: { operation: 'read', fileSelector: file, options: {} },
	};
	const upload = filesAddress(sandbox, 'sync_and_share_nodes/0/upload');

	report('Uploading it with curl …');
	const began = performance.now();
	await curl(bench, ['-X', 'POST', '-H', `Content-Type: ${octetStream}`, '-T', file], {
		url: `${upload}?filename=curl.bin&size=${bytes}`,
		output: join(folder, 'answer'),
	});
	const curlMilliseconds = performance.now() - began;
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
			httpRequest({
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
export async function measureDownload(bench: AcronisBench, bytes: number): Promise<Transfer> {
	const { sandbox, folder, chains, report } = bench;
	const file = join(folder, 'big.bin');
	const answer = join(folder, 'answer');
	await curl(bench, ['-X', 'POST', '-H', `Content-Type: ${octetStream}`, '-T', file], {
		url: filesAddress(sandbox, `sync_and_share_nodes/0/upload?filename=big.bin&size=${bytes}`),
		output: answer,
	});
	await rm(file);
	const files = await sandbox.control<{ uuid: string }[]>('GET', '/files');
	const uuid = files[0]?.uuid ?? '';
	const url = filesAddress(sandbox, `sync_and_share_nodes/${uuid}/download`);

	report('Downloading it with curl …');
	const began = performance.now();
	await curl(bench, [], { url, output: file });
	const curlMilliseconds = performance.now() - began;
	if ((await stat(file)).size !== bytes) throw new Error('curl did not get all of it');
	await rm(file);

	report('Downloading it with this package …');
	const ours = await memoryGrowth(pidOf(bench), () =>
		chains.run(acronisNode('file', 'download', { file: { __rl: true, mode: 'id', value: uuid } })),
	);
	check(ours.result, 'bytes', bytes);

	report('Downloading it with HTTP Request …');
	const theirs = await memoryGrowth(pidOf(bench), () =>
		chains.run(
			httpRequest({ url, options: { response: { response: { responseFormat: 'file' } } } }),
		),
	);
	if (!theirs.result.items[0]?.binary) throw new Error('HTTP Request put out no file');
	await reset(bench);
	return result(bytes, ours, curlMilliseconds, theirs);
}

/** Many small files, in turns; the first round warms up. */
export async function measureSmallUploads(bench: AcronisBench, count: number, rounds: number) {
	const { sandbox, chains, report } = bench;
	const list = `={{ Array.from({ length: ${count} }, (_, number) => ({ number, text: 'x'.repeat(${smallBytes}) })) }}`;
	const files: Link[] = [
		{
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: {
				assignments: { assignments: [{ id: 'list', name: 'list', type: 'array', value: list }] },
			},
		},
		{
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'list', options: {} },
		},
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
		httpRequest: httpRequest({
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
			const { milliseconds, items } = await chains.run(...files, contenders[name]);
			const stored = await sandbox.control<unknown[]>('GET', '/files');
			if (items.length !== count || stored.length !== count) {
				throw new Error(`${name}: ${items.length} items, ${stored.length} files of ${count}`);
			}
			await reset(bench);
			report(`${name}: ${count} small uploads in ${milliseconds} ms`);
			if (round > 0) taken[name].push(milliseconds);
		}
	}
	const [ours, theirs] = [median(taken.ours), median(taken.httpRequest)];
	return { count, ours, httpRequest: theirs, ratioToHttpRequest: rounded(theirs / ours, 2) };
}

async function curl(
	{ sandbox, signal }: AcronisBench,
	more: string[],
	{ url, output }: { url: string; output: string },
): Promise<void> {
	const token = await accessToken(sandbox);
	await runCommand({
		command: 'curl',
		arguments: ['-sSf', '-H', `Authorization: Bearer ${token}`, ...more, '-o', output, url],
		deadline: transferDeadline,
		signal,
	});
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
		rssGrowthHttpRequestMiB: rounded(theirs.growth / mebibyte, 1),
		milliseconds: {
			ours: Math.round(ours.result.milliseconds),
			curl: Math.round(curlTime),
			httpRequest: Math.round(theirs.result.milliseconds),
		},
	};
}
