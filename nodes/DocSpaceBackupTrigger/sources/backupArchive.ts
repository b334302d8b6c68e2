import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { ANSWER } from '../../DocSpaceBackup/service/answers';
import { docSpace } from '../../DocSpaceBackup/service/docSpace';
import { absoluteLink } from '../../DocSpaceBackup/service/portalLink';
import { itemsOf } from '../../shared/http/items';
import { request } from '../../shared/http/request';
import { toIsoDate } from '../../shared/parameters/dates';
import type { PollSource } from '../../shared/polling/source';
import { AgedMap } from '../../shared/util/agedMap';
import { isRecord } from '../../shared/util/isRecord';
import { BACKUP_ACTIONS } from './backupActions';

/** What leads to the archive of a backup; null where it could not be found. */
interface BackupArchive {
	backupId: string | null;
	fileName: string | null;
	/** Absolute, where the portal still shows one. */
	link: string | null;
}

const NO_ARCHIVE: BackupArchive = { backupId: null, fileName: null, link: null };

/**
 * The record is written before the event, with a notification between the two (`BackupProgressItem.cs`,
 * 3.7.2). Two backups of a portal never run at a time, so no other record comes between them.
 */
const APART_MS = 60_000;

/** Both are stored by the second, and may be rounded. */
const ROUNDED_MS = 1_000;

/** Archives by portal and event, so that the history is read once for each event. */
const found = new AgedMap<BackupArchive>();

/**
 * Adds to each event about a completed backup what leads to its archive. An event itself names none:
 * it is the last record of the history that was written in the minute before it. The history is read
 * only for events that were not looked at before, since reading it makes the portal drop records
 * whose storage it cannot reach at that moment.
 *
 * A portal that does not tell is no reason to hold an event back: it comes without an archive then.
 */
export function withArchives(
	context: IPollFunctions,
	source: PollSource<IDataObject>,
): PollSource<IDataObject> {
	let records: Promise<BackupRecord[] | undefined> | undefined;
	const archiveOf = async (event: IDataObject) => {
		const key = JSON.stringify([await docSpace.origin(context), event.id, event.date]);
		const known = found.get(key);
		if (known) return known;
		records ??= finishedBackups(context).catch(unlessRefused);
		const archive = recordAt((await records) ?? [], event.date) ?? NO_ARCHIVE;
		found.set(key, archive);
		return archive;
	};
	return {
		...source,
		async *pages(window) {
			for await (const page of source.pages(window)) {
				for (const row of page.rows) {
					if (isCompleted(row.data)) row.data = { ...row.data, ...(await archiveOf(row.data)) };
				}
				yield page;
			}
		},
	};
}

function isCompleted({ actionId }: IDataObject): boolean {
	return BACKUP_ACTIONS.some(({ id, outcome }) => id === actionId && outcome === 'completed');
}

type BackupRecord = BackupArchive & { time: number };

/** The last record before that moment. */
function recordAt(records: readonly BackupRecord[], date: unknown): BackupArchive | undefined {
	const moment = Date.parse(toIsoDate(date) ?? '');
	const before = records
		.filter(({ time }) => time <= moment + ROUNDED_MS && time >= moment - APART_MS)
		.sort((one, other) => other.time - one.time);
	const [record] = before;
	if (!record) return undefined;
	const { backupId, fileName, link } = record;
	return { backupId, fileName, link };
}

async function finishedBackups(context: IPollFunctions): Promise<BackupRecord[]> {
	const { result: history } = await request(context, docSpace, {
		path: '/backup/getbackuphistory',
		answer: ANSWER.history,
	});
	const link = await shownLink(context);
	return itemsOf(history)
		.filter((record) => isRecord(record))
		.map((record) => ({
			backupId: String(record.id),
			fileName: String(record.fileName),
			link: link && record.id === link.taskId ? link.href : null,
			time: Date.parse(toIsoDate(record.createdOn) ?? ''),
		}));
}

/**
 * The link of the task that the portal shows, with the task's ID, which its record has too; undefined
 * where there is none, or the portal does not tell.
 */
export async function shownLink(
	context: IPollFunctions,
): Promise<{ taskId: unknown; href: string } | undefined> {
	const progress = { path: '/backup/getbackupprogress', answer: ANSWER.progress };
	const task = (await request(context, docSpace, progress).catch(unlessRefused))?.result;
	const href = await absoluteLink(context, isRecord(task) ? task.link : undefined);
	return isRecord(task) && href !== null ? { taskId: task.taskId, href } : undefined;
}

function unlessRefused(error: unknown): undefined {
	if (!(error instanceof NodeApiError)) throw error;
}
