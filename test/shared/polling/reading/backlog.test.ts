import { NodeApiError } from 'n8n-workflow';

import { activated, type Trigger } from '../trigger';

/** Polls every minute until nothing comes any more. */
async function drain(trigger: Trigger) {
	const polls: string[][] = [];
	for (let quiet = 0; quiet < 2;) {
		trigger.pass(60);
		const names = await trigger.names();
		if (names) polls.push(names);
		quiet = names ? 0 : quiet + 1;
	}
	return polls;
}

describe('a backlog', () => {
	it('is worked off in slices, oldest first, without a loss or a repetition', async () => {
		const trigger = await activated({ maximumEvents: 1_000 });
		const { source } = trigger;
		const begin = source.now;
		const expected: string[] = [];
		for (let index = 0; index < 40_000; index += 1) {
			const second = begin + Math.floor(index * 6.4);
			expected.push(`e${String(index).padStart(5, '0')}`);
			source.entries.push([second, expected[index] ?? '']);
		}
		trigger.pass(3 * 86_400);
		source.requests = 0;
		const polls = await drain(trigger);
		expect(polls.flat()).toEqual(expected);
		expect(Math.max(...polls.map(({ length }) => length))).toBeLessThanOrEqual(1_000);
		// 400 pages hold the rows; what slices cut off and the last overlap are read once more.
		expect(source.requests).toBeLessThan(1_000);
	});

	it('reads no slice with more rows than a poll may hold', async () => {
		const trigger = await activated({ maximumEvents: 500 });
		const { source } = trigger;
		for (let index = 0; index < 20_000; index += 1) {
			source.entries.push([source.now + Math.floor(index / 10), `e${index}`]);
		}
		trigger.pass(86_400);
		const largest = { rows: 0 };
		const pages = source.pages.bind(source);
		source.pages = async function* (window) {
			let rows = 0;
			for await (const page of pages(window)) {
				rows += page.rows.length;
				largest.rows = Math.max(largest.rows, rows);
				yield page;
			}
		};
		expect((await drain(trigger)).flat()).toHaveLength(20_000);
		expect(largest.rows).toBeLessThanOrEqual(6_000);
	});

	it('never splits a second, however many rows it has', async () => {
		const trigger = await activated({ maximumEvents: 5_000 });
		const { source } = trigger;
		for (let index = 0; index < 17_000; index += 1) source.entries.push([source.now, `e${index}`]);
		source.entries.push([source.now + 1, 'next']);
		trigger.pass(3_600);
		const names = (await drain(trigger)).flat();
		expect(new Set(names).size).toBe(17_001);
		expect(names).toHaveLength(17_001);
		expect(names.at(-1)).toBe('next');
	});

	it('leaves what exceeds the maximum of events to the next polls', async () => {
		const trigger = await activated({ maximumEvents: 2 });
		const { entries, now } = trigger.source;
		entries.push([now, 'a'], [now, 'b'], [now, 'c'], [now + 1, 'd'], [now + 1, 'e']);
		expect(await drain(trigger)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
	});

	it('goes on with shorter slices where a reading takes too long for a poll', async () => {
		const trigger = await activated();
		const { source } = trigger;
		for (let index = 0; index < 2_000; index += 1)
			source.entries.push([source.now + index, `e${index}`]);
		trigger.pass(7_200);
		source.pageSize = 10;
		const pages = source.pages.bind(source);
		source.pages = async function* (window) {
			for await (const page of pages(window)) {
				trigger.clock += 400;
				yield { ...page, total: undefined };
			}
		};
		expect((await drain(trigger)).flat()).toHaveLength(2_000);
	});

	it('emits the slices that were complete when the service began to refuse', async () => {
		const trigger = await activated({ maximumEvents: 5_000 });
		const { source } = trigger;
		for (let index = 0; index < 30_000; index += 1)
			source.entries.push([source.now + index, `e${index}`]);
		trigger.pass(86_400);
		const refused = new Error('429');
		const pages = source.pages.bind(source);
		let allowed = 0;
		source.pages = async function* (window) {
			for await (const page of pages(window)) {
				allowed -= 1;
				if (allowed < 0) throw refused;
				yield page;
			}
		};
		const emitted: string[] = [];
		for (let poll = 0; poll < 40; poll += 1) {
			allowed = 160;
			trigger.pass(60);
			emitted.push(...((await trigger.names()) ?? []));
		}
		expect(new Set(emitted).size).toBe(30_000);
		expect(emitted).toHaveLength(30_000);
		allowed = 0;
		await expect(trigger.poll()).rejects.toBe(refused);
	});

	it.each([
		['and names no total', false, 7],
		['and names a total', true, 7],
		['that lets hardly anything through', false, 3],
	])('comes to its end at a service that fails often %s', async (_name, hasTotal, failsEvery) => {
		const trigger = await activated({ maximumEvents: 1_000 });
		const { source } = trigger;
		for (let index = 0; index < 8_000; index += 1)
			source.entries.push([source.now + 3 * index, `e${index}`]);
		trigger.pass(86_400);
		Object.assign(source, { hasTotal, failsEvery });
		const emitted: string[] = [];
		let polls = 0;
		for (; emitted.length < 8_000 && polls < 80; polls += 1) {
			trigger.pass(60);
			const names = await trigger.names().catch(() => null);
			emitted.push(...(names ?? []));
		}
		expect(new Set(emitted).size).toBe(8_000);
		expect(emitted).toHaveLength(8_000);
		console.info(JSON.stringify({ failsEvery, hasTotal, polls }));
	});

	it('goes on with half of what could be read before the service broke off', async () => {
		const trigger = await activated({ maximumEvents: 5_000 });
		const { source } = trigger;
		const begin = source.now;
		for (let index = 0; index < 8_000; index += 1)
			source.entries.push([begin + 3 * index, `e${index}`]);
		trigger.pass(23_999);
		const pages = source.pages.bind(source);
		source.pages = async function* (window) {
			let allowed = 2;
			for await (const page of pages(window)) {
				allowed -= 1;
				if (allowed < 0) throw new Error('500');
				yield page;
			}
		};
		const before = source.windows.length;
		await trigger.poll();
		// Of 8,000 rows 200 came, from the overlap and a minute before the beginning on.
		const half = Math.floor((24_000 + 660) * (100 / 8_000));
		expect(source.windows.slice(before, before + 2).map((window) => window.before)).toEqual([
			undefined,
			begin - 660 + half,
		]);
	});

	it('comes to its end where the service lets only a few requests through', async () => {
		const trigger = await activated({ maximumEvents: 5_000 });
		const { source } = trigger;
		source.hasTotal = false;
		for (let index = 0; index < 8_000; index += 1)
			source.entries.push([source.now + 3 * index, `e${index}`]);
		trigger.pass(86_400);
		const refused = new NodeApiError(trigger.node, {}, { httpCode: '429' });
		const pages = source.pages.bind(source);
		let allowed = 0;
		source.pages = async function* (window) {
			for await (const page of pages(window)) {
				allowed -= 1;
				if (allowed < 0) throw refused;
				yield page;
			}
		};
		const emitted: string[] = [];
		for (let poll = 0; poll < 40; poll += 1) {
			allowed = 20;
			trigger.pass(60);
			emitted.push(...((await trigger.names().catch(() => null)) ?? []));
		}
		expect(emitted).toHaveLength(8_000);
		expect(new Set(emitted).size).toBe(8_000);
	});
});

describe('rows dated in the future', () => {
	const YEARS = 5 * 365 * 86_400;

	/** Polls every minute, each time with a new event, and counts the requests of each poll. */
	async function pollOn(trigger: Trigger, polls: number) {
		const { source } = trigger;
		const requests: number[] = [];
		const names: string[] = [];
		for (let poll = 0; poll < polls; poll += 1) {
			source.entries.unshift([source.now, `real ${poll}`]);
			trigger.pass(60);
			const before = source.requests;
			const events = (await trigger.names()) ?? [];
			expect(events).toContain(`real ${poll}`);
			requests.push(source.requests - before);
			names.push(...events);
		}
		return { requests, names };
	}

	async function withFuture(count: number, hasTotal = true): Promise<Trigger> {
		const trigger = await activated();
		const { source } = trigger;
		source.hasTotal = hasTotal;
		for (let index = 0; index < count; index += 1)
			source.entries.push([source.now + YEARS + index, `future ${index}`]);
		return trigger;
	}

	it.each([
		[8_000, true, 4],
		[8_000, false, 74],
		[6_000, true, 61],
	])('keep no event back, and are looked at seldom: %d', async (count, hasTotal, most) => {
		const trigger = await withFuture(count, hasTotal);
		const { requests } = await pollOn(trigger, 100);
		expect(requests[0]).toBeLessThanOrEqual(most);
		expect(requests.slice(1, 60)).toEqual([requests[1], ...Array(58).fill(1)]);
		expect(requests[1]).toBeLessThanOrEqual(2);
		expect(requests.filter((number) => number > 4).length).toBeLessThanOrEqual(2);
		expect(JSON.stringify(trigger.staticData).length).toBeLessThan(60_000);
	});

	it('come once each, when their date has come at the latest', async () => {
		const trigger = await withFuture(3_000);
		const { source } = trigger;
		const { names } = await pollOn(trigger, 90);
		expect(names.filter((name) => name.startsWith('future'))).toHaveLength(1_998);
		source.now += YEARS;
		trigger.clock += YEARS * 1000;
		names.push(...(await drain(trigger)).flat());
		trigger.pass(3_600);
		names.push(...(await drain(trigger)).flat());
		expect(new Set(names).size).toBe(3_090);
		expect(names).toHaveLength(3_090);
	});
});

it.each([
	['all of it', 16_001],
	['hardly any of it', 1],
])(
	'a poll ends though no time goes by, where a second is too much: %s is wanted',
	async (_name, count) => {
		const trigger = await activated({
			maximumEvents: 5_000,
			accepts: ({ id }) => count > 1 || id === 'next',
		});
		const { source } = trigger;
		trigger.pass(500);
		for (let index = 0; index < 16_000; index += 1)
			source.entries.push([source.now - 100, `e${index}`]);
		source.entries.push([source.now - 50, 'next']);
		const pages = source.pages.bind(source);
		source.pages = async function* (window) {
			// A poll that does not end would not let the test end either.
			if (source.windows.length > 100) throw new Error('There is no end of it');
			yield* pages(window);
		};
		const names = (await drain(trigger)).flat();
		expect(names).toHaveLength(count);
		expect(new Set(names).size).toBe(count);
		expect(names.at(-1)).toBe('next');
	},
);
