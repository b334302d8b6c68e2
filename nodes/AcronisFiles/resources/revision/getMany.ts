import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { wholeList } from '../../../shared/http/items/pages';
import { listFields } from '../../../shared/description/listFields';
import type { Sorting } from '../../../shared/http/items/sort';
import { outputFields, simplify } from '../../../shared/description/simplify';
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

/** What most people need of a revision; restoring one needs its number. */
const REVISION_MEMBERS = [
	'revision',
	'name',
	'size',
	'file_modification_date',
	'created_at',
	'is_latest',
	'is_deleted',
	'available',
	'revised_by',
] as const;

export const operation: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	builderHint: {
		propertyHint:
			'It needs a file by its path or UUID. Each revision has its number, size and date.',
	},
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
		output: { postReceive: [simplify(REVISION_MEMBERS)] },
	},
};

export const fields: INodeProperties[] = [
	locatorOf(FILE),
	...listFields,
	...outputFields(REVISION_MEMBERS, ['node_uuid', 'purged', 'writable']),
	sortOptions(SORTING),
];
