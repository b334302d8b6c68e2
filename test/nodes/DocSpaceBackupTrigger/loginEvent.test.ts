import type { INodeParameters } from 'n8n-workflow';

import { pause } from '../../support/polls';
import { useSandbox } from '../../support/sandbox';
import { ago, publishedAt, sortedValues, triggerAt } from './support';

const at = useSandbox();
const OTHER = '9c5d2c1e-3f1e-4b8a-8a3d-0f6f5a7b1c2d';

const published = async (parameters: INodeParameters = {}) =>
	await publishedAt(at, { event: 'loginEvent', ...parameters });

describe('a login event', () => {
	it('comes with its names, once', async () => {
		const trigger = await published();
		at.sandbox.docSpace.appendLoginEvents([{ action: 'LoginFail' }]);
		expect(await trigger.tick()).toMatchObject([
			{
				id: 1,
				kind: 'loginEvent',
				actionId: 1005,
				login: 'ada@portal.example',
				date: expect.stringMatching(/Z$/),
			},
		]);
		expect(await trigger.tick()).toBeNull();
	});

	it.each<[string, INodeParameters, number[]]>([
		['action', { action: 'LoginFail' }, [1005]],
		['number of an action', { action: '1006' }, [1006]],
		['person', { userId: OTHER.toUpperCase() }, [1000, 1006]],
		['picked person', { userId: { __rl: true, mode: 'list', value: OTHER } }, [1000, 1006]],
	])('passes the filter %s', async (_name, filters, expected) => {
		const trigger = await published({ filters });
		at.sandbox.docSpace.appendLoginEvents([
			{ action: 'LoginFail' },
			{ action: 'LoginSuccess', userId: OTHER },
			{ action: 'Logout', userId: OTHER },
		]);
		expect(sortedValues(await trigger.tick(), 'actionId')).toEqual(expected);
	});

	it.each(['LoginFail', 'loginfail', '1005'])('passes the filter as %s too', async (actionId) => {
		const trigger = await published({ filters: { action: 'LoginFail' } });
		const response = [
			{ id: 8, date: ago(1), action: 'Odd', actionId },
			{ id: 7, date: ago(2), action: 'Odd', actionId: 'Logout' },
		];
		const body = { response, count: 2, status: 0, statusCode: 200 };
		at.sandbox.faults.add({ operationId: 'getLoginEvents', times: 1, status: 200, body });
		expect(sortedValues(await trigger.tick(), 'id')).toEqual([8]);
	});

	it('is found behind whole pages that a filter does not let through', async () => {
		const trigger = await published({ filters: { action: 'LoginFail' } });
		at.sandbox.docSpace.appendLoginEvents([{ action: 'LoginFail', date: ago(100) }]);
		at.sandbox.docSpace.appendLoginEvents({ count: 250, date: ago(90), stepMilliseconds: 100 });
		expect(sortedValues(await trigger.tick(), 'actionId')).toEqual([1005]);
	});

	it('is never lost or repeated in a backlog, whose slices begin where they lie', async () => {
		const trigger = await published({ options: { maximumEvents: 500 } });
		trigger.load(pause(trigger.stored, 86_400));
		at.sandbox.docSpace.appendLoginEvents({
			count: 9_000,
			date: ago(80_000),
			stepMilliseconds: 8_000,
		});
		const requests = at.requests().length;
		while (await trigger.tick());
		const ids = trigger.emitted.flat().map(({ id }) => Number(id));
		expect(ids).toHaveLength(9_000);
		expect(new Set(ids).size).toBe(9_000);
		expect(ids).toEqual([...ids].sort((one, other) => one - other));
		// Without a search, each of the slices would be read through all that came after it.
		expect(at.requests().length - requests).toBeLessThan(1_000);
	});

	it('needs a plan with audit', async () => {
		at.sandbox.docSpace.appendLoginEvents([{}]);
		at.sandbox.docSpace.settings.planHasAudit = false;
		const trigger = triggerAt(at, { event: 'loginEvent' });
		await expect(trigger.activate()).rejects.toThrow('does not include audit');
	});
});
