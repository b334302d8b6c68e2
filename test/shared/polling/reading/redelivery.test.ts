import { activated } from '../trigger';

describe('after a restart', () => {
	it('"continue" goes on after the last batch', async () => {
		const trigger = await activated();
		trigger.source.entries.push([trigger.source.now, 'a']);
		await trigger.poll();
		trigger.restart();
		expect(await trigger.names()).toBeNull();
	});

	it('"repeat" emits the last batch once more, marked, and then goes on', async () => {
		const trigger = await activated({ afterRestart: 'repeat' });
		const { source } = trigger;
		source.entries.push([source.now, 'a'], [source.now - 300, 'b']);
		expect(await trigger.names()).toEqual(['b', 'a']);
		trigger.pass(60);
		source.entries.push([source.now, 'c']);
		expect(await trigger.names()).toEqual(['c']);
		trigger.restart();
		trigger.pass(60);
		source.entries.push([source.now, 'd']);
		expect(await trigger.names()).toEqual(['c again']);
		expect(await trigger.names()).toEqual(['d']);
		expect(await trigger.names()).toBeNull();
	});

	it('"repeat" emits all batches again that n8n may not have stored yet', async () => {
		const trigger = await activated({ afterRestart: 'repeat' });
		for (const name of ['a', 'b']) {
			trigger.source.entries.push([trigger.source.now, name]);
			expect(await trigger.names()).toEqual([name]);
			trigger.pass(5);
		}
		trigger.restart();
		expect(await trigger.names()).toEqual(['a again', 'b again']);
		trigger.restart();
		expect(await trigger.names()).toEqual(['a again', 'b again']);
	});

	it('"repeat" repeats nothing that an idle poll has seen stored', async () => {
		const trigger = await activated({ afterRestart: 'repeat' });
		trigger.source.entries.push([trigger.source.now, 'a']);
		await trigger.poll();
		trigger.pass(60);
		expect(await trigger.poll()).toBeNull();
		trigger.restart();
		expect(await trigger.names()).toBeNull();
	});
});

describe('events that are gone when they have to be repeated', () => {
	it('are reported as a possible loss, and the trigger goes on', async () => {
		const trigger = await activated({ afterRestart: 'repeat' });
		const { source } = trigger;
		const { now } = source;
		source.entries.push([now - 20, 'a'], [now - 10, 'b'], [now, 'c']);
		await trigger.poll();
		trigger.restart();
		source.entries = [[now, 'c']];
		expect(await trigger.poll()).toEqual({
			events: [{ id: 'c', second: now, data: 'data of c', redelivered: true }],
			possibleLoss: { reason: 'restart', from: now - 20, before: now - 9 },
		});
		source.entries.push([now + 1, 'd']);
		expect(await trigger.names()).toEqual(['d']);
	});
});
