import { reset } from '../acronisBench';
import { countRequests } from '../acronisCounts';
import { answerDelay, measureRecursive, measureReturnAll } from '../acronisLists';
import {
	measureDownload,
	measureSmallUploads,
	measureUpload,
	type Transfer,
} from '../acronisTransfers';
import { setBenchStage } from '../benchStage';
import { mebibyte } from '../statistics';
import type { BenchSuite, Measurement } from '../suite';

const bigFile = 4 * 1024 ** 3;
const smallUploads = 1_000;
const smallRounds = 3;
const entries = 100_000;
const folders = 10_000;
const counted = 1_000;

/** What files and long lists take in a real n8n, against the plainest programs that do the same. */
export const suite: BenchSuite = {
	deadline: 50 * 60_000,
	async run(lifetime, report) {
		const bench = await setBenchStage(lifetime, report, (folder) => ({
			N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
			N8N_RESTRICT_FILE_ACCESS_TO: folder,
		}));

		const requests = await countRequests(bench, counted);
		const small = await measureSmallUploads(bench, smallUploads, smallRounds);
		const recursive = await measureRecursive(bench, folders);
		const returnAll = await measureReturnAll(bench, entries);
		// What the lists left on the heap would hide what a transfer takes.
		await bench.n8n.restart();
		await reset(bench);
		const upload = await measureUpload(bench, bigFile);
		const download = await measureDownload(bench, bigFile);
		const table: Measurement['table'] = [
			transferRow('upload', upload),
			transferRow('download', download),
			{
				what: `${small.count} small uploads: ms`,
				ours: small.ours,
				'HTTP Request': small.httpRequest,
			},
			{
				what: `${returnAll.entries} entries, answers after ${answerDelay} ms: ms`,
				ours: returnAll.ours,
				plain: returnAll.loop,
			},
			{
				what: `${recursive.folders} folders, answers after ${answerDelay} ms: ms`,
				ours: recursive.ours,
				plain: recursive.walk,
			},
		];
		return {
			table,
			figures: {
				upload: transferFigures(upload),
				download: transferFigures(download),
				smallUploads: { count: small.count, ratioToHttpRequest: small.ratioToHttpRequest },
				returnAll: {
					entries: returnAll.entries,
					ratioToLoop: returnAll.ratioToLoop,
					rssGrowthMiB: returnAll.rssGrowthMiB,
				},
				recursive: { folders: recursive.folders, speedup: recursive.speedup },
				requests,
			},
		};
	},
};

function transferRow(name: string, { bytes, milliseconds }: Transfer) {
	return {
		what: `${name} of ${bytes / mebibyte} MiB: ms`,
		ours: milliseconds.ours,
		plain: milliseconds.curl,
		'HTTP Request': milliseconds.httpRequest,
	};
}

function transferFigures(transfer: Transfer) {
	const { bytes, rssGrowthMiB, ratioToCurl, rssGrowthHttpRequestMiB, ratioToHttpRequest } =
		transfer;
	return { bytes, rssGrowthMiB, ratioToCurl, rssGrowthHttpRequestMiB, ratioToHttpRequest };
}
