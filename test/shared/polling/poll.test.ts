import { activated, Trigger } from './trigger';

describe('the first poll', () => {
	it('emits nothing of what was there, and all that follows', async () => {
		const trigger = new Trigger();
		const { source } = trigger;
		source.entries = [[source.now - 5, 'before']];
		expect(await trigger.poll()).toBeNull();
		source.entries.push([source.now, 'after']);
		expect(await trigger.names()).toEqual(['after']);
	});

	it('emits what happened since the wanted time where it is told to look back', async () => {
		const trigger = new Trigger();
		const { source } = trigger;
		trigger.request.lookbackSeconds = 3_600;
		source.entries = [
			[source.now - 3_601, 'too old'],
			[source.now - 3_600, 'oldest'],
			[source.now - 5, 'newest'],
		];
		expect(await trigger.names()).toEqual(['oldest', 'newest']);
		expect(await trigger.names()).toBeNull();
	});

	it('keeps its beginning where n8n did not store it and asks again a moment later', async () => {
		const trigger = new Trigger();
		await trigger.poll();
		trigger.pass(5);
		trigger.source.entries.push([trigger.source.now, 'in between']);
		trigger.pass(5);
		trigger.staticData = {};
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.names()).toEqual(['in between']);
	});

	it('leaves no state behind where the service answers with an error', async () => {
		const trigger = new Trigger();
		trigger.source.error = new Error('403');
		await expect(trigger.poll()).rejects.toBe(trigger.source.error);
		expect(trigger.staticData).toEqual({});
	});
});

describe('a poll', () => {
	it('returns null, changes no state and takes one request where nothing is new', async () => {
		const trigger = await activated();
		trigger.source.entries.push([trigger.source.now, 'a']);
		await trigger.poll();
		const before = trigger.copy();
		trigger.pass(60);
		trigger.source.requests = 0;
		expect(await trigger.poll()).toBeNull();
		expect(trigger.staticData).toEqual(before);
		expect(trigger.source.requests).toBe(1);
	});

	it('returns rows as the source gave them, oldest first', async () => {
		const trigger = await activated();
		const { now } = trigger.source;
		trigger.source.entries.push([now, 'c'], [now - 2, 'a'], [now - 1, 'b']);
		expect(await trigger.poll()).toEqual({
			events: [
				{ id: 'a', second: now - 2, data: 'data of a' },
				{ id: 'b', second: now - 1, data: 'data of b' },
				{ id: 'c', second: now, data: 'data of c' },
			],
		});
	});

	it('tells entries of one second apart that come with different polls', async () => {
		const trigger = await activated({ overlapSeconds: 0 });
		const { entries, now } = trigger.source;
		entries.push([now, 'a']);
		expect(await trigger.names()).toEqual(['a']);
		entries.push([now, 'b']);
		expect(await trigger.names()).toEqual(['b']);
		expect(await trigger.names()).toBeNull();
	});

	it('finds a row that appears late, up to the overlap behind the newest one', async () => {
		const trigger = await activated();
		const { entries, now } = trigger.source;
		entries.push([now, 'newest']);
		await trigger.poll();
		trigger.pass(60);
		entries.push([now - 600, 'late'], [now - 601, 'too late']);
		expect(await trigger.names()).toEqual(['late']);
	});

	it('emits a row once whose date lies in the future, and goes on with the present', async () => {
		const trigger = await activated();
		const { entries, now } = trigger.source;
		entries.push([now + 1_000_000, 'future']);
		expect(await trigger.names()).toEqual(['future']);
		trigger.pass(60);
		entries.push([trigger.source.now, 'present']);
		expect(await trigger.names()).toEqual(['present']);
	});

	it('emits only accepted rows, while the others carry the watermark on', async () => {
		const trigger = await activated({ accepts: ({ id }) => id.startsWith('a') });
		const { source } = trigger;
		trigger.pass(10_000);
		source.entries.push([source.now - 5, 'b1'], [source.now - 9, 'a1']);
		expect(await trigger.names()).toEqual(['a1']);
		await trigger.poll();
		expect(source.windows.at(-1)).toEqual({ from: source.now - 605 });
	});

	it('throws what the source throws and leaves the state as it was', async () => {
		const trigger = await activated();
		trigger.source.entries.push([trigger.source.now, 'a']);
		const before = trigger.copy();
		trigger.source.error = new Error('429');
		await expect(trigger.poll()).rejects.toBe(trigger.source.error);
		expect(trigger.staticData).toEqual(before);
		trigger.source.error = undefined;
		expect(await trigger.names()).toEqual(['a']);
	});

	it('repeats nothing where the overlap grows', async () => {
		const trigger = await activated({ overlapSeconds: 5 });
		for (let minute = 0; minute < 5; minute += 1) {
			trigger.source.entries.push([trigger.source.now, `a${minute}`]);
			expect(await trigger.names()).toEqual([`a${minute}`]);
			trigger.pass(60);
		}
		trigger.request.overlapSeconds = 86_400;
		expect(await trigger.names()).toBeNull();
	});

	it('starts from now where host, tenant or a filter changes', async () => {
		const trigger = await activated();
		trigger.source.entries.push([trigger.source.now, 'of the old filter']);
		trigger.request.scope = ['host', 'tenant', 'severity 4'];
		expect(await trigger.poll()).toBeNull();
		trigger.pass(60);
		trigger.source.entries.push([trigger.source.now, 'of the new one']);
		expect(await trigger.names()).toEqual(['of the new one']);
	});
});

