import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { auditActions } from '../DocSpaceBackup/auditActions';
import { docSpace } from '../DocSpaceBackup/docSpace';
import { itemsOf } from '../shared/http/items';
import { request } from '../shared/http/request';
import type { PollSource } from '../shared/polling/source';
import { auditEventPages, auditEventSource, newestAuditEvents } from './auditEventSource';
import { BACKUP_MODULE, isBackupEnd, type BackupAction } from './backupActions';

/**
 * The audit trail's events about the end of backups. The portal filters by one action at a time, so
 * the newest events of their module are read first: mostly that is the whole window, and one request.
 * Where it holds more, each wanted action is asked for by itself.
 *
 * Ends of other kinds than the wanted ones are among the rows where they were read, so that the
 * watermark rises with every backup and the window stays short. Other events of the module are not: a
 * backup's end that appears late is late against other ends only.
 *
 * @param wanted The actions of which every event is read.
 */
export function backupActionSource(
	context: IPollFunctions,
	wanted: BackupAction[],
): PollSource<IDataObject> {
	const all = auditEventSource(context, {});
	return {
		...all,
		async serverNow() {
			await checkPortal(context, wanted);
			return await all.serverNow();
		},
		async *pages(window) {
			const newest = await newestAuditEvents(context, { moduleType: BACKUP_MODULE }, window);
			yield { ...newest, rows: newest.rows.filter(({ data }) => isBackupEnd(data)) };
			if (newest.isAll) return;
			for (const { name, id } of wanted) {
				const isWanted = ({ actionId }: IDataObject) => actionId === id;
				yield* auditEventPages(context, { action: name }, window, isWanted);
			}
		},
	};
}

/** Older portals write no such events, and the trigger would wait for ever. */
async function checkPortal(context: IPollFunctions, wanted: BackupAction[]): Promise<void> {
	const { result } = await request(context, docSpace, { path: '/security/audit/mappers' });
	const known = auditActions(itemsOf(result))
		.filter(({ moduleType }) => moduleType === BACKUP_MODULE)
		.map(({ action }) => action);
	if (wanted.every(({ name }) => known.includes(name))) return;
	throw new NodeOperationError(
		context.getNode(),
		'This portal does not write the end of backups into its audit trail',
		{
			description:
				'That needs DocSpace 3.6 or newer. Set Read From to Backup History, or update the portal.',
		},
	);
}
