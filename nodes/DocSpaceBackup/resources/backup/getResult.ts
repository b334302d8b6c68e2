import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { dumpField } from '../../fields/dump';
import { includeLinkField, withholdLink } from '../../output/archiveLink';
import { checkWhich, result } from './result';

export const operation: INodePropertyOptions = {
	name: 'Get Result',
	value: 'getResult',
	builderHint: {
		propertyHint:
			'It needs the taskId that Start gives, or asks for the newest finished backup. The state is running, succeeded, failed, cancelled, vanished or none.',
	},
	action: 'Get backup result',
	description:
		'Get the state or the result of a backup and where its archive is, without waiting for it',
	routing: {
		request: { method: 'GET', url: '/backup/getbackupprogress' },
		send: { paginate: true },
		operations: {
			pagination: docSpacePipeline({ answer: ANSWER.progress, prepare: [checkWhich] }),
		},
		output: { postReceive: [result, withholdLink] },
	},
};

export const fields: INodeProperties[] = [
	{
		displayName: 'Backup',
		name: 'which',
		type: 'options',
		options: [
			{ name: 'By Task ID', value: 'task', description: 'The backup that Start started' },
			{
				name: 'Newest Finished',
				value: 'newest',
				description: 'The newest backup in the history, whoever started it',
			},
		],
		default: 'task',
		description: 'Which backup to look at',
	},
	{
		displayName: 'Task ID',
		name: 'taskId',
		type: 'string',
		default: '={{ $json.taskId }}',

		placeholder: 'e.g. 3fa85f64-5717-4562-b3fc-2c963f66afa6',
		displayOptions: { show: { which: ['task'] } },
		description: 'The taskId that Backup: Start returns',
	},
	dumpField,
	includeLinkField,
];
