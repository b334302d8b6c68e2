import { setBenchStage } from '../benchStage';
import {
	backupMinutes,
	type Comparison,
	measureDownload,
	measureLists,
	measureWait,
} from '../portal';
import type { BenchSuite } from '../suite';

const archiveBytes = 1024 ** 3;
const records = 1_000;
const events = 10_000;

/**
 * What waiting for a backup costs the portal, and what lists and a download take in a real n8n
 * against the plainest programs that do the same.
 */
export const suite: BenchSuite = {
	deadline: 25 * 60_000,
	async run(lifetime, report) {
		const stage = await setBenchStage(lifetime, report, () => ({
			N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		}));
		report(`Waiting for a backup of ${backupMinutes} minutes …`);
		const wait = await measureWait(stage, archiveBytes);
		report('Downloading it …');
		const download = await measureDownload(stage, wait.link, archiveBytes);
		report('Reading lists …');
		const { history, auditEvents } = await measureLists(stage, { records, events });
		return {
			table: [
				{ what: 'wait: requests a minute', ours: wait.requestsPerMinute, theirs: '', ratio: '' },
				row(`history, ${records} records: ms`, history),
				row(`audit, ${events} events: ms`, auditEvents),
				row('download, 1 GiB: MiB a second', download),
				{
					what: 'download: checked against unchecked',
					ours: '',
					theirs: '',
					ratio: download.checkCost,
				},
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
					ratioToUnchecked: download.checkCost,
				},
			},
		};
	},
};

function row(what: string, { ours, theirs, ratio, load }: Comparison) {
	return { what, ours, theirs, ratio, ...load };
}
