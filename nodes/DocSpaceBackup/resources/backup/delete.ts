import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { PostReceiveAction, PreSendAction } from 'n8n-workflow';

import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { backupId } from '../../fields/backupId';
import { explainStatus } from '../../service/statusMeaning';
import { allowAsToolField } from '../../../shared/parameters/allowAsTool';

const sendId: PreSendAction = async function (options) {
	return { ...options, qs: { ...options.qs, '{id}': backupId(this) } };
};

const answerDeleted: PostReceiveAction = async function () {
	return [{ json: { deleted: true, backupId: backupId(this) } }];
};

export const operation: INodePropertyOptions = {
	name: 'Delete',
	value: 'delete',
	builderHint: {
		propertyHint:
			'It needs the ID of a backup from Get Many. Only where a person has asked for exactly this.',
	},
	action: 'Delete backup',
	description: 'Delete a backup from the history together with its archive file',
	routing: {
		request: { method: 'DELETE', url: '/backup/deletebackup/{id}' },
		send: { paginate: true },
		operations: {
			pagination: docSpacePipeline({
				answer: ANSWER.yes,
				prepare: [sendId],
				recover: explainStatus({
					status: 500,
					message: 'The portal has no backup with this ID, or could not delete its file',
					description:
						'Check Backup ID. The portal drops the record before the file: if the ID was right, the backup is gone from the history and its file may still lie in the storage.',
				}),
			}),
		},
		output: { postReceive: [answerDeleted] },
	},
};

export const fields: INodeProperties[] = [
	allowAsToolField,
	{
		displayName: 'Backup ID',
		name: 'backupId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 9c5d2c1e-3f1e-4b8a-8a3d-0f6f5a7b1c2d',
		description: 'The ID from Get Many, or the taskId from Start',
	},
];
