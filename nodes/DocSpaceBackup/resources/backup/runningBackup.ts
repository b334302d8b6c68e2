import type {
	IDataObject,
	IExecuteSingleFunctions,
	PostReceiveAction,
	PreSendAction,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { request } from '../../../shared/http/request';
import { errorNode, perItemStore } from '../../../shared/context';
import { isRecord } from '../../../shared/util/isRecord';
import { docSpace } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { isRunning } from '../../tasks/taskState';
import { choiceOf, switchOf } from '../../../shared/parameters/parameter';

/** The id of the task that ran before an item's start. */
const ranBefore = perItemStore<unknown>();

/** The task that the service shows now, running or ended; undefined when there is none. */
export async function currentTask(
	context: IExecuteSingleFunctions,
): Promise<IDataObject | undefined> {
	const { result } = await request(context, docSpace, {
		path: '/backup/getbackupprogress',
		qs: { dump: switchOf(context, 'options.dump') },
		answer: ANSWER.progress,
	});
	return isRecord(result) ? result : undefined;
}

/**
 * A `prepare` function: a second start would be answered with the running task, and its own settings
 * would be dropped. Another backup can still begin between this look and the start.
 */
export const checkNoneIsRunning: PreSendAction = async function (options) {
	const task = await currentTask(this);
	if (!isRunning(task)) return options;
	if (choiceOf(this, 'options.ifRunning') !== 'attach') {
		throw new NodeOperationError(errorNode(this), 'A backup is already running', {
			itemIndex: this.getItemIndex(),
			description:
				'The portal makes one backup at a time. Run the workflow again when it is done, or set the option "If a Backup Is Running" to join it.',
		});
	}
	ranBefore.set(this, task.taskId);
	return options;
};

/** Says of a task that was looked up what is known: it can be the item's own one at any progress. */
export function adoptTask(context: IExecuteSingleFunctions, task: IDataObject): IDataObject {
	return { ...task, alreadyRunning: hasRunBefore(context, task) || null };
}

/**
 * A `postReceive` function: says whether the portal has answered the start with a task that was at
 * work already. A new one is at 0 %, and so is one that began between the look before the start and
 * the start: since these two look the same, that is null.
 */
export const markAlreadyRunning: PostReceiveAction = async function (items) {
	return items.map(({ json }) => {
		const wasRunning = hasRunBefore(this, json) || Number(json.progress) > 0;
		return { json: { alreadyRunning: wasRunning || null, ...json } };
	});
};

/** Whether an item has joined a backup that ran before its start, whatever its settings. */
export function hasJoined(context: IExecuteSingleFunctions): boolean {
	return ranBefore.get(context) !== undefined;
}

function hasRunBefore(context: IExecuteSingleFunctions, { taskId }: IDataObject): boolean {
	return taskId !== undefined && taskId === ranBefore.get(context);
}
