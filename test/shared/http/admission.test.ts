import { Admission } from '../../../nodes/shared/http/admission';

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

/** Lets waiting promises go on. */
const settle = async () => await jest.advanceTimersByTimeAsync(0);

/** What an admission remembers, which must not grow with the keys it has seen. */
const gates = (admission: Admission) =>
	(Reflect.get(admission, 'gates') as Map<string, unknown>).size;

describe('the bound', () => {
	it('holds for each key, and the others wait', async () => {
		const admission = new Admission(2);
		const entered: string[] = [];
		const enter = (key: string, name: string) =>
			admission.enter(key).then((leave) => {
				entered.push(name);
				return leave;
			});
		const first = enter('a', 'a1');
		void enter('a', 'a2');
		void enter('a', 'a3');
		void enter('b', 'b1');
		await settle();
		expect(entered).toEqual(['a1', 'a2', 'b1']);
		(await first)();
		await settle();
		expect(entered).toEqual(['a1', 'a2', 'b1', 'a3']);
	});

	it('lets in who came first', async () => {
		const admission = new Admission(1);
		const order: number[] = [];
		const leave = await admission.enter('a');
		const all = [1, 2, 3, 4].map(async (number) => {
			const leaveNow = await admission.enter('a');
			order.push(number);
			leaveNow();
		});
		leave();
		await Promise.all(all);
		expect(order).toEqual([1, 2, 3, 4]);
	});

	it('counts a place once that is given back twice', async () => {
		const admission = new Admission(1);
		const leave = await admission.enter('a');
		leave();
		leave();
		await admission.enter('a');
		let entered = false;
		void admission.enter('a').then(() => (entered = true));
		await settle();
		expect(entered).toBe(false);
	});

	it('is never passed, however they come and go', async () => {
		const admission = new Admission(3);
		let inside = 0;
		let most = 0;
		const visit = async (number: number) => {
			const leave = await admission.enter('a');
			inside += 1;
			most = Math.max(most, inside);
			await new Promise((resolve) => setTimeout(resolve, (number * 7) % 11));
			inside -= 1;
			leave();
		};
		const all = Promise.all(Array.from({ length: 50 }, (_, number) => visit(number)));
		await jest.runAllTimersAsync();
		await all;
		expect(most).toBe(3);
		expect(gates(admission)).toBe(0);
	});
});

describe('a pause', () => {
	it('holds everybody of the key back, and nobody else', async () => {
		const admission = new Admission();
		admission.pause('a', 1000);
		const entered: string[] = [];
		void admission.enter('a').then(() => entered.push('a'));
		void admission.enter('b').then(() => entered.push('b'));
		await jest.advanceTimersByTimeAsync(999);
		expect(entered).toEqual(['b']);
		await jest.advanceTimersByTimeAsync(2);
		expect(entered).toEqual(['b', 'a']);
	});

	it('is not made shorter by a later, shorter one', async () => {
		const admission = new Admission();
		admission.pause('a', 5000);
		admission.pause('a', 10);
		let entered = false;
		void admission.enter('a').then(() => (entered = true));
		await jest.advanceTimersByTimeAsync(4900);
		expect(entered).toBe(false);
	});

	it('holds those back that are waiting in it already, when it is made longer', async () => {
		const admission = new Admission();
		admission.pause('a', 100);
		let entered = false;
		void admission.enter('a').then(() => (entered = true));
		await jest.advanceTimersByTimeAsync(50);
		admission.pause('a', 1000);
		await jest.advanceTimersByTimeAsync(500);
		expect(entered).toBe(false);
		await jest.advanceTimersByTimeAsync(600);
		expect(entered).toBe(true);
	});
});

describe('a cancelled wait', () => {
	const cancelled = new Error('cancelled');

	it('ends in the queue, and the place goes to the next one', async () => {
		const admission = new Admission(1);
		const leave = await admission.enter('a');
		const cancellation = new AbortController();
		const waiting = admission.enter('a', cancellation.signal);
		const next = admission.enter('a');
		cancellation.abort(cancelled);
		await expect(waiting).rejects.toBe(cancelled);
		leave();
		(await next)();
		expect(gates(admission)).toBe(0);
	});

	it('ends in a pause, and the place is free again', async () => {
		const admission = new Admission(1);
		admission.pause('a', 60_000);
		const cancellation = new AbortController();
		const waiting = admission.enter('a', cancellation.signal);
		const ended = expect(waiting).rejects.toBe(cancelled);
		cancellation.abort(cancelled);
		await ended;
		await jest.advanceTimersByTimeAsync(61_000);
		(await admission.enter('a'))();
		expect(gates(admission)).toBe(0);
	});

	it('does not begin when the signal is aborted already', async () => {
		const admission = new Admission(1);
		await expect(admission.enter('a', AbortSignal.abort(cancelled))).rejects.toBe(cancelled);
		const leave = await admission.enter('a');
		await expect(admission.enter('a', AbortSignal.abort(cancelled))).rejects.toBe(cancelled);
		leave();
		expect(gates(admission)).toBe(0);
	});

	it('leaves no listener behind', async () => {
		const admission = new Admission(1);
		const { signal } = new AbortController();
		const added = jest.spyOn(signal, 'addEventListener');
		const removed = jest.spyOn(signal, 'removeEventListener');
		const leave = await admission.enter('a', signal);
		const waiting = admission.enter('a', signal);
		leave();
		(await waiting)();
		expect(removed.mock.calls.length).toBe(added.mock.calls.length);
	});
});

it('forgets keys that are idle, so that a process does not collect them', async () => {
	const admission = new Admission();
	for (let number = 0; number < 100; number++) (await admission.enter(`key ${number}`))();
	expect(gates(admission)).toBe(0);
	admission.pause('paused', 10);
	expect(gates(admission)).toBe(1);
	await jest.advanceTimersByTimeAsync(20);
	(await admission.enter('paused'))();
	expect(gates(admission)).toBe(0);
});
