import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { docSpace } from '../DocSpaceBackup/docSpace';
import { isRecord } from '../shared/http/failure';
import { itemsOf } from '../shared/http/items';
import { request } from '../shared/http/request';
import type { PollSource } from '../shared/polling/source';
import { auditEventPages, auditEventSource } from './auditEventSource';
import type { BackupAction } from './backupActions';

/** The audit trail's events about the end of backups: the portal filters by one action at a time. */
export function backupActionSource(
	context: IPollFunctions,
	actions: BackupAction[],
): PollSource<IDataObject> {
	const all = auditEventSource(context, {});
	return {
		...all,
		async serverNow() {
			await checkPortal(context, actions);
			return await all.serverNow();
		},
		async *pages(window) {
			for (const { name, id } of actions) {
				const isWanted = ({ actionId }: IDataObject) => actionId === id;
				yield* auditEventPages(context, { action: name }, window, isWanted);
			}
		},
	};
}

/** Older portals write no such events, and the trigger would wait for ever. */
async function checkPortal(context: IPollFunctions, wanted: BackupAction[]): Promise<void> {
	const { result } = await request(context, docSpace, { path: '/security/audit/types' });
	const known = itemsOf(isRecord(result) ? result.actions : undefined);
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
