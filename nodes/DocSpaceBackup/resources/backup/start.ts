import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { FailedTry } from '../../../shared/http/exchange';
import type { Recovered } from '../../../shared/http/pipelineOptions';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { checkNoneIsRunning, currentTask, foundTask, tellAlreadyRunning } from './runningBackup';
import { meaningOf } from '../../service/statusMeaning';
import { noServerDirectory, sendStorage, STORAGE, storageFields } from '../../storages/storage';
import { waitForBackup } from './waitForBackup';
import { waitingFields } from '../../tasks/waitForTask';
import { dumpOption } from '../../fields/dump';
import { choiceOf } from '../../../shared/parameters/parameter';

const explainDirectory = meaningOf(noServerDirectory);

/** After a lost answer: a task that runs now is ours, or one that ours would have been joined to. */
async function runningTask(
	this: IExecuteSingleFunctions,
	failed: FailedTry,
	options: IHttpRequestOptions,
): Promise<Recovered> {
	if (!failed.mayHaveHappened) {
		const isDirectory = choiceOf(this, 'storageType') === STORAGE.server;
		return isDirectory ? await explainDirectory.call(this, failed, options) : undefined;
	}
	const task = await currentTask(this);
	return task && task.isCompleted !== true ? [{ json: foundTask(this, task) }] : undefined;
}

export const operation: INodePropertyOptions = {
	name: 'Start',
	value: 'start',
	action: 'Start backup',
	description:
		'Make a backup of the portal now. Another backup can begin between the look for a running one and the start: the portal then goes on with that one and ignores the settings of this one, and alreadyRunning in the item is true where its progress gives it away. Waiting ends with one look into the backup history, which makes the portal drop records whose storage it cannot reach at that moment.',
	routing: {
		request: { method: 'POST', url: '/backup/startbackup' },
		send: { paginate: true },
		operations: {
			pagination: docSpacePipeline({
				answer: ANSWER.task,
				prepare: [sendStorage, checkNoneIsRunning],
				recover: runningTask,
			}),
		},
		output: { postReceive: [tellAlreadyRunning, waitForBackup] },
	},
};

export const fields: INodeProperties[] = [
	...storageFields,
	...waitingFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'If a Backup Is Running',
				name: 'ifRunning',
				type: 'options',
				options: [
					{
						name: 'Fail',
						value: 'fail',
						description: 'Stop, because the portal would ignore the settings of this one',
					},
					{
						name: 'Join It',
						value: 'attach',
						description: 'Treat the running backup as this one, whatever its settings are',
					},
				],
				default: 'fail',
				description: 'What to do when the portal is making a backup already',
			},
			dumpOption,
		],
	},
];
