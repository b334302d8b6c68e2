import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { pollBudget } from '../../../nodes/shared/polling/activation';
import { ProcessMemory } from '../../../nodes/shared/polling/processMemory';
import type { PollCaller } from '../../../nodes/shared/polling/settings';
import { activated, namesOf, Trigger } from './trigger';

const node: INode = {
	id: 'node',
	name: 'Trigger',
	type: 'trigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const answered = (httpCode: string) => new NodeApiError(node, {}, { httpCode });
const unanswered = () => new NodeApiError(node, { message: 'The connection was lost' });

/** n8n has published the trigger, stored its state, and starts again. */
async function restarted(): Promise<Trigger> {
	const trigger = await activated();
	trigger.restart();
	return trigger;
}

describe('a start of n8n in an outage', () => {
	it.each([
		['init', '500'],
		['init', '503'],
		['leadershipChange', '500'],
		['init', '429'],
		// Nobody is at the screen: the next poll tells, where a failed publication would not.
		['init', '401'],
	] as const)('leaves the trigger on: %s, %s', async (mode, status) => {
		const trigger = await restarted();
		const { source } = trigger;
		source.error = answered(status);
		const before = trigger.copy();
		expect(await trigger.activate(mode)).toBeNull();
		expect(trigger.warnings).toHaveLength(1);
		expect(trigger.copy()).toEqual(before);
		trigger.pass(60);
		await expect(trigger.poll()).rejects.toBe(source.error);
		source.error = undefined;
		source.entries.push([source.now, 'a']);
		expect(await trigger.names()).toEqual(['a']);
	});

	it('leaves a trigger on that has no place yet, and one whose fields cannot be read', async () => {
		const trigger = new Trigger();
		trigger.source.error = unanswered();
		expect(await trigger.activate('init')).toBeNull();
		await expect(trigger.poll()).rejects.toBe(trigger.source.error);
		trigger.source.error = new NodeOperationError(node, 'A field is empty');
		expect(await trigger.activate('init')).toBeNull();
	});

	it('is told of by the second failure, whatever n8n calls the polls', async () => {
		const trigger = await restarted();
		trigger.source.error = unanswered();
		expect(await trigger.activate('init')).toBeNull();
		await expect(trigger.activate('init')).rejects.toBe(trigger.source.error);
		expect(await trigger.activate('init')).toBeNull();
	});
});

describe('somebody who publishes', () => {
	it.each(['activate', 'update', 'create'] as const)(
		'is told where there is no place to go on from: %s',
		async (mode) => {
			const trigger = new Trigger();
			trigger.source.error = answered('503');
			await expect(trigger.activate(mode)).rejects.toBe(trigger.source.error);
			expect(trigger.staticData).toEqual({});
		},
	);

	it('is told of what does not pass by itself', async () => {
		const unsigned = unanswered();
		unsigned.failure = { cause: 'configuration-invalid' };
		const statuses = ['301', '400', '401', '403', '404'].map(answered);
		for (const error of [...statuses, unsigned, new NodeOperationError(node, 'a')]) {
			const trigger = await restarted();
			trigger.source.error = error;
			await expect(trigger.activate('activate')).rejects.toBe(error);
		}
	});

	it('has the trigger on where it goes on from a state and the service is out of order', async () => {
		for (const error of [...['408', '429', '500', '503'].map(answered), unanswered()]) {
			const trigger = await restarted();
			trigger.source.error = error;
			expect(await trigger.activate('update')).toBeNull();
			await expect(trigger.poll()).rejects.toBe(error);
		}
	});

	it('is told where another filter has no place yet', async () => {
		const trigger = await restarted();
		trigger.request.scope = ['another'];
		trigger.source.error = answered('500');
		await expect(trigger.activate('update')).rejects.toBe(trigger.source.error);
	});
});

it("an activation's poll is over within a minute, while n8n waits for it", async () => {
	const trigger = new Trigger();
	trigger.budget = 300_000;
	const { source } = trigger;
	trigger.request.lookbackSeconds = 86_400;
	// So many that reading them takes longer.
	for (let index = 0; index < 6_900; index += 1)
		source.entries.push([source.now - index, `e${index}`]);
	source.hasTotal = false;
	const pages = source.pages.bind(source);
	source.pages = async function* (window) {
		for await (const page of pages(window)) {
			trigger.clock += 1_000;
			yield page;
		}
	};
	await trigger.activate();
	expect(trigger.clock).toBeLessThan(61_000);
});

it('every other poll has the time that n8n gives it', () => {
	const caller = (budget: number) => ({ getPollBudgetMs: () => budget }) as PollCaller; // all it asks
	expect(pollBudget(caller(300_000), true)).toBe(60_000);
	expect(pollBudget(caller(40_000), true)).toBe(40_000);
	expect(pollBudget(caller(300_000), false)).toBe(300_000);
	expect(pollBudget({} as PollCaller, false)).toBe(300_000); // an n8n that does not tell
});

it('a tick of the durable scheduler always tells', async () => {
	const trigger = await restarted();
	trigger.source.error = answered('500');
	for (let tick = 0; tick < 3; tick += 1) {
		await expect(trigger.poll(trigger.copy())).rejects.toBe(trigger.source.error);
	}
});

describe('a publication a moment after an emission', () => {
	/** A trigger that has just emitted, and is published anew. */
	async function justEmitted(): Promise<Trigger> {
		const trigger = await activated();
		trigger.source.entries.push([trigger.source.now, 'a']);
		expect(await trigger.names()).toEqual(['a']);
		trigger.pass(5);
		return trigger;
	}

	it('under another name begins at once: n8n comes without a state', async () => {
		const trigger = await justEmitted();
		trigger.staticData = {};
		expect(await trigger.activate('update')).toBeNull();
		expect(trigger.staticData).toHaveProperty('cursor');
		trigger.source.entries.push([trigger.source.now, 'b']);
		expect(await trigger.names()).toEqual(['b']);
	});

	it('under another name a moment after the first publication as well', async () => {
		const trigger = new Trigger();
		await trigger.activate();
		trigger.source.entries.push([trigger.source.now, 'a']);
		expect(await trigger.names()).toEqual(['a']);
		trigger.staticData = {};
		expect(await trigger.activate('update')).toBeNull();
		trigger.restart();
		trigger.source.entries.push([trigger.source.now, 'b']);
		expect(await trigger.names()).toEqual(['b']);
	});

	it('with another filter and back begins at once', async () => {
		const trigger = await justEmitted();
		const { scope } = trigger.request;
		trigger.request.scope = ['another'];
		expect(await trigger.activate('update')).toBeNull();
		trigger.pass(5);
		trigger.request.scope = scope;
		expect(await trigger.activate('update')).toBeNull();
		trigger.source.entries.push([trigger.source.now, 'b']);
		trigger.restart();
		expect(await trigger.names()).toEqual(['b']);
	});

	it('does not wait for a poll of the version before', async () => {
		const trigger = await justEmitted();
		let release: (() => void) | undefined;
		trigger.source.gate = new Promise((resolve) => (release = resolve));
		const hung = trigger.names(trigger.copy());
		await new Promise(setImmediate);
		trigger.source.gate = Promise.resolve();
		trigger.staticData = {};
		expect(await trigger.activate('update')).toBeNull();
		expect(trigger.staticData).toHaveProperty('cursor');
		release?.();
		expect(await hung).toBeNull();
	});
});

describe('the beginning of a trigger in the durable engine, which does not store it', () => {
	it('is the publication, however much later the first tick comes', async () => {
		const trigger = new Trigger();
		expect(await trigger.activate()).toBeNull();
		trigger.staticData = {};
		trigger.pass(300);
		trigger.source.entries.push([trigger.source.now, 'a']);
		trigger.pass(300);
		const copies = [{}, {}];
		expect(await trigger.poll(copies[0])).toBeNull();
		expect(copies[0]).toHaveProperty('cursor');
		expect(namesOf(await trigger.poll(copies[0]))).toEqual(['a']);
		// A tick of the same moment, which came with a copy from before.
		expect(await trigger.poll(copies[1])).toBeNull();
		expect(copies[1]).toEqual({});
	});
});

describe('10,000 triggers in one process', () => {
	it('repeat nothing, and each keeps its pause', async () => {
		const memory = new ProcessMemory(() => clock);
		let clock = 0;
		const triggers: Trigger[] = [];
		for (let index = 0; index < 10_000; index += 1) {
			const trigger = new Trigger();
			trigger.memory = memory;
			trigger.nodeId = `node-${index}`;
			Object.assign(trigger.request, { afterRestart: 'repeat', pauseSeconds: index % 2 && 900 });
			triggers.push(trigger);
			await trigger.activate();
		}
		const pass = (seconds: number) => {
			clock += seconds * 1000;
			for (const trigger of triggers) trigger.source.now += seconds;
		};
		pass(900);
		for (const { source } of triggers) source.entries.push([source.now, 'a']);
		const emitted: Array<string[] | null> = [];
		for (const trigger of triggers) emitted.push(await trigger.names());
		expect(emitted.every((names) => names?.join() === 'a')).toBe(true);
		pass(60);
		for (const { source } of triggers) source.requests = 0;
		for (const trigger of triggers) expect(await trigger.names()).toBeNull();
		const requests = triggers.map(({ source }) => source.requests);
		expect(requests.filter((count, index) => count !== (index % 2 ? 0 : 1))).toEqual([]);
	}, 60_000);

	it('are forgotten when they have not been polled for longer than a month', () => {
		let clock = 0;
		const memory = new ProcessMemory(() => clock);
		for (let index = 0; index < 10_000; index += 1) memory.begin(`${index}`, 1)?.end();
		expect(memory.size).toBe(10_000);
		clock += 41 * 86_400_000;
		memory.begin('another', 1);
		expect(memory.size).toBe(1);
	});

	it('know their own batches after they have been forgotten, and no other process does', async () => {
		const trigger = await activated({ afterRestart: 'repeat' });
		trigger.source.entries.push([trigger.source.now, 'a']);
		expect(await trigger.names()).toEqual(['a']);
		trigger.pass(50 * 86_400);
		trigger.memory.begin('another', 1)?.end();
		expect(await trigger.names()).toBeNull();
		trigger.restart();
	});
});
