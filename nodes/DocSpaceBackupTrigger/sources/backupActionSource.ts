import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorNode } from '../../shared/context';
import { auditActions } from '../../DocSpaceBackup/audit/auditActions';
import { docSpace } from '../../DocSpaceBackup/service/docSpace';
import { ANSWER } from '../../DocSpaceBackup/service/answers';
import { itemsOf } from '../../shared/http/items/items';
import { request } from '../../shared/http/request';
import { ReadingPutOff, type PollSource } from '../../shared/polling/source';
import { auditEventPages, auditEventSource, newestAuditEvents } from './auditEventSource';
import { backupActionOf, type BackupAction } from './backupActions';
import { trafficOf } from './traffic';

/** A poll takes no more requests, the end of a backlog and archives apart. */
const MOST_REQUESTS = 4;

/**
 * The audit trail's events about the end of backups. The portal filters by one action at a time, so
 * its newest events of all kinds are read first: mostly that is the whole window, and one request.
 * Where the window holds more, each wanted action is asked for by itself, in this poll and in many
 * that follow. Where the poll would take more requests than that, the next one does so. Polls that come
 * seldom do not read the newest events first then: an event would wait long for the next one. Neither
 * does a poll in which a trigger begins, since it has to find its place.
 *
 * Rows of other kinds are among those that were read first: they let the watermark rise, so that the
 * window stays short where backups are rare.
 *
 * @param portal What is kept for the next polls belongs to this portal.
 * @param wanted The actions of which every event is read.
 */
export function backupActionSource(
	context: IPollFunctions,
	portal: string,
	wanted: BackupAction[],
): PollSource<IDataObject> {
	const all = auditEventSource(context, {});
	const traffic = trafficOf(context, [portal, ...wanted.map(({ name }) => name)]);
	let isBeginning = false;
	const isMuch = wanted.length >= MOST_REQUESTS;
	return {
		...all,
		async serverNow() {
			isBeginning = true;
			await checkEndsAreWritten(context, wanted);
			return await all.serverNow();
		},
		async *pages(window) {
			if (!traffic.isDense() && ((traffic.comesOften && !isBeginning) || !isMuch)) {
				const newest = await newestAuditEvents(context, {}, window);
				const isPutOff = !newest.isAll && isMuch;
				if (!newest.isAll) traffic.noteDense(isPutOff ? newest : undefined);
				if (isPutOff) throw new ReadingPutOff('More has happened than a page holds');
				yield newest;
				if (newest.isAll) return;
			}
			for (const { id } of wanted) {
				const isWanted = (event: IDataObject) => backupActionOf(event)?.id === id;
				yield* auditEventPages(context, { action: id }, window, isWanted);
			}
			// Not the first one: its time is that of the poll before.
			if (traffic.leftByLast) yield traffic.leftByLast;
		},
	};
}

/** An older portal writes no such events, and the trigger would wait forever. */
async function checkEndsAreWritten(context: IPollFunctions, wanted: BackupAction[]): Promise<void> {
	const { result } = await request(context, docSpace, {
		path: '/security/audit/mappers',
		answer: ANSWER.filterActions,
	});
	const known = new Set(auditActions(itemsOf(result)).map(({ action }) => action));
	if (wanted.every(({ name }) => known.has(name))) return;
	throw new NodeOperationError(
		errorNode(context),
		'This portal does not record the end of backups in its audit trail',
		{
			description:
				'DocSpace 3.6 or newer does. Set Read From to Backup History, or update the portal.',
		},
	);
}
