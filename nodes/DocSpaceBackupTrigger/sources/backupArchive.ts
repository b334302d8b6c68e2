import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { ANSWER } from '../../DocSpaceBackup/service/answers';
import { docSpace } from '../../DocSpaceBackup/service/docSpace';
import { absoluteLink } from '../../DocSpaceBackup/service/portalLink';
import { itemsOf } from '../../shared/http/items/items';
import { request } from '../../shared/http/request';
import { toIsoDate } from '../../shared/parameters/dates';
import type { PollSource } from '../../shared/polling/source';
import { AgedMap } from '../../shared/util/agedMap';
import { isRecord } from '../../shared/util/isRecord';
import { rowId } from '../../shared/util/rowId';
import { backupActionOf } from './backupActions';

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

/** What a failure says that came right after a completion. */
const FAILED_AFTERWARDS =
	'The portal reported a completed backup less than a minute earlier. If it is this one, its archive exists and a later step failed.';

/** Archives by portal and event, so that the history is read once for each event. */
const found = new AgedMap<BackupArchive>();

/**
 * Adds to each event about a completed backup what leads to its archive. An event itself names none:
 * it is the last record of the history that was written in the minute before it. The history is read
 * only for events that were not looked at before, since reading it makes the portal drop records
 * whose storage it cannot reach at that moment.
 *
 * A portal that refuses is no reason to hold an event back: it is then emitted without an archive.
 *
 * A backup that meets an error after its archive was stored, during billing or notification, is
 * completed and failed (DocSpace-server 3.7.2, `BackupProgressItem`). Its failure comes with the archive
 * and with a warning. For a failure without a completion the history is not read: where the storage is
 * the reason, the portal would drop every record of that storage.
 *
 * @param isWanted Whether an event leaves the node: only for such a one the history is read.
 */
export function withArchives(
	context: IPollFunctions,
	source: PollSource<IDataObject>,
	isWanted: (event: IDataObject) => boolean,
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
			const completed: IDataObject[] = [];
			for await (const page of source.pages(window)) {
				for (const { data } of page.rows) {
					if (backupActionOf(data)?.outcome === 'completed') completed.push(data);
				}
				for (const row of page.rows) {
					const completion = isWanted(row.data) ? completionOf(row.data, completed) : undefined;
					if (!completion) continue;
					const warning = completion === row.data ? {} : { warning: FAILED_AFTERWARDS };
					row.data = { ...row.data, ...(await archiveOf(completion)), ...warning };
				}
				yield page;
			}
		},
	};
}

/**
 * The event that says that a backup was completed: an event itself, or for a failure the last one within
 * a minute before it.
 *
 * @param completed The events to choose from.
 */
function completionOf(
	event: IDataObject,
	completed: readonly IDataObject[],
): IDataObject | undefined {
	const action = backupActionOf(event);
	if (action?.outcome === 'completed') return event;
	const ofItsKind = completed.filter((one) => backupActionOf(one)?.scheduled === action?.scheduled);
	return lastBefore(ofItsKind, ({ date }) => timeOf(date), timeOf(event.date));
}

/** The last one of the minute before a moment. Times are in ms. */
function lastBefore<One>(
	all: readonly One[],
	time: (one: One) => number,
	moment: number,
	roundedMs = 0,
): One | undefined {
	return all
		.filter((one) => time(one) <= moment + roundedMs && time(one) >= moment - APART_MS)
		.sort((one, other) => time(other) - time(one))[0];
}

function timeOf(date: unknown): number {
	return Date.parse(toIsoDate(date) ?? '');
}

type BackupRecord = BackupArchive & { time: number };

/** The last record before that moment. */
function recordAt(records: readonly BackupRecord[], date: unknown): BackupArchive | undefined {
	const record = lastBefore(records, ({ time }) => time, timeOf(date), ROUNDED_MS);
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
			backupId: rowId(record.id) ?? null,
			fileName: rowId(record.fileName) ?? null,
			link: link && record.id === link.taskId ? link.href : null,
			time: timeOf(record.createdOn),
		}));
}

/**
 * The link of the task that the portal shows, with the task's ID, which its record has too; undefined
 * if there is none, it is not a link, or the portal refuses.
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
