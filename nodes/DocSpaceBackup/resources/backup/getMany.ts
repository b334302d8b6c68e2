import type {
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	PostReceiveAction,
} from 'n8n-workflow';

import { wholeList } from '../../../shared/http/items/pages';
import { listFields } from '../../../shared/description/listFields';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { STORAGE_TYPES } from '../../output/enums';
import { formatItems } from '../../output/formatItems';
import { dumpField } from '../../fields/dump';

/** With the name for the ID that all operations have. */
const withBackupId: PostReceiveAction = async (items) =>
	items.map((item) => {
		const { id: backupId, ...rest } = item.json;
		return { ...item, json: { backupId, ...rest } };
	});

/** The service promises no order. Dates are in ISO 8601 by now, which sorts like time. */
const newestFirst: PostReceiveAction = async (items) => {
	const time = ({ json }: INodeExecutionData) => String(json.createdOn ?? '');
	return [...items].sort((one, other) => time(other).localeCompare(time(one)));
};

export const operation: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	builderHint: {
		propertyHint:
			'For the running backup, or the last one within a day, use Get Progress, which harms no record.',
	},
	action: 'Get many backups',
	description:
		'Get the backups in the history, newest first. Each read makes the portal permanently delete records whose storage is unreachable at that moment: run it rarely, and not while a storage is down.',
	routing: {
		request: { method: 'GET', url: '/backup/getbackuphistory' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.history, pages: wholeList }) },
		output: {
			postReceive: [
				formatItems({
					dates: ['createdOn', 'expiresOn'],
					fileNames: ['fileName'],
					enumerations: { storageType: STORAGE_TYPES },
				}),
				withBackupId,
				newestFirst,
			],
		},
	},
};

export const fields: INodeProperties[] = [...listFields, dumpField];
