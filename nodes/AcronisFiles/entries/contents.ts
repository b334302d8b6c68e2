import type { IDataObject } from 'n8n-workflow';

import type { RequestContext } from '../../shared/context';
import { requestPages } from '../../shared/http/items/requestPages';
import { isRecord } from '../../shared/util/isRecord';
import { acronis, acronisPages } from '../service/acronis';
import { ANSWER } from '../service/answers';
import { nameKey } from './nameKey';

/**
 * Reads what is in a folder, only as far as it is asked to.
 *
 * @param folderUuid The folder; `0` is the topmost one.
 * @param includeDeleted Whether deleted items come too, which the service lists among the others.
 */
export async function* contents(
	context: RequestContext,
	folderUuid: string,
	includeDeleted = false,
): AsyncGenerator<IDataObject> {
	const list = {
		path: '/sync_and_share_nodes/{node_uuid}/contents',
		pathValues: { node_uuid: folderUuid },
		answer: ANSWER.entries,
	};
	for await (const { rows } of requestPages(context, acronis, list, acronisPages())) {
		for (const row of rows) {
			if (isRecord(row) && (includeDeleted || row.is_deleted !== true)) yield row;
		}
	}
}

/**
 * Finds an item by its name. The service itself makes no difference between upper and lower case, and neither
 * does the way in which an accent is written make one here.
 *
 * @returns The item; undefined when the folder has none of that name.
 */
export async function findChild(
	context: RequestContext,
	folderUuid: string,
	name: string,
): Promise<IDataObject | undefined> {
	const wanted = nameKey(name);
	for await (const entry of contents(context, folderUuid)) {
		if (nameKey(entry.name) === wanted) return entry;
	}
	return undefined;
}
