import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { replaceWith } from '../../../shared/http/items/results';
import { confirmation } from '../../../shared/description/confirmation';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { dumpField } from '../../fields/dump';

const confirm = confirmation(
	'Confirm Deleting All Backups',
	'Every backup in the history is deleted together with its archive file.',
);

export const operation: INodePropertyOptions = {
	name: 'Delete All',
	value: 'deleteAll',
	builderHint: { propertyHint: 'To delete one backup, use Delete.' },
	action: 'Delete all backups',
	description:
		'Delete every backup in the history together with its archive file. The portal does not report files that it could not delete.',
	routing: {
		request: { method: 'DELETE', url: '/backup/deletebackuphistory' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.yes, prepare: [confirm.check] }) },
		output: { postReceive: [replaceWith({ deleted: true })] },
	},
};

export const fields: INodeProperties[] = [...confirm.fields, dumpField];
