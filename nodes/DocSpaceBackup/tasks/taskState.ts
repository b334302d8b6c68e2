import type { IDataObject } from 'n8n-workflow';

import { isAbsent } from '../../shared/parameters/forms/form';
import { enumNumber, shownName, TASK_STATES } from '../output/enums';

/** How a task of the portal stands. */
export type TaskState =
	| { state: 'running'; percent: number }
	| { state: 'succeeded' }
	| { state: 'failed'; reason: string }
	| { state: 'cancelled' }
	| { state: 'vanished' };

const CANCELLED = 3;
const FAILED = 4;

/**
 * Reads a progress answer of the service. It knows three ways to say "failed", all with HTTP 200,
 * and neither `status` (3.7) nor `warning` (3.6) can be relied on. A task that is complete with a
 * `status` that a later version brings has not certainly succeeded.
 *
 * @param task The answer; undefined when the service shows no task.
 * @param taskId The id of the task that is waited for: a finished task stays visible until the next
 * one begins, so what is shown may be another one.
 */
export function assessTask(task: IDataObject | undefined, taskId: string): TaskState {
	return task?.taskId === taskId ? stateOf(task) : { state: 'vanished' };
}

/** The same for whatever task is shown. */
export function stateOf(task: IDataObject): TaskState {
	if (typeof task.error === 'string' && task.error !== '') {
		return { state: 'failed', reason: task.error };
	}
	const status = enumNumber(task.status, TASK_STATES);
	if (status === CANCELLED) return { state: 'cancelled' };
	if (status === FAILED) return { state: 'failed', reason: 'the portal gave no reason' };
	if (task.isCompleted !== true) return { state: 'running', percent: Number(task.progress ?? 0) };
	if (isAbsent(task.status) || shownName(TASK_STATES, status)) return { state: 'succeeded' };
	return {
		state: 'failed',
		reason: `the portal returned an unknown state: ${String(task.status)}`,
	};
}

/** Whether a task is at work, or waits for its turn. */
export function isRunning(task: IDataObject | undefined): task is IDataObject {
	return task !== undefined && stateOf(task).state === 'running';
}
