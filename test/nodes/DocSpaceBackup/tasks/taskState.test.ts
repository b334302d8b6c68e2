import type { IDataObject } from 'n8n-workflow';

import type { TaskState } from '../../../../nodes/DocSpaceBackup/tasks/taskState';
import { assessTask } from '../../../../nodes/DocSpaceBackup/tasks/taskState';

const task = (members: object) => ({
	taskId: 'mine',
	isCompleted: false,
	progress: 10,
	...members,
});

const SUCCEEDED: TaskState = { state: 'succeeded' };

it.each([
	['runs', task({}), { state: 'running', percent: 10 }],
	['runs, without a number', { taskId: 'mine' }, { state: 'running', percent: 0 }],
	['runs with an empty error', task({ error: '' }), { state: 'running', percent: 10 }],
	['has succeeded', task({ isCompleted: true, error: '' }), { state: 'succeeded' }],
	['has succeeded on 3.7', task({ isCompleted: true, status: 2 }), { state: 'succeeded' }],
	[
		'has failed though it is complete',
		task({ isCompleted: true, status: 2, error: 'Full' }),
		{ state: 'failed', reason: 'Full' },
	],
	[
		'has failed and is not complete',
		task({ status: 4, error: 'No' }),
		{ state: 'failed', reason: 'No' },
	],
	['was cancelled', task({ isCompleted: true, status: 3 }), { state: 'cancelled' }],
	[
		'was cancelled, in words',
		task({ isCompleted: true, status: 'Canceled' }),
		{ state: 'cancelled' },
	],
	['has succeeded, in words', task({ isCompleted: true, status: 'Completed' }), SUCCEEDED],
	['has succeeded on 3.6', task({ isCompleted: true, status: null }), SUCCEEDED],
	...['Failted', 'failed'].map((status): [string, IDataObject, TaskState] => [
		`has failed in the word ${status}`,
		task({ isCompleted: true, status, progress: 50, error: '' }),
		{ state: 'failed', reason: 'the portal gave no reason' },
	]),
	...[7, '7', 'Paused', '', {}, true].map((status): [string, IDataObject, TaskState] => [
		`is complete in the unknown state ${JSON.stringify(status)}`,
		task({ isCompleted: true, status }),
		{ state: 'failed', reason: `the portal returned an unknown state: ${String(status)}` },
	]),
	['runs in an unknown state', task({ status: 'Paused' }), { state: 'running', percent: 10 }],
	['is another one', task({ taskId: 'other', isCompleted: true }), { state: 'vanished' }],
	['is gone', undefined, { state: 'vanished' }],
])('a task that %s', (_what, progress, state) => {
	expect(assessTask(progress, 'mine')).toEqual(state);
});

it('a failure without a reason says so', () => {
	expect(assessTask(task({ status: 4 }), 'mine')).toMatchObject({
		state: 'failed',
		reason: expect.stringContaining('no reason'),
	});
});
