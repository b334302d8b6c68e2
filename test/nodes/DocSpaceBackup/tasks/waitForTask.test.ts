import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { assessTask } from '../../../../nodes/DocSpaceBackup/tasks/taskState';
import type { Waiting } from '../../../../nodes/DocSpaceBackup/tasks/waitForTask';
import { waitForTask, waitingFields } from '../../../../nodes/DocSpaceBackup/tasks/waitForTask';
import { readParameters } from '../../../../nodes/shared/parameters/readParameters';

const MINUTE = 60_000;
const ID = 'task';
const node = { id: '', name: '', type: '', typeVersion: 1, position: [0, 0], parameters: {} };

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

/** What the wait asks of the engine, and nothing else. */
function context(waiting: IDataObject = {}, signal?: AbortSignal) {
	const fields: IDataObject = { waiting };
	const executeData = { node };
	const part = {
		getNodeParameter: (name: string, usual: unknown) => fields[name] ?? usual,
		getExecuteData: () => executeData,
		getTimezone: () => 'UTC',
		getExecutionCancelSignal: () => signal,
		getItemIndex: () => 0,
		getNode: () => node,
		getCredentials: async () => ({}),
	} as unknown as IExecuteSingleFunctions; // a part of it
	readParameters(part, waitingFields);
	return part;
}

const running = (progress: number) => ({ taskId: ID, isCompleted: false, progress, error: '' });
const done = { taskId: ID, isCompleted: true, progress: 100, error: '' };

interface Portal {
	/** What is answered by the minutes that have passed; an error is thrown. */
	at(minutes: number): IDataObject | undefined | Error;
	inHistory?: (() => Promise<boolean>) | boolean;
}

/** Waits at a portal and lets the clock run until the wait is over. */
async function wait({ at, inHistory = false }: Portal, fields?: IDataObject, signal?: AbortSignal) {
	const began = Date.now();
	const looks: number[] = [];
	let historyLooks = 0;
	const waiting: Waiting = {
		what: 'backup',
		first: running(0),
		look: async () => {
			const minutes = (Date.now() - began) / MINUTE;
			looks.push(minutes);
			const answer = at(minutes);
			if (answer instanceof Error) throw answer;
			return answer;
		},
		assess: (progress) => assessTask(progress, ID),
		whenVanished: async () => {
			historyLooks += 1;
			return typeof inHistory === 'function' ? await inHistory() : inHistory;
		},
	};
	let over = false;
	const outcome = waitForTask(context(fields, signal), waiting)
		.then(
			(progress) => ({ progress, error: undefined }),
			(error: Error) => ({ progress: undefined, error }),
		)
		.finally(() => {
			over = true;
		});
	while (!over) await jest.advanceTimersByTimeAsync(1000);
	const minutes = (Date.now() - began) / MINUTE;
	return { ...(await outcome), looks, minutes, historyLooks };
}

function failing(status: number) {
	const cause = status === 429 ? 'rate-limited' : 'temporarily-unavailable';
	return new NodeApiError(
		node as ConstructorParameters<typeof NodeApiError>[0], // its position is a list of two
		{ message: 'no' },
		{ httpCode: String(status), failure: { cause } },
	);
}

it('asks at most six times in each minute', async () => {
	const { progress, looks } = await wait({ at: (minutes) => (minutes < 30 ? running(50) : done) });
	expect(progress).toEqual(done);
	for (let minute = 0; minute < 30; minute++) {
		const inMinute = looks.filter((look) => look >= minute && look < minute + 1).length;
		expect(inMinute).toBeLessThanOrEqual(6);
		expect(inMinute).toBeGreaterThan(3);
	}
});

it('does not ask in step with others', async () => {
	const { looks } = await wait({ at: (minutes) => (minutes < 5 ? running(50) : done) });
	const pauses = looks.slice(1).map((look, index) => look - (looks[index] ?? 0));
	expect(new Set(pauses.map((pause) => pause.toFixed(4))).size).toBeGreaterThan(5);
});

it.each([429, 502, 503])('outlasts status %d for as long as it takes', async (status) => {
	const { progress, error } = await wait({
		at: (minutes) =>
			minutes > 2 && minutes < 40 ? failing(status) : minutes < 50 ? running(30) : done,
	});
	expect(error).toBeUndefined();
	expect(progress).toEqual(done);
});

it('outlasts a restart after which the portal has forgotten the task', async () => {
	let asked = 0;
	const { progress, error, historyLooks } = await wait({
		at: (minutes) => (minutes < 5 ? running(40) : minutes < 8 ? failing(502) : undefined),
		// The history is not there at once either.
		inHistory: async () => {
			asked += 1;
			if (asked < 3) throw failing(503);
			return true;
		},
	});
	expect([progress, error]).toEqual([undefined, undefined]);
	expect(historyLooks).toBe(3);
});

it('looks into the history once, and believes it', async () => {
	const at = (minutes: number) => (minutes < 1 ? running(40) : { ...done, taskId: 'another' });
	const { error, historyLooks } = await wait({ at });
	expect(error?.message).toBe('The backup vanished before it was done');
	expect(historyLooks).toBe(1);
});

it.each([
	[60, undefined],
	[5, { deadlineMinutes: 5 }],
])('ends after %d minutes', async (minutes, fields) => {
	const outcome = await wait({ at: () => running(65) }, fields);
	expect(outcome.error?.message).toBe(`The backup was at 65 % after ${minutes} minutes`);
	expect(outcome.minutes).toBeCloseTo(minutes, 0);
});

it('ends at the deadline while the portal is down', async () => {
	const outcome = await wait({ at: () => failing(502) });
	expect(outcome.minutes).toBeCloseTo(60, 0);
	expect(outcome.error?.message).toContain('minutes');
});

it('calls a task that never leaves 0 % a dead worker', async () => {
	const { error } = await wait({ at: () => running(0) });
	expect(error).toMatchObject({
		message: 'The backup did not start within 60 minutes',
		description: expect.stringContaining('backup service may be down'),
	});
});

it('needs neither status nor warning, and takes no other word for success', async () => {
	const at = (answer: IDataObject) => async () => (await wait({ at: () => answer })).error?.message;
	expect(await at({ ...done, error: 'disk full' })()).toBe('The backup failed: disk full');
	expect(await at({ ...done, error: 'disk full', status: 2 })()).toBe(
		'The backup failed: disk full',
	);
	expect(await at({ ...running(0), status: 4 })()).toContain('The backup failed');
	expect(await at({ ...done, status: 3 })()).toBe('The backup was cancelled');
	expect(await at(done)()).toBeUndefined();
});

it('ends at once when the execution is cancelled', async () => {
	const cancellation = new AbortController();
	setTimeout(() => cancellation.abort(), 2 * MINUTE);
	const { minutes, looks } = await wait({ at: () => running(1) }, {}, cancellation.signal);
	expect(minutes).toBeLessThan(2.1);
	expect(Math.max(...looks)).toBeLessThanOrEqual(2);
});

it.each([
	[{ deadlineMinutes: 'soon' }, 'Deadline (Minutes) is not a number from 0.001 to 1440: "soon"'],
	[{ deadlineMinutes: 2000 }, 'Deadline (Minutes) is not a number from 0.001 to 1440: 2000'],
	[{ intervalSeconds: 0 }, 'Interval (Seconds) is not a number from 0.001 to 600: 0'],
])('refuses %j', (waiting, message) => {
	expect(() => context(waiting)).toThrow(message);
});
