import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { PollSource } from '../../shared/polling/source';
import { auditEventPages, auditEventSource, newestAuditEvents } from './auditEventSource';
import { isBackupEnd, type BackupAction } from './backupActions';
import { askForModule, backupModule } from './backupModule';

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
			await askForModule(context, wanted);
			return await all.serverNow();
		},
		async *pages(window) {
			const moduleType = await backupModule(context, wanted);
			const newest = await newestAuditEvents(context, { moduleType }, window);
			yield { ...newest, rows: newest.rows.filter(({ data }) => isBackupEnd(data)) };
			if (newest.isAll) return;
			for (const { name, id } of wanted) {
				const isWanted = ({ actionId }: IDataObject) => actionId === id;
				yield* auditEventPages(context, { action: name }, window, isWanted);
			}
		},
	};
}
