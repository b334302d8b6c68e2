import { docSpace } from '../../../../nodes/DocSpaceBackup/service/docSpace';
import type { RequestKind, RequestLimits } from '../../../../nodes/shared/http/admission/admission';
import { Admission } from '../../../../nodes/shared/http/admission/admission';

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

/** Lets waiting promises go on. */
const settle = async () => await jest.advanceTimersByTimeAsync(0);

/** What an admission remembers, which must not grow with the keys it has seen. */
const remembered = (admission: Admission) =>
	(Reflect.get(admission, 'lines') as Map<string, unknown>).size;

const limitsOf = (most: number): RequestLimits => ({
	atOnce: { read: most, write: most, transfer: most },
});

/** An admission of which everybody asks the same. */
class Bounded {
	readonly admission = new Admission();

	constructor(
		most = 8,
		private readonly limits = limitsOf(most),
	) {}

	async enter(key: string, signal?: AbortSignal, kind: RequestKind = 'read') {
		const place = await this.admission.enter(key, kind, this.limits, signal);
		return () => place.leave();
	}

	pause(key: string, milliseconds: number) {
		this.admission.pause(key, milliseconds);
	}
}

describe('the bound', () => {
	it('holds for each key, and the others wait', async () => {
		const admission = new Bounded(2);
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
		const admission = new Bounded(1);
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
		const admission = new Bounded(1);
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
		const admission = new Bounded(3);
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
	});
});

describe('a pause', () => {
	it('holds everybody of the key back, and nobody else', async () => {
		const admission = new Bounded();
		(await admission.enter('a'))();
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
		const admission = new Bounded();
		(await admission.enter('a'))();
		admission.pause('a', 5000);
		admission.pause('a', 10);
		let entered = false;
		void admission.enter('a').then(() => (entered = true));
		await jest.advanceTimersByTimeAsync(4900);
		expect(entered).toBe(false);
	});

	it('holds those back that are waiting in it already, when it is made longer', async () => {
		const admission = new Bounded();
		(await admission.enter('a'))();
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
		const admission = new Bounded(1);
		const leave = await admission.enter('a');
		const cancellation = new AbortController();
		const waiting = admission.enter('a', cancellation.signal);
		const next = admission.enter('a');
		cancellation.abort(cancelled);
		await expect(waiting).rejects.toBe(cancelled);
		leave();
		(await next)();
	});

	it('ends in a pause, and the place is free again', async () => {
		const admission = new Bounded(1);
		(await admission.enter('a'))();
		admission.pause('a', 60_000);
		const cancellation = new AbortController();
		const waiting = admission.enter('a', cancellation.signal);
		const ended = expect(waiting).rejects.toBe(cancelled);
		cancellation.abort(cancelled);
		await ended;
		await jest.advanceTimersByTimeAsync(61_000);
		(await admission.enter('a'))();
	});

	it('does not begin when the signal is aborted already', async () => {
		const admission = new Bounded(1);
		await expect(admission.enter('a', AbortSignal.abort(cancelled))).rejects.toBe(cancelled);
		const leave = await admission.enter('a');
		await expect(admission.enter('a', AbortSignal.abort(cancelled))).rejects.toBe(cancelled);
		leave();
	});

	it('takes one listener, however many wait', async () => {
		const admission = new Bounded(1);
		const { signal } = new AbortController();
		const added = jest.spyOn(signal, 'addEventListener');
		const leave = await admission.enter('a', signal);
		const waiting = Array.from({ length: 100 }, async () => (await admission.enter('a', signal))());
		leave();
		await Promise.all(waiting);
		expect(added).toHaveBeenCalledTimes(1);
	});
});

it('forgets keys that nobody has asked for in ten minutes', async () => {
	const bounded = new Bounded();
	for (let number = 0; number < 100; number++) (await bounded.enter(`key ${number}`))();
	expect(remembered(bounded.admission)).toBe(100);
	const leave = await bounded.enter('in use');
	await jest.advanceTimersByTimeAsync(11 * 60_000);
	(await bounded.enter('new'))();
	expect(remembered(bounded.admission)).toBe(2);
	leave();
});

describe('a chosen bound', () => {
	/** How many get in of so many that come, by what they have chosen. */
	async function inside(...chosen: Array<number | undefined>) {
		const admission = new Admission();
		const limits = limitsOf(4);
		const counts = chosen.map(() => 0);
		for (const [index, one] of chosen.entries()) {
			for (let number = 0; number < 20; number += 1) {
				void admission.enter('a', 'read', limits, undefined, one).then(() => {
					counts[index] = (counts[index] ?? 0) + 1;
				});
			}
		}
		await settle();
		return counts;
	}

	it('is not passed', async () => {
		expect(await inside(3)).toEqual([3]);
	});

	it('that is lower takes from what all others may send', async () => {
		for (const chosen of [
			[3, undefined],
			[undefined, 3],
			[1, 2, undefined],
			[1, 2],
		]) {
			const counts = await inside(...chosen);
			const most = Math.min(
				4,
				chosen.reduce<number>((sum, one) => sum + (one ?? 4), 0),
			);
			expect(counts.reduce((sum, count) => sum + count)).toBe(most);
			for (const [index, one] of chosen.entries())
				expect(counts[index]).toBeLessThanOrEqual(one ?? 4);
		}
	});

	it('that is lower is used up to its end', async () => {
		const admission = new Admission();
		let inFlight = 0;
		let peak = 0;
		const ask = async () => {
			const place = await admission.enter('a', 'read', limitsOf(20), undefined, 9);
			inFlight += 1;
			peak = Math.max(peak, inFlight);
			await new Promise((resolve) => setTimeout(resolve, 50));
			inFlight -= 1;
			place.answered();
			place.leave();
		};
		const all = Promise.all(Array.from({ length: 200 }, ask));
		await jest.runAllTimersAsync();
		await all;
		expect(peak).toBe(9);
	});

	it('that is higher takes nothing from others', async () => {
		// Four are what anybody begins with.
		expect(await inside(20, undefined)).toEqual([4, 4]);
	});

	it('gives all places back', async () => {
		const admission = new Admission();
		const enter = async (chosen?: number) =>
			await admission.enter('a', 'read', limitsOf(1), undefined, chosen);
		(await enter(1)).leave();
		const cancellation = new AbortController();
		const place = await enter();
		const lower = admission.enter('a', 'read', limitsOf(2), cancellation.signal, 1);
		const ended = expect(lower).rejects.toBe('cancelled');
		cancellation.abort('cancelled');
		await ended;
		place.leave();
		(await admission.enter('a', 'read', limitsOf(2), undefined, 1)).leave();
		(await enter()).leave();
	});
});

