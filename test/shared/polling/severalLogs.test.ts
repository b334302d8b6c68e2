import fc from 'fast-check';
import type { IDataObject, WorkflowActivateMode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { runPolls } from '../../../nodes/shared/polling/poll';
import { ProcessMemory } from '../../../nodes/shared/polling/processMemory';
import type { PollCaller, PollResult } from '../../../nodes/shared/polling/settings';
import { ListSource, Trigger } from './trigger';

const BEGIN = 1_900_000_000;

/** A trigger that follows several logs of one service. */
class Fleet {
	readonly sources = new Map<string, ListSource>();

	followed: string[];

	staticData: IDataObject = {};

	clock = 0;

	now = BEGIN;

	budget = 300_000;

	memory = this.newMemory();

	request = { ...new Trigger().request, scope: ['customer'] };

	readonly warnings: string[] = [];

	private context?: PollCaller;

	constructor(ids: string[]) {
		this.followed = ids;
		for (const id of ids) this.sources.set(id, new ListSource());
	}

	source(id: string): ListSource {
		const source = this.sources.get(id) ?? new ListSource();
		this.sources.set(id, source);
		source.now = this.now;
		return source;
	}

	append(id: string, ...names: string[]): void {
		this.source(id).entries.push(...names.map((name): [number, string] => [this.now, name]));
	}

	fail(id: string, status?: string): void {
		this.source(id).error = status === undefined ? undefined : refusal(status);
	}

	pass(seconds: number): void {
		this.now += seconds;
		this.clock += seconds * 1000;
	}

	async activate(mode: WorkflowActivateMode = 'activate') {
		this.context = this.caller(() => this.staticData, mode);
		const results = await this.pollWith(this.context);
		this.stored = this.copy();
		return results;
	}

	async poll(staticData?: IDataObject) {
		this.context ??= this.caller(() => this.staticData, 'activate');
		if (staticData) return await this.pollWith(this.caller(() => staticData, 'update', 36_000));
		const results = await this.pollWith(this.context);
		if (results) this.stored = this.copy();
		return results;
	}

	/** A minute passes, then a poll: `a:x` for an event `x` of the log `a`, `a!` for one that fails. */
	async next(seconds = 60): Promise<string[]> {
		this.pass(seconds);
		return told(await this.poll());
	}

	/** What n8n's default engine has stored: the state of an activation, and of each emission. */
	private stored: IDataObject = {};

	restart(): void {
		this.memory = this.newMemory();
		this.staticData = JSON.parse(JSON.stringify(this.stored));
		this.context = undefined;
	}

	copy(): IDataObject {
		return JSON.parse(JSON.stringify(this.staticData));
	}

	get requests(): number {
		return [...this.sources.values()].reduce((sum, { requests }) => sum + requests, 0);
	}

	private newMemory(): ProcessMemory {
		return new ProcessMemory(
			() => this.clock,
			() => this.now * 1000,
		);
	}

	private async pollWith(caller: PollCaller) {
		const logs = this.followed.map((id) => ({ id, source: this.source(id) }));
		return await runPolls(caller, async () => ({ ...this.request, logs }), this.memory);
	}

	private caller(
		state: () => IDataObject,
		activation: WorkflowActivateMode,
		budget = this.budget,
	): PollCaller {
		return {
			getActivationMode: () => activation,
			getMode: () => 'trigger',
			getNode: () => new Trigger().node,
			getWorkflow: () => ({ id: 'workflow', active: true }),
			getWorkflowStaticData: state,
			getPollBudgetMs: () => budget,
			logger: {
				debug() {},
				info() {},
				warn: (message, details) =>
					void this.warnings.push(`${message}: ${String(details?.cause)}`),
				error() {},
			},
		};
	}
}

function refusal(httpCode: string): NodeApiError {
	return new NodeApiError(new Trigger().node, {}, { message: `status ${httpCode}`, httpCode });
}

function told(results: Array<PollResult<string>> | null): string[] {
	return (results ?? [])
		.flatMap(({ log = '', events, availability, possibleLoss }) => [
			...(availability ? [`${log}${availability.isBack ? ' is back' : ' is out'}`] : []),
			...(possibleLoss ? [`${log} may have lost`] : []),
			...events.map(({ id, redelivered }) => `${log}:${id}${redelivered ? ' again' : ''}`),
		])
		.sort();
}

async function activated(ids: string[], request: Partial<Fleet['request']> = {}): Promise<Fleet> {
	const fleet = new Fleet(ids);
	Object.assign(fleet.request, request);
	expect(await fleet.activate()).toBeNull();
	return fleet;
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`);

describe('several logs', () => {
	it('have a cursor each', async () => {
		const fleet = await activated(['a', 'b']);
		fleet.append('a', 'one');
		expect(await fleet.next()).toEqual(['a:one']);
		fleet.append('b', 'two');
		fleet.append('a', 'three');
		expect(await fleet.next()).toEqual(['a:three', 'b:two']);
		expect(await fleet.next()).toEqual([]);
	});

	it('may be added and removed: the new one starts from now, the others go on', async () => {
		const fleet = await activated(['a', 'b']);
		fleet.append('c', 'before');
		fleet.append('b', 'of b');
		fleet.followed = ['b', 'c'];
		fleet.pass(60);
		expect(told(await fleet.activate())).toEqual(['b:of b']);
		fleet.append('c', 'after');
		expect(await fleet.next()).toEqual(['c:after']);
		expect(Object.keys(Object(fleet.copy().cursor).logs)).toEqual(['b', 'c']);
	});

	it('may be exchanged: the place of the new one is stored at once', async () => {
		const fleet = await activated(['a', 'b']);
		fleet.followed = ['a', 'c'];
		fleet.pass(60);
		await fleet.activate();
		fleet.restart();
		fleet.append('c', 'new');
		expect(await fleet.next()).toEqual(['c:new']);
	});

	it('that are added lose nothing where n8n stores nothing of the publication', async () => {
		const fleet = await activated(['a']);
		const durable = fleet.copy();
		fleet.followed = ['a', 'b'];
		fleet.pass(60);
		await fleet.activate('update');
		fleet.pass(60);
		fleet.append('b', 'early');
		const ticks: string[] = [];
		for (let tick = 0; tick < 3; tick += 1) {
			// Longer than n8n may take to store something.
			fleet.pass(60);
			ticks.push(...told(await fleet.poll(durable)));
		}
		expect(ticks).toEqual(['b:early']);
	});

	it('that are added while all others have a backlog begin now', async () => {
		const fleet = await activated(['a']);
		fleet.pass(100_000);
		fleet.append('b', 'long before');
		for (let second = 0; second < 20_000; second += 1) {
			fleet.source('a').entries.push([fleet.now - 90_000 + second, `a${second}`]);
		}
		fleet.append('b', 'before');
		fleet.pass(3_600);
		// The new one has no turn: what the first one has to tell takes the whole poll.
		fleet.followed = ['a', 'b'];
		fleet.request.maximumEvents = 50;
		for (const source of fleet.sources.values()) {
			Object.defineProperty(source, 'gate', { get: async () => void (fleet.clock += 20_000) });
		}
		fleet.fail('b', '503');
		expect(told(await fleet.activate('update'))).toContain('b is out');
		fleet.append('b', 'after');
		fleet.fail('b');
		const seen: string[] = [];
		for (let poll = 0; poll < 30; poll += 1) seen.push(...(await fleet.next()));
		expect(seen.filter((text) => text.startsWith('b:'))).toEqual(['b:after']);
	});

	it('are one state: a copy from before an emission emits nothing', async () => {
		const fleet = await activated(['a', 'b']);
		fleet.pass(60);
		const copy = fleet.copy();
		fleet.append('a', 'one');
		expect(told(await fleet.poll())).toEqual(['a:one']);
		fleet.append('b', 'two');
		expect(await fleet.poll(copy)).toBeNull();
		expect(await fleet.next()).toEqual(['b:two']);
	});

	it('start together, also those whose turn comes later', async () => {
		const fleet = new Fleet(many(40));
		for (const id of fleet.followed) {
			const source = fleet.source(id);
			Object.defineProperty(source, 'gate', {
				get: async () => {
					fleet.clock += 2_000;
				},
			});
		}
		await fleet.activate();
		for (const id of fleet.followed) fleet.append(id, `of ${id}`);
		const seen: string[] = [];
		for (let poll = 0; poll < 10; poll += 1) seen.push(...(await fleet.next()));
		expect(seen.sort()).toEqual(fleet.followed.map((id) => `${id}:of ${id}`).sort());
	});
});

it('a restart repeats the last events of each log, marked, where that is wanted', async () => {
	const fleet = await activated(['a', 'b'], { afterRestart: 'repeat' });
	fleet.append('a', 'one');
	fleet.append('b', 'two');
	expect(await fleet.next()).toEqual(['a:one', 'b:two']);
	fleet.restart();
	fleet.append('b', 'three');
	expect(await fleet.next()).toEqual(['a:one again', 'b:two again']);
	expect(await fleet.next()).toEqual(['b:three']);
	expect(await fleet.next()).toEqual([]);
});

describe('a log that cannot be read', () => {
	it('keeps none of the others back, is told once, and once when it is back', async () => {
		const fleet = await activated(['a', 'b', 'c']);
		fleet.fail('b', '403');
		fleet.append('a', 'one');
		fleet.append('b', 'two');
		expect(await fleet.next()).toEqual(['a:one', 'b is out']);
		fleet.append('c', 'three');
		expect(await fleet.next()).toEqual(['c:three']);
		fleet.restart();
		expect(await fleet.next()).toEqual([]);
		fleet.fail('b');
		const later = [];
		for (let poll = 0; poll < 20; poll += 1) later.push(...(await fleet.next()));
		expect(later).toEqual(['b is back', 'b:two']);
	});

	it('is asked more and more rarely', async () => {
		const fleet = await activated(['a', 'b']);
		fleet.fail('b', '500');
		const { requests } = fleet.source('b');
		for (let poll = 0; poll < 60; poll += 1) await fleet.next();
		expect(fleet.source('b').requests - requests).toBeLessThan(12);
		expect(fleet.source('a').requests).toBeGreaterThan(60);
	});

	it('from the beginning starts with the others', async () => {
		const fleet = new Fleet(['a', 'b']);
		fleet.source('b').serverNow = async () => {
			if (fleet.source('b').error) throw fleet.source('b').error;
			return fleet.now;
		};
		fleet.fail('b', '404');
		expect(told(await fleet.activate())).toEqual(['b is out']);
		fleet.pass(1);
		fleet.append('b', 'meanwhile');
		fleet.pass(600);
		fleet.fail('b');
		expect(await fleet.next()).toEqual(['b is back', 'b:meanwhile']);
	});

	it('is the error of the poll where there is no other', async () => {
		const fleet = await activated(['a', 'b']);
		const state = fleet.copy();
		for (const id of fleet.followed) {
			fleet.append(id, `of ${id}`);
			fleet.fail(id, '500');
		}
		for (let poll = 0; poll < 3; poll += 1) {
			await expect(fleet.next()).rejects.toThrow('status 500');
		}
		expect(fleet.staticData).toEqual(state);
		for (const id of fleet.followed) fleet.fail(id);
		expect(await fleet.next()).toEqual(['a:of a', 'b:of b']);
	});

	it.each(['401', '429'])('with %s says nothing of the others, which follow', async (status) => {
		const fleet = await activated(many(100));
		for (const id of fleet.followed) {
			fleet.append(id, `of ${id}`);
			if (id !== 't0') fleet.fail(id, status);
		}
		const requests = fleet.requests;
		expect(await fleet.next()).toEqual(['t0:of t0']);
		expect(fleet.requests - requests).toBeLessThan(40);
		expect(fleet.warnings.join()).toContain(`status ${status}`);
		for (const id of fleet.followed) fleet.fail(id);
		const rest = await fleet.next();
		expect(rest).toHaveLength(99);
	});

	it.each(['401', '429'])(
		'with %s that it alone gives is told once, and keeps none of the others back',
		async (status) => {
			const fleet = await activated(many(100));
			const broken = many(5);
			for (const id of broken) fleet.fail(id, status);
			const seen: string[] = [];
			for (let poll = 0; poll < 30; poll += 1) seen.push(...(await fleet.next()));
			expect(seen.sort()).toEqual(broken.map((id) => `${id} is out`));

			// Also when it is asked again: all the others are read within one poll.
			fleet.restart();
			fleet.append('t99', 'late');
			expect(await fleet.next()).toEqual(['t99:late']);
			for (const id of broken) fleet.append(id, `of ${id}`);
			for (const id of broken) fleet.fail(id);
			const later: string[] = [];
			for (let poll = 0; poll < 20; poll += 1) later.push(...(await fleet.next()));
			const expected = broken.flatMap((id) => [`${id} is back`, `${id}:of ${id}`]);
			expect(later.sort()).toEqual(expected.sort());
		},
	);

	it('is followed by the others however many there are like it', async () => {
		const fleet = await activated(many(100));
		for (const id of many(70)) fleet.fail(id, '401');
		fleet.append('t99', 'late');
		const seen: string[] = [];
		const failed = { polls: 0 };
		for (let poll = 0; poll < 40; poll += 1) {
			seen.push(...(await fleet.next().catch(() => ((failed.polls += 1), []))));
		}
		expect(seen.filter((text) => text === 't99:late')).toHaveLength(1);
		expect(failed.polls).toBeLessThan(20);
		const told = seen.filter((text) => text.endsWith('is out'));
		expect(told.sort()).toEqual(
			many(70)
				.map((id) => `${id} is out`)
				.sort(),
		);
	});

	it('refused as all are costs few requests, and is not told as one of several', async () => {
		const fleet = await activated(many(100));
		for (const id of fleet.followed) fleet.fail(id, '401');
		for (let poll = 0; poll < 20; poll += 1) {
			const { requests } = fleet;
			await expect(fleet.next()).rejects.toThrow('status 401');
			expect(fleet.requests - requests).toBeLessThan(40);
		}
		for (const id of fleet.followed) {
			fleet.fail(id);
			fleet.append(id, `of ${id}`);
		}
		const seen = [...(await fleet.next()), ...(await fleet.next())];
		expect(seen.sort()).toEqual(fleet.followed.map((id) => `${id}:of ${id}`).sort());
	});

	it('because the service asks for fewer requests has not had its turn', async () => {
		const fleet = await activated(many(60));
		fleet.budget = 14_000;
		fleet.pass(60);
		for (const id of fleet.followed) {
			fleet.append(id, `of ${id}`);
			if (id !== 't0') fleet.fail(id, '429');
		}
		expect(told(await fleet.activate('update'))).toEqual(['t0:of t0']);
		for (const id of fleet.followed) {
			fleet.fail(id);
			Object.defineProperty(fleet.source(id), 'gate', {
				get: async () => {
					fleet.clock += 1_000;
				},
			});
		}
		const next = await fleet.next();
		expect(next.slice(0, 3)).toEqual(['t1:of t1', 't2:of t2', 't3:of t3']);
	});
});

describe('bounds', () => {
	it('hold for the events of all logs together', async () => {
		const fleet = await activated(many(30), { maximumEvents: 50 });
		const names = many(10);
		for (const id of fleet.followed) fleet.append(id, ...names.map((name) => `${id}-${name}`));
		const seen: string[] = [];
		for (let poll = 0; poll < 20; poll += 1) {
			const events = await fleet.next();
			expect(events.length).toBeLessThanOrEqual(50);
			seen.push(...events);
		}
		expect(new Set(seen).size).toBe(300);
		expect(seen).toHaveLength(300);
	});

	it('let no log starve that has much to tell and answers slowly', async () => {
		const fleet = await activated(['slow', 'quick'], { maximumEvents: 50 });
		const slow = fleet.source('slow');
		Object.defineProperty(slow, 'gate', {
			get: async () => await new Promise((resolve) => setTimeout(resolve, 2)),
		});
		fleet.append('slow', ...many(200).map((name) => `s-${name}`));
		const seen: string[] = [];
		for (let poll = 0; poll < 20; poll += 1) {
			fleet.append('quick', `q${poll}`);
			seen.push(...(await fleet.next()));
		}
		expect(seen.filter((text) => text.startsWith('slow:'))).toHaveLength(200);
		expect(seen.filter((text) => text.startsWith('quick:')).length).toBeGreaterThan(15);
	});

	it('hold for the time of a poll: those that have waited longest are the first', async () => {
		const fleet = await activated(many(100));
		for (const id of fleet.followed) {
			fleet.append(id, `of ${id}`);
			Object.defineProperty(fleet.source(id), 'gate', {
				get: async () => {
					fleet.clock += 1_000;
				},
			});
		}
		const polls: string[][] = [];
		for (let poll = 0; poll < 4; poll += 1) polls.push(await fleet.next());
		expect(polls[0]?.length).toBeLessThan(70);
		expect(polls.flat().sort()).toEqual(fleet.followed.map((id) => `${id}:of ${id}`).sort());
	});
});

describe('whatever happens', () => {
	interface Step {
		kind: 'append' | 'fail' | 'refuse' | 'heal' | 'restart' | 'poll' | 'publish';
		log: number;
	}

	const step = fc.record<Step>({
		kind: fc.constantFrom(
			...(['append', 'append', 'fail', 'refuse', 'heal', 'restart', 'poll', 'poll'] as const),
			'publish',
		),
		log: fc.nat(4),
	});

	it.each([
		['continue', 5],
		['repeat', 5],
		['repeat', 40],
	] as const)(
		'each event of each log comes once, and each outage is told and ended (%s, %i logs)',
		async (afterRestart, count) => {
			await fc.assert(
				fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
					const fleet = await activated(many(count), { afterRestart });
					const appended: string[] = [];
					const seen: string[] = [];
					const poll = async (activate = false) => {
						fleet.pass(60);
						const results = activate ? fleet.activate('update') : fleet.poll();
						// All of them failing is an error, which loses nothing.
						seen.push(...told(await results.catch(() => null)));
					};
					for (const { kind, log } of steps) {
						const id = `t${log}`;
						if (kind === 'append') {
							appended.push(`${id}:e${appended.length}`);
							fleet.append(id, `e${appended.length - 1}`);
						} else if (kind === 'fail') fleet.fail(id, '500');
						else if (kind === 'refuse') fleet.fail(id, '401');
						else if (kind === 'heal') fleet.fail(id);
						else if (kind === 'restart') fleet.restart();
						else await poll(kind === 'publish');
					}
					for (const id of fleet.followed) fleet.fail(id);
					for (let minute = 0; minute < 20; minute += 1) await poll();

					const once = seen.filter((text) => text.includes(':') && !text.endsWith(' again'));
					expect(once.sort()).toEqual(appended.sort());
					for (const id of fleet.followed) {
						const outages = seen.filter((text) => text === `${id} is out`).length;
						expect(seen.filter((text) => text === `${id} is back`)).toHaveLength(outages);
					}
				}),
				{ numRuns: count > 5 ? 40 : 150 },
			);
		},
	);
});
