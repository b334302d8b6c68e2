import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { docSpace } from '../../DocSpaceBackup/service/docSpace';
import { itemsOf } from '../../shared/http/items';
import { request } from '../../shared/http/request';
import type { PollSource } from '../../shared/polling/source';
import { shownLink } from './backupArchive';
import { serverSecond, sourceRow } from './portalRows';

/**
 * The history of backups as the poll reads it: one answer without pages, in no order.
 *
 * It is asked for once, however many windows a poll or a test run looks at, since each reading can
 * make the portal drop records. A restore gives all records new ids, so a record is known by its file
 * and its time.
 */
export function backupHistorySource(context: IPollFunctions): PollSource<IDataObject> {
	const ask = async (path: string) => await request(context, docSpace, { path });
	let answer: ReturnType<typeof ask> | undefined;
	let link: ReturnType<typeof shownLink> | undefined;
	return {
		serverNow: async () => serverSecond(context, (await ask('/backup/getbackupprogress')).response),
		async *pages() {
			answer ??= ask('/backup/getbackuphistory');
			const { result, response } = await answer;
			link ??= shownLink(context);
			const shown = await link;
			const rows = itemsOf(result).map((row) =>
				sourceRow(context, row, 'createdOn', ({ fileName, createdOn }) =>
					JSON.stringify([fileName, createdOn]),
				),
			);
			for (const row of rows) {
				if (row.data.id === shown?.taskId) row.data = { ...row.data, link: shown?.href };
			}
			yield {
				rows,
				serverNow: serverSecond(context, response),
			};
		},
	};
}
