import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { FailedTry } from '../../../shared/http/exchange';
import type { Recovered } from '../../../shared/http/pipelineOptions';
import { includeLinkField, withholdLink } from '../../output/archiveLink';
import { ANSWER } from '../../service/answers';
import { checkFreeBackups } from './freeBackups';
import { oneBackupPipeline } from './oneBackup';
import { checkNoneIsRunning, currentTask, adoptTask, markAlreadyRunning } from './runningBackup';
import { useYoungBackup } from './youngBackup';
import { explainStatus } from '../../service/statusMeaning';
import { noServerDirectory, sendStorage, STORAGE, storageFields } from '../../storages/storage';
import { waitForBackup } from './waitForBackup';
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
		'Create a backup of the portal now. This can cost money: from DocSpace 3.8 on, a portal without free backups left switches its paid service on by itself. A portal makes one backup at a time, so all items of a run share one. The portal works on when this node is stopped; to use that backup in a second run, set Use Backup Newer Than.',
	routing: {
		request: { method: 'POST', url: '/backup/startbackup' },
		send: { paginate: true },
		operations: {
			pagination: oneBackupPipeline({
				answer: ANSWER.task,
				instead: useYoungBackup,
				prepare: [checkFreeBackups, sendStorage, checkNoneIsRunning],
				recover: runningTask,
			}),
		},
		output: { postReceive: [markAlreadyRunning, waitForBackup, withholdLink] },
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
						description: 'Stop, because the portal would ignore the settings of this one',
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
					'Whether each item that comes in leads to an item, and not the one alone that started the backup. The others have its number in startedByItem.',
			},
			{
				displayName: 'Only While Free Backups Are Left',
				name: 'freeBackups',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1000 },
				default: 2,
				description:
					'How many backups the plan has for free in a calendar month (UTC). If that many were made, the node fails and nothing is sent.',
			},
			{
				displayName: 'Use Backup Newer Than (Minutes)',
				name: 'youngerThan',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 10080 },
				default: 60,
				description:
					'If the history has a backup in the same storage that ended within this time, that one is the result and none is started. A retry after a crash then costs nothing.',
			},
			dumpOption,
		],
	},
];
