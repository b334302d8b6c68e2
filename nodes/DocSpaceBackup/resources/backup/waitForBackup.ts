import type { IDataObject, IExecuteSingleFunctions, PostReceiveAction } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { errorNode } from '../../../shared/context';
import { toIsoDate } from '../../../shared/parameters/dates';
import { enumNumber, shownName, STORAGE_TYPES } from '../../output/enums';
import { absoluteLink } from '../../service/portalLink';
import { warningOf } from './warning';
import type { TaskState } from '../../tasks/taskState';
import { assessTask } from '../../tasks/taskState';
import { taskEnding, waitForTask } from '../../tasks/waitForTask';
import { bareName } from '../../../shared/util/bareName';
import { historyRecord, NO_ARCHIVE } from './historyRecord';
import { choiceOf, switchOf } from '../../../shared/parameters/parameter';
import { currentTask, hasJoined } from './runningBackup';
import { usedBackup } from './recentBackup';

/**
 * A `postReceive` function: waits until the backup that was just started is done, if the node's
 * field says so.
 *
 * @throws NodeOperationError when the backup failed, was cancelled, vanished or took too long, when it
 * is another one than was asked for, and when the portal named no task.
 */
export const waitForBackup: PostReceiveAction = async function (items) {
	const started = items[0]?.json ?? {};
	const { taskId } = started;
	if (typeof taskId !== 'string' || taskId === '') {
		throw new NodeOperationError(errorNode(this), 'The portal returned no task for the backup', {
			itemIndex: this.getItemIndex(),
			description: 'Check in the portal whether a backup is running before you start another one.',
		});
	}
	const used = usedBackup(this);
	if (used) return [{ json: await finished(this, taskId, started, used, 0) }];
	if (!switchOf(this, 'waitForCompletion', true)) return [{ json: await begun(this, started) }];

	const dump = switchOf(this, 'options.dump');
	const beganAt = performance.now();
	let record: IDataObject | undefined;
	let last: IDataObject | undefined;
	let failure: TaskState | undefined;
	const task = await waitForTask(this, {
		what: 'backup',
		first: started,
		look: async () => await currentTask(this),
		assess(progress) {
			const state = assessTask(progress, taskId);
			if (state.state !== 'failed' || Number(progress?.progress) !== 100) return state;
			// The archive and its record come before the last steps, of which one has failed.
			last = progress;
			failure = state;
			return { state: 'vanished' };
		},
		whenVanished: async () => {
			record = await historyRecord(this, taskId, dump);
			if (!record && failure) throw await taskEnding(this, 'backup', failure);
			return record !== undefined;
		},
	});
	let doubt = NO_ARCHIVE;
	if (task) {
		record = await historyRecord(this, taskId, dump).catch((error: unknown) => {
			doubt = unlessRequestFailed(error);
			return undefined;
		});
	}
	checkStorage(this, record);
	const seconds = Math.round((performance.now() - beganAt) / 1000);
	const shown = { ...(task ?? last), alreadyRunning: started.alreadyRunning };
	return [{ json: await finished(this, taskId, shown, record ?? doubt, seconds) }];
};

/** @throws NodeOperationError where the portal says with its first answer that it has failed. */
async function begun(context: IExecuteSingleFunctions, started: IDataObject): Promise<IDataObject> {
	const state = assessTask(started, String(started.taskId));
	if (state.state === 'failed' || state.state === 'cancelled') {
		throw await taskEnding(context, 'backup', state);
	}
	return { ...started, link: await absoluteLink(context, started.link) };
}

/**
 * Two starts at one moment get one backup: where the history names another storage than was asked for,
 * this one was not made.
 */
function checkStorage(context: IExecuteSingleFunctions, record: IDataObject | undefined): void {
	const wanted = Number(choiceOf(context, 'storageType'));
	const made = record && enumNumber(record.storageType, STORAGE_TYPES);
	if (made === undefined || made === wanted || hasJoined(context)) return;
	throw new NodeOperationError(errorNode(context), 'The portal created a different backup', {
		itemIndex: context.getItemIndex(),
		description: `Another backup started first, and the portal ignored the settings of this one. The archive ${bareName(record?.fileName)} is in ${shownName(STORAGE_TYPES, made) ?? 'another storage'}. Run this step again.`,
	});
}

/**
 * A finished backup as the node gives it.
 *
 * @param found Its record; where there is none, what is to be said of that.
 */
async function finished(
	context: IExecuteSingleFunctions,
	taskId: string,
	task: IDataObject,
	found: IDataObject | string,
	durationSeconds: number,
): Promise<IDataObject> {
	const record = typeof found === 'string' ? undefined : found;
	const doubt = typeof found === 'string' ? found : '';
	return {
		taskId,
		alreadyRunning: task.alreadyRunning ?? null,
		fileName: record?.fileName ? bareName(record.fileName) : null,
		createdOn: toIsoDate(record?.createdOn),
		expiresOn: toIsoDate(record?.expiresOn),
		link: await absoluteLink(context, task.link),
		warning: await warningOf(context, task, doubt),
		durationSeconds,
	};
}

/** The backup is done by now: what the history could have added is no reason to call it failed. */
function unlessRequestFailed(error: unknown): string {
	if (!(error instanceof NodeApiError)) throw error;
	return "The portal's history could not be read, so the archive was not checked. Check it with Get Result.";
}
