import { assessTask } from '../../../../nodes/DocSpaceBackup/tasks/taskState';

const task = (members: object) => ({
	taskId: 'mine',
	isCompleted: false,
	progress: 10,
	...members,
});

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
