import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { FailedTry } from '../../../shared/http/exchange/exchange';
import type { Recovered } from '../../../shared/http/pipelineOptions';
import { includeLinkField, withholdLink } from '../../output/archiveLink';
import { ANSWER } from '../../service/answers';
import { checkFreeBackups } from './freeBackups';
import { oneBackupPipeline } from './oneBackup';
import { checkNoneIsRunning, currentTask, adoptTask, markAlreadyRunning } from './runningBackup';
import { useRecentBackup } from './recentBackup';
import { explainStatus } from '../../service/statusMeaning';
import { noServerDirectory, sendStorage, STORAGE, storageFields } from '../../storages/storage';
import { waitForBackup } from './waitForBackup';
import { presentTask } from '../../tasks/taskForm';
import { waitingFields } from '../../tasks/waitForTask';
import { dumpOption } from '../../fields/dump';
import { choiceOf } from '../../../shared/parameters/parameter';

const explainDirectory = explainStatus(noServerDirectory);

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
	return task && task.isCompleted !== true ? [{ json: adoptTask(this, task) }] : undefined;
}

export const operation: INodePropertyOptions = {
	name: 'Start',
	value: 'start',
	builderHint: {
		propertyHint:
			'It gives the taskId and, where it waits for the end, the file name. Only where a person has asked for exactly this. Look with Get Progress first whether one is running.',
	},
	action: 'Start backup',
	description:
		'Create a backup of the portal now. All items of a run share one backup. From DocSpace 3.8 on, it costs money when no free backup is left.',
	routing: {
		request: { method: 'POST', url: '/backup/startbackup' },
		send: { paginate: true },
		operations: {
			pagination: oneBackupPipeline({
				answer: ANSWER.task,
				instead: useRecentBackup,
				prepare: [checkFreeBackups, sendStorage, checkNoneIsRunning],
				recover: runningTask,
			}),
		},
		output: { postReceive: [markAlreadyRunning, waitForBackup, presentTask, withholdLink] },
	},
};

export const fields: INodeProperties[] = [
	...storageFields,
	...waitingFields,
	includeLinkField,
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
						description: 'Stop with an error, because the portal would ignore these settings',
					},
					{
						name: 'Join It',
						value: 'attach',
						description: 'Treat the running backup as this one, whatever its settings are',
					},
				],
				default: 'fail',
				description: 'What to do if a backup is already running',
			},
			{
				displayName: 'One Item for Each',
				name: 'itemForEach',
				type: 'boolean',
				default: false,
				description:
					'Whether to return one item for each input item instead of one for the backup. startedByItem is the number of the item that started it.',
			},
			{
				displayName: 'Only While Free Backups Are Left',
				name: 'freeBackups',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1000 },
				default: 2,
				description:
					'Number of free backups that the plan includes each calendar month (UTC). When they are used up, the node fails before it sends anything.',
			},
			{
				displayName: 'Use Backup Newer Than (Minutes)',
				name: 'youngerThan',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 10080 },
				default: 60,
				description:
					'Use a backup in the same storage that finished within this time, instead of starting one. A retry after a crash then costs nothing.',
			},
			dumpOption,
		],
	},
];
