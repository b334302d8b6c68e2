import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../shared/util/isRecord';
import { itemsOf } from '../../../shared/http/items/items';
import { request } from '../../../shared/http/request';
import type { RequestContext } from '../../../shared/context';
import { docSpace } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';

/** What is said of a backup that is done, and of which the history has no record. */
export const NO_ARCHIVE =
	"The portal's history shows no archive for this backup: it is gone, or its storage cannot be reached. Check the archive before you rely on it.";

/**
 * Reads the history of backups, which cannot be filtered.
 *
 * @param dump Whether it is that of the whole server's backups.
 * @throws NodeApiError when it could not be read.
 */
export async function historyRecords(
	context: RequestContext,
	dump: boolean,
): Promise<IDataObject[]> {
	const { result } = await request(context, docSpace, {
		path: '/backup/getbackuphistory',
		qs: { dump },
		answer: ANSWER.history,
	});
	return itemsOf(result).filter((record) => isRecord(record));
}

/** The record of a finished backup, which has the ID of its task; undefined when there is none. */
export async function historyRecord(
	context: RequestContext,
	taskId: string,
	dump: boolean,
): Promise<IDataObject | undefined> {
	return (await historyRecords(context, dump)).find(({ id }) => id === taskId);
}
