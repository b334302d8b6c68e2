import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { wholeList } from '../../shared/http/items/pages';
import { textOf } from '../../shared/util/textOf';
import { resolveEntry } from '../entries/resolveEntry';
import { FILE } from '../entries/entryField';
import { listItems, listSearch, named } from '../../shared/parameters/locatorList';
import { rowsOf } from './rows';
import { ANSWER } from '../service/answers';

/** The revisions of the chosen file for a locator, without those whose content is gone. */
export const searchRevisions = listSearch((context, filter) => named(revisions(context), filter));

async function* revisions(context: ILoadOptionsFunctions) {
	const list = {
		path: '/sync_and_share_nodes/{node_uuid}/revisions',
		pathValues: { node_uuid: await resolveEntry(context, FILE) },
		answer: ANSWER.revisions,
	};
	for await (const row of rowsOf(context, list, wholeList)) {
		if (row.purged === true) continue;
		const { revision, created_at: created, size } = row;
		const bytes = textOf(size) && `${textOf(size)} bytes`;
		yield* listItems(revision, revision, [created, bytes], (name, more) => `${name}: ${more}`);
	}
}
