import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { answerWith } from '../../../shared/results';
import { confirmation } from '../../confirmation';
import { docSpacePipeline } from '../../docSpace';
import { dumpField } from '../common';

const confirm = confirmation(
	'I Understand That All Backups Are Deleted',
	'Every backup in the history is deleted together with its archive file.',
);

export const operation: INodePropertyOptions = {
	name: 'Delete All',
	value: 'deleteAll',
	action: 'Delete all backups',
	description:
		'Delete every backup in the history together with its archive file. The portal says nothing about files that it could not delete.',
	routing: {
		request: { method: 'DELETE', url: '/backup/deletebackuphistory' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ prepare: [confirm.check] }) },
		output: { postReceive: [answerWith({ deleted: true })] },
	},
};

export const fields: INodeProperties[] = [confirm.field, dumpField];
