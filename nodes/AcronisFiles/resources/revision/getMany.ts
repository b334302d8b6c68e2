import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { wholeList } from '../../../shared/http/pages';
import { listFields } from '../../../shared/description/listFields';
import type { Sorting } from '../../../shared/http/sort';
import { sortOptions } from '../../../shared/description/sortFields';
import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { sendEntry } from '../../entries/resolveEntry';
import { FILE, locatorOf } from '../../entries/entryField';

/** The service promises no order. */
const SORTING: Sorting = {
	choices: [
		{ name: 'Creation Date', value: 'created_at' },
		{ name: 'Revision', value: 'revision' },
		{ name: 'Size', value: 'size' },
	],
	usual: 'revision',
	ties: ['revision'],
};

export const operation: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many revisions',
	description: 'Get the revisions of a file',
	routing: {
		request: { method: 'GET', url: '/sync_and_share_nodes/{node_uuid}/revisions' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.revisions,
				prepare: [sendEntry(FILE)],
				pages: wholeList,
				sorting: SORTING,
			}),
		},
	},
};

export const fields: INodeProperties[] = [locatorOf(FILE), ...listFields, sortOptions(SORTING)];
