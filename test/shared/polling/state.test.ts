import { NodeOperationError } from 'n8n-workflow';

import { activated } from './trigger';

describe('the state', () => {
	it('survives JSON after every poll', async () => {
		const trigger = await activated({ afterRestart: 'repeat' });
		for (let poll = 0; poll < 5; poll += 1) {
			trigger.source.entries.push(
				[trigger.source.now, `a${poll}`],
				[trigger.source.now, `b${poll}`],
			);
			trigger.staticData = trigger.copy();
			expect(await trigger.names()).toEqual([`a${poll}`, `b${poll}`]);
			expect(trigger.copy()).toEqual(trigger.staticData);
			trigger.pass(60);
		}
	});

	it('takes less than 4 KiB in a quiet tenant', async () => {
		const trigger = await activated({ afterRestart: 'repeat' });
		for (let index = 0; index < 50; index += 1) {
			trigger.source.entries.push([trigger.source.now + index, `e${index}`]);
		}
		trigger.pass(60);
		await trigger.poll();
		expect(JSON.stringify(trigger.staticData).length).toBeLessThan(4 * 1024);
	});

	it('takes less than 256 KiB at its capacity, also with a full batch to repeat', async () => {
		const trigger = await activated({
			afterRestart: 'repeat',
			maximumEvents: 5_000,
			overlapSeconds: 86_400,
		});
		// One row a second, which takes the most room for each row.
		for (let index = 0; index < 12_000; index += 1) {
			trigger.source.entries.push([trigger.source.now + index, `e${index}`]);
		}
		trigger.pass(12_000);
		const sizes: number[] = [];
		for (let poll = 0; poll < 8; poll += 1) {
			await trigger.poll();
			sizes.push(JSON.stringify(trigger.staticData).length);
			trigger.pass(60);
		}
		expect(Math.max(...sizes)).toBeGreaterThan(200 * 1024);
		expect(Math.max(...sizes)).toBeLessThan(256 * 1024);
	});

	it('of a newer version of the package is refused, not started afresh', async () => {
		const trigger = await activated();
		const newer = { cursor: { version: 3, anything: true } };
		const poll = trigger.poll(newer);
		await expect(poll).rejects.toThrow(NodeOperationError);
		await expect(poll).rejects.toThrow('newer version');
		expect(newer).toEqual({ cursor: { version: 3, anything: true } });
	});

	it.each([
		['text', 'text'],
		['a list', []],
		['a version 0', { version: 0 }],
		['rows that are none', { seen: { a: 1 } }],
		['rows of which one is none', { seen: { a: 'key', b: 1 } }],
		['a watermark that is none', { watermark: null }],
		['a floor that is none', { floor: '1' }],
		['a time of reading that is none', { readUntil: 1.5 }],
		['no rows', { seen: null }],
		['a list of rows', { seen: ['a'] }],
		['no scope', { scope: null }],
		['no batch', { batch: 1 }],
		['a span that is none', { span: '60' }],
		['a report of a loss that is none', { lossReported: null }],
		['a stretch that is none', { mayRepeat: [] }],
		['a stretch without a beginning', { mayRepeat: { before: 1 } }],
		['a stretch without an end', { mayRepeat: { from: 1, before: '2' } }],
		['keys that are no list', { unreadable: 'key' }],
		['keys of which one is none', { unreadable: ['key', 1] }],
		['rows to repeat that are none', { redeliver: { a: null } }],
		['batches that are no list', { unconfirmed: {} }],
		['a batch without a name', { unconfirmed: [{ rows: {} }] }],
		['a batch without rows', { unconfirmed: [{ batch: 'b' }] }],
		['a batch that is none', { unconfirmed: [null] }],
		['a second batch that is none', { unconfirmed: [{ batch: 'b', rows: {} }, null] }],
		['an availability that is none', { isUnavailable: false }],
		['several logs that are none', { version: 2 }],
		['a list of logs', { version: 2, logs: [] }],
	])('that is damaged is refused: %s', async (_name, damage) => {
		const trigger = await activated();
		const cursor =
			typeof damage === 'object' && !Array.isArray(damage)
				? { ...Object(trigger.copy().cursor), ...damage }
				: damage;
		await expect(trigger.poll({ cursor })).rejects.toThrow('cannot be read');
	});

	it('with everything that it can have is read', async () => {
		const trigger = await activated({ afterRestart: 'repeat' });
		const { now } = trigger.source;
		const more = {
			span: 60,
			lossReported: now,
			mayRepeat: { from: now - 1, before: now },
			unreadable: ['key'],
			redeliver: {},
			unconfirmed: [{ batch: 'b', rows: {} }],
			isUnavailable: true,
		};
		const cursor = { ...Object(trigger.copy().cursor), ...more };
		await expect(trigger.poll({ cursor })).resolves.not.toThrow();
	});

	it.each(['a', 'b'])('that is damaged in one of several logs is refused: %s', async (damaged) => {
		const trigger = await activated();
		const good = Object(trigger.copy().cursor);
		const logs = { a: good, b: good, [damaged]: { ...good, watermark: null } };
		const cursor = { ...good, version: 2, logs };
		await expect(trigger.poll({ cursor })).rejects.toThrow('cannot be read');
	});

	it('of a deleted trigger whose name a copy takes is not gone on from', async () => {
		const trigger = await activated();
		trigger.nodeId = 'copy';
		trigger.source.entries.push([trigger.source.now, 'before the copy']);
		trigger.pass(60);
		expect(await trigger.activate()).toBeNull();
		expect(await trigger.poll()).toBeNull();
		trigger.source.entries.push([trigger.source.now, 'a']);
		expect(await trigger.names()).toEqual(['a']);
	});

	it('that cannot be read is left behind as the advice says', async () => {
		const trigger = await activated();
		const newer = { ...Object(trigger.copy().cursor), version: 3 };
		const refused = trigger.poll({ cursor: newer });
		await expect(refused).rejects.toMatchObject({ description: expect.stringMatching(/add the/) });
		// In the default engine another name comes without a state, in the durable one another ID.
		for (const cursor of [undefined, newer]) {
			trigger.nodeId = `new ${typeof cursor}`;
			trigger.staticData = { cursor };
			expect(await trigger.activate()).toBeNull();
			expect(trigger.staticData.cursor).toMatchObject({ version: 1 });
		}
	});
});