describe('a row without a date or an id', () => {
	const odd = { uuid: 'odd', text: 'Something' };

	it('comes once, and the others come as ever', async () => {
		const trigger = await activated();
		const { source } = trigger;
		source.unreadable = [odd, 'a text'];
		source.entries.push([source.now, 'a']);
		expect(await trigger.poll()).toMatchObject({
			events: [{ id: 'a' }],
			unreadable: [odd, 'a text'],
		});
		for (const name of ['b', 'c']) {
			trigger.pass(60);
			source.entries.push([source.now, name]);
			const result = await trigger.poll();
			expect(result?.events).toMatchObject([{ id: name }]);
			expect(result?.unreadable).toBeUndefined();
			trigger.restart();
		}
		source.unreadable = [{ ...odd, text: 'Something else' }];
		expect(await trigger.poll()).toBeNull();
	});

	it('that was there when the trigger was published does not come', async () => {
		const trigger = new Trigger();
		trigger.source.unreadable = [odd];
		expect(await trigger.activate()).toBeNull();
		expect(await trigger.poll()).toBeNull();
	});

	const many = (count: number, from = 0) =>
		Array.from({ length: count }, (_, index) => ({ uuid: `${from + index}` }));
	const counted = async (trigger: Trigger, polls: number) => {
		const counts: number[] = [];
		for (let poll = 0; poll < polls; poll += 1) {
			counts.push((await trigger.poll())?.unreadable?.length ?? 0);
			trigger.pass(60);
		}
		return counts;
	};

	it('comes with others in bounded numbers, and none of them twice', async () => {
		const trigger = await activated();
		trigger.source.unreadable = many(250);
		expect(await counted(trigger, 6)).toEqual([100, 100, 50, 0, 0, 0]);
		expect(JSON.stringify(trigger.staticData).length).toBeLessThan(5 * 1024);
	});

	it('makes place for others when the log has it no more', async () => {
		const trigger = await activated();
		trigger.source.unreadable = many(1_500);
		expect(await counted(trigger, 12)).toEqual([...Array(10).fill(100), 0, 0]);
		expect(JSON.stringify(trigger.staticData).length).toBeLessThan(16 * 1024);
		trigger.source.unreadable = many(50, 5_000);
		expect(await counted(trigger, 2)).toEqual([50, 0]);
	});
});

describe('idle polls after a burst', () => {
	it.each([
		['of an hour', 6_000, 0.5],
		['of one second', 3_000, 0],
	])('%s take one request again when the overlap has passed', async (_name, rows, step) => {
		const trigger = await activated({ maximumEvents: 5_000 });
		const { source } = trigger;
		for (let index = 0; index < rows; index += 1) {
			source.entries.push([source.now + Math.floor(index * step), `e${index}`]);
		}
		trigger.pass(rows * step);
		const names: string[] = [];
		for (let poll = 0; poll < 14; poll += 1) {
			names.push(...((await trigger.names()) ?? []));
			trigger.pass(60);
		}
		expect(names).toHaveLength(rows);
		source.requests = 0;
		expect(await trigger.poll()).toBeNull();
		expect(source.requests).toBe(1);
		source.entries.push([source.now - 500, 'late'], [source.now, 'newest']);
		expect(await trigger.names()).toEqual(['late', 'newest']);
	});
});

