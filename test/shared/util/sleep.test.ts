import { sleepUntilCancelled } from '../../../nodes/shared/util/sleep';

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

it('waits as long as it is asked to', async () => {
	let over = false;
	void sleepUntilCancelled(3_500).then(() => (over = true));
	await jest.advanceTimersByTimeAsync(3_499);
	expect(over).toBe(false);
	await jest.advanceTimersByTimeAsync(1);
	expect(over).toBe(true);
});

it.each([0, -5])('does not wait for %d ms', async (milliseconds) => {
	await sleepUntilCancelled(milliseconds);
	expect(jest.getTimerCount()).toBe(0);
});

it('ends at once with the reason when it is cancelled', async () => {
	const cancellation = new AbortController();
	const reason = new Error('Enough');
	const wait = expect(sleepUntilCancelled(60_000, cancellation.signal)).rejects.toBe(reason);
	await jest.advanceTimersByTimeAsync(1_500);
	cancellation.abort(reason);
	await wait;
});

it('leaves no timer behind for longer than a second', async () => {
	const cancellation = new AbortController();
	const wait = expect(sleepUntilCancelled(3_600_000, cancellation.signal)).rejects.toBeDefined();
	cancellation.abort();
	await wait;
	await jest.advanceTimersByTimeAsync(1_000);
	expect(jest.getTimerCount()).toBe(0);
});

it('does not begin when the execution is cancelled already', async () => {
	const reason = new Error('Enough');
	await expect(sleepUntilCancelled(1000, AbortSignal.abort(reason))).rejects.toBe(reason);
	await expect(sleepUntilCancelled(0, AbortSignal.abort(reason))).rejects.toBe(reason);
	expect(jest.getTimerCount()).toBe(0);
});

it('listens to a signal once, however many waits there are', async () => {
	const { signal } = new AbortController();
	const added = jest.spyOn(signal, 'addEventListener');
	const waits = Array.from({ length: 100 }, () => sleepUntilCancelled(10, signal));
	await jest.runAllTimersAsync();
	await Promise.all(waits);
	expect(added.mock.calls).toHaveLength(1);
});
