import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { ANSWER } from '../../DocSpaceBackup/service/answers';
import { docSpace } from '../../DocSpaceBackup/service/docSpace';
import type { ExpectedAnswer } from '../../shared/http/items/answer';
import { request } from '../../shared/http/request';
import type { PollSource } from '../../shared/polling/source';
import { sourceRows } from '../../shared/polling/sourceRows';
import { rowId } from '../../shared/util/rowId';
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
	// Not sent again after an answer: the portal may have dropped records for it.
	const ask = async (path: string, expected: ExpectedAnswer) =>
		await request(context, docSpace, { path, answer: expected, repeat: 'ifNotReceived' });
	let answer: ReturnType<typeof ask> | undefined;
	let link: ReturnType<typeof shownLink> | undefined;
	return {
		async serverNow() {
			const { response } = await ask('/backup/getbackupprogress', ANSWER.progress);
			return serverSecond(context, response);
		},
		async *pages() {
			answer ??= ask('/backup/getbackuphistory', ANSWER.anyHistory);
			const { rows: found, response } = await answer;
			link ??= shownLink(context);
			const shown = await link;
			const { rows, unreadable } = sourceRows(found, (row) =>
				sourceRow(row, 'createdOn', ({ fileName, id, createdOn }) => {
					const file = rowId(fileName) ?? rowId(id);
					return file && JSON.stringify([file, createdOn]);
				}),
			);
			for (const row of rows) {
				if (row.data.id === shown?.taskId) row.data = { ...row.data, link: shown?.href };
			}
			yield { rows, unreadable, serverNow: serverSecond(context, response) };
		},
	};
}