describe("at the vendor's own portals", () => {
	/** Its limiter (DocSpace-server 3.7.2), which counts what it refuses at once in the minute too. */
	class Portal {
		readonly inFlight = { read: 0, write: 0, transfer: 0 };
		refusals = 0;
		private readonly taken: number[] = [];

		async answer(kind: RequestKind): Promise<void> {
			const now = performance.now();
			while ((this.taken[0] ?? now) <= now - 60_000) this.taken.shift();
			const { read, write, transfer } = this.inFlight;
			// Of the transfers, one at most is an upload: a portal has a place for no more.
			const isFull = kind === 'write' ? write + 1 >= 15 : read + transfer >= 50;
			if (this.taken.length >= 1_500 || isFull) this.refusals += 1;
			this.taken.push(now);
			this.inFlight[kind] += 1;
			await new Promise((resolve) => setTimeout(resolve, kind === 'transfer' ? 5_000 : 100));
			this.inFlight[kind] -= 1;
		}
	}

	it('nothing is refused, whatever several workflows do at once', async () => {
		const limits = docSpace.limits('https://company.onlyoffice.com');
		const admission = new Admission();
		const portal = new Portal();
		const peak = { read: 0, write: 0, transfer: 0 };
		const ask = async (kind: RequestKind, chosen?: number) => {
			const place = await admission.enter('a', kind, limits, undefined, chosen);
			const answer = portal.answer(kind);
			peak[kind] = Math.max(peak[kind], portal.inFlight[kind]);
			await answer;
			place.answered();
			place.leave();
		};
		const many = (count: number, kind: RequestKind, chosen?: number) =>
			Array.from({ length: count }, async () => await ask(kind, chosen));
		const began = performance.now();
		const all = Promise.all([
			...many(3_000, 'read'),
			...many(1_000, 'read', 20),
			...many(500, 'write'),
			...many(200, 'write', 8),
			...many(5, 'transfer'),
		]);
		await jest.advanceTimersByTimeAsync(6 * 60_000);
		await all;
		expect(portal.refusals).toBe(0);
		expect(performance.now() - began).toBeLessThanOrEqual(6 * 60_000);
		expect(peak).toEqual({ read: 40, write: 12, transfer: 4 });
	});

	it.each([
		['https://company.onlyoffice.com', 1_500],
		['https://company.onlyoffice.eu', 1_500],
		['https://onlyoffice.com.example', undefined],
		['https://docspace.example', undefined],
	])('%s has a rate of %p', (origin, perMinute) => {
		expect(docSpace.limits(origin).perMinute).toBe(perMinute);
	});
});

it('counts a request as under way until it is over, where a service says how many it takes', async () => {
	const admission = new Admission();
	const enter = async () => await admission.enter('a', 'read', limitsOf(9));
	const first = await enter();
	first.answered({ remaining: 2, resetMs: 30_000 });
	first.leave();
	for (let number = 0; number < 5; number += 1) (await enter()).leave();
	await enter();
	await enter();
	let entered = false;
	void enter().then(() => (entered = true));
	await jest.advanceTimersByTimeAsync(30_000);
	expect(entered).toBe(false);
	await jest.advanceTimersByTimeAsync(2_000);
	expect(entered).toBe(true);
});

it('keeps kinds apart, and a pause and a rate for all of them', async () => {
	const limits = { atOnce: { read: 1, write: 1, transfer: 1 }, perMinute: 2 };
	const admission = new Bounded(1, limits);
	const entered: string[] = [];
	const enter = async (kind: RequestKind, name: string) => {
		await admission.enter('a', undefined, kind);
		entered.push(name);
	};
	void enter('read', 'read');
	void enter('read', 'second read');
	void enter('write', 'write');
	await settle();
	// Nine tenths of the rate are used.
	expect(entered).toEqual(['read']);
	await jest.advanceTimersByTimeAsync(61_000);
	expect(entered).toEqual(['read', 'write']);
});

it('takes as long for each of 50,000 that wait as for each of 5,000', async () => {
	jest.useRealTimers();
	const { signal } = new AbortController();
	const milliseconds = async (count: number) => {
		const admission = new Bounded(40);
		const start = process.cpuUsage();
		await Promise.all(
			Array.from({ length: count }, async () => {
				const leave = await admission.enter('a', signal);
				await Promise.resolve();
				leave();
			}),
		);
		const { user, system } = process.cpuUsage(start);
		return (user + system) / 1000;
	};
	await milliseconds(5_000);
	const few = await milliseconds(5_000);
	// Ten times, and as much again for a busy machine; a hundred times if each looked at all others.
	expect(await milliseconds(50_000)).toBeLessThan(30 * few);
});