describe('events of one second', () => {
	it('keep the order of the service, whichever end its pages begin with', async () => {
		for (const isReversed of [false, true]) {
			const trigger = await activated();
			const { source } = trigger;
			const pages = source.pages.bind(source);
			source.pages = async function* (window) {
				for await (const page of pages(window)) {
					yield { ...page, rows: isReversed ? [...page.rows].reverse() : page.rows };
				}
			};
			const { now } = source;
			source.entries.push([now - 5, 'z'], [now, 'y'], [now, 'b'], [now, 'x'], [now, 'a']);
			expect(await trigger.names()).toEqual(['z', 'y', 'b', 'x', 'a']);
		}
	});

	it('go by their numbers where the service numbers them', async () => {
		const trigger = await activated();
		const { source } = trigger;
		const pages = source.pages.bind(source);
		source.pages = async function* (window) {
			for await (const page of pages(window)) {
				yield { ...page, rows: page.rows.map((row) => ({ ...row, order: Number(row.id) })) };
			}
		};
		source.entries.push([source.now, '10'], [source.now, '9'], [source.now, '100']);
		expect(await trigger.names()).toEqual(['9', '10', '100']);
	});
});

describe('a manual test run', () => {
	it('shows the newest few events and touches no state', async () => {
		const trigger = new Trigger();
		trigger.mode = 'manual';
		const { entries, now } = trigger.source;
		for (let day = 0; day < 5; day += 1) entries.push([now - day * 86_400, `day ${day}`]);
		expect(await trigger.names()).toEqual(['day 2', 'day 1', 'day 0']);
		expect(trigger.staticData).toEqual({});
	});

	it('returns null where half a year has nothing that matches', async () => {
		const trigger = new Trigger();
		trigger.mode = 'manual';
		trigger.request.accepts = () => false;
		trigger.source.entries.push([trigger.source.now, 'a']);
		expect(await trigger.poll()).toBeNull();
	});
});

describe('two polls at once', () => {
	it('on one state: the second one returns null and leaves the events to the first', async () => {
		const trigger = await activated();
		trigger.source.entries.push([trigger.source.now, 'a']);
		expect(await Promise.all([trigger.names(), trigger.names()])).toEqual([['a'], null]);
		expect(await trigger.names()).toBeNull();
	});

	it('on copies of one state: only one emits, also when they run one after the other', async () => {
		const trigger = await activated();
		trigger.source.entries.push([trigger.source.now, 'a']);
		const copies = [trigger.copy(), trigger.copy(), trigger.copy()];
		const [first, ...others] = copies;
		expect(await trigger.names(first)).toEqual(['a']);
		for (const copy of others) {
			const before = JSON.stringify(copy);
			expect(await trigger.names(copy)).toBeNull();
			expect(JSON.stringify(copy)).toBe(before);
		}
	});

	it('emits again what n8n has thrown away, once it has had its time to store it', async () => {
		const trigger = await activated();
		trigger.source.entries.push([trigger.source.now, 'a']);
		const discarded = trigger.copy();
		expect(await trigger.names(discarded)).toEqual(['a']);
		trigger.pass(29);
		expect(await trigger.names()).toBeNull();
		trigger.pass(1);
		expect(await trigger.names()).toEqual(['a']);
		expect(await trigger.names()).toBeNull();
	});

	it('takes the place of a poll that hangs, which then emits nothing any more', async () => {
		const trigger = await activated();
		trigger.source.entries.push([trigger.source.now, 'a']);
		let release: (() => void) | undefined;
		trigger.source.gate = new Promise((resolve) => (release = resolve));
		const hung = trigger.names();
		await new Promise(setImmediate);
		trigger.pass(71);
		expect(await trigger.names()).toBeNull();
		trigger.pass(1);
		trigger.source.gate = Promise.resolve();
		expect(await trigger.names()).toEqual(['a']);
		release?.();
		expect(await hung).toBeNull();
	});
});

describe('a pause longer than the service keeps its rows', () => {
	it('is reported once as a possible loss', async () => {
		const trigger = await activated();
		const { source } = trigger;
		source.retention = 2 * 86_400;
		const lastPoll = source.now - 60;
		trigger.pass(3 * 86_400);
		source.entries.push([source.now, 'a']);
		const result = await trigger.poll();
		expect(result?.possibleLoss).toEqual({
			reason: 'retention',
			from: lastPoll - 600,
			before: source.now - 2 * 86_400,
			retentionSeconds: 2 * 86_400,
		});
		expect(result?.events).toHaveLength(1);
		trigger.pass(60);
		expect(await trigger.poll()).toBeNull();
	});

	it('is reported also where there is nothing to emit', async () => {
		const trigger = await activated();
		trigger.source.retention = 86_400;
		trigger.pass(3 * 86_400);
		const result = await trigger.poll();
		expect(result?.events).toEqual([]);
		expect(result?.possibleLoss).toBeDefined();
		expect(await trigger.poll()).toBeNull();
	});

	it('is none where the service keeps its rows for longer, or does not say', async () => {
		for (const retention of [undefined, 4 * 86_400]) {
			const trigger = await activated();
			trigger.source.retention = retention;
			trigger.pass(3 * 86_400);
			expect(await trigger.poll()).toBeNull();
		}
	});
});
