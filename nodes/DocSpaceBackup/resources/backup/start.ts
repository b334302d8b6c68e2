import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	PreSendAction,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { FailedTry } from '../../../shared/http/exchange';
import { isRecord } from '../../../shared/http/failure';
import { request } from '../../../shared/http/request';
import { shownFor } from '../../../shared/shownFor';
import { docSpace, docSpacePipeline } from '../../docSpace';
import { meaningOf } from '../../statusMeaning';
import { noServerDirectory, sendStorage, STORAGE, storageFields } from '../../storage';
import { waitForBackup } from '../../waitForBackup';
import { checkWaiting } from '../../waitForTask';
import { waitingFields } from '../common';

/** The task that the service shows now, running or ended; undefined when there is none. */
async function currentTask(context: IExecuteSingleFunctions) {
	const { result } = await request(context, docSpace, {
		path: '/backup/getbackupprogress',
		qs: { dump: Boolean(context.getNodeParameter('options.dump', false)) },
	});
	return isRecord(result) ? result : undefined;
}

/** A second start would be answered with the running task, and its own settings would be dropped. */
const checkNoneIsRunning: PreSendAction = async function (options) {
	if (this.getNodeParameter('options.ifRunning', 'fail') === 'attach') return options;
	const task = await currentTask(this);
	if (!task || task.isCompleted === true || task.error || Number(task.status ?? 0) > 2) {
		return options;
	}
	throw new NodeOperationError(this.getNode(), 'A backup is already running', {
		itemIndex: this.getItemIndex(),
		description:
			'The portal makes one backup at a time. Run the workflow again when it is done, or set the option "If a Backup Is Running" to join it.',
	});
};

const explainDirectory = meaningOf(noServerDirectory);

/** After a lost answer: a task that runs now is ours, or one that ours would have been joined to. */
async function runningTask(
	this: IExecuteSingleFunctions,
	failed: FailedTry,
	options: IHttpRequestOptions,
): Promise<INodeExecutionData[] | undefined> {
	if (!failed.mayHaveHappened) {
		const isDirectory = this.getNodeParameter('storageType') === STORAGE.server;
		return isDirectory ? await explainDirectory.call(this, failed, options) : undefined;
	}
	const task = await currentTask(this);
	return task && task.isCompleted !== true ? [{ json: task }] : undefined;
}

export const operation: INodePropertyOptions = {
	name: 'Start',
	value: 'start',
	action: 'Start backup',
	description:
		'Make a backup of the portal now. Waiting for it ends with one look into the backup history, which makes the portal drop records whose storage it cannot reach at that moment.',
	routing: {
		request: { method: 'POST', url: '/backup/startbackup' },
		send: { paginate: true },
		operations: {
			pagination: docSpacePipeline({
				prepare: [checkWaiting, sendStorage, checkNoneIsRunning],
				recover: runningTask,
			}),
		},
		output: { postReceive: [waitForBackup] },
	},
};

export const fields: INodeProperties[] = shownFor('backup', 'start', [
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
			{
				displayName: 'Whole Server',
				name: 'dump',
				type: 'boolean',
				default: false,
				description:
					'Whether to back up the whole database with all portals. Only a self-hosted server without a storage limit can do that.',
				routing: { send: { type: 'body', property: 'dump' } },
			},
		],
	},
]);
