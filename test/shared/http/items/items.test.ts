import type { INodeExecutionData } from 'n8n-workflow';

import { finishedItems, itemsOf } from '../../../../nodes/shared/http/items/items';
import { runNode } from '../../../support/engine';
import { emptyItems, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

const named = (...names: string[]): INodeExecutionData[] =>
	names.map((name) => ({ json: { name } }));
const byName = { name: '={{ $json.name }}' };
const links = (items: INodeExecutionData[]) => items.map(({ pairedItem }) => pairedItem);

describe('the link to the input item', () => {
	it('is on every item, also where one item becomes several or none', async () => {
		at.sandbox.acronis.appendAuditRows([
			{ text: 'alpha one' },
			{ text: 'alpha two' },
			{ text: 'gamma' },
		]);
		const input = named('gamma', 'nothing', 'alpha');
		const { items } = await runNode(
			runs.auditLog({ filters: { text: '={{ $json.name }}' } }, { input }),
		);
		expect(items.map(({ json }) => json.text)).toEqual(['gamma', 'alpha two', 'alpha one']);
		expect(links(items)).toEqual([{ item: 0 }, { item: 2 }, { item: 2 }]);
	});

	it('is on an item whose request failed', async () => {
		at.sandbox.faults.add({ operationId: 'listAuditLog', status: 403, skip: 1 });
		at.sandbox.acronis.appendAuditRows({ count: 2 });
		const input = emptyItems(2);
		const { items } = await runNode(runs.auditLog({}, { input, onError: 'continueRegularOutput' }));
		const failed = items.filter(({ error }) => error);
		expect(failed).toHaveLength(1);
		expect(items).toHaveLength(3);
		expect(new Set(links(items).map((link) => JSON.stringify(link))).size).toBe(2);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'is on an item that was refused before anything was sent (%s)',
		async (onError) => {
			at.sandbox.acronis.appendAuditRows({ count: 2 });
			const filters = { user: '={{ $json.name }}' };
			const input = named('-', 'no-uuid', '-');
			const outcome = await runNode(runs.auditLog({ filters }, { input, onError }));
			const all = [...outcome.items, ...outcome.errorItems];
			const refused = all.filter(({ error }) => error);
			expect(links(refused)).toEqual([{ item: 1 }]);
			expect(refused[0]?.error).toMatchObject({
				message: 'User UUID is not a UUID',
				description: expect.stringContaining('Set it to a UUID'),
				context: { itemIndex: 1 },
			});
			expect(links(all.filter(({ error }) => !error))).toEqual(
				[0, 0, 2, 2].map((item) => ({ item })),
			);
			if (onError === 'continueErrorOutput') expect(outcome.errorItems).toHaveLength(1);
		},
	);
});

it('refuses one item and stops there, when the node stops on errors', async () => {
	const input = named('good', 'a/b', 'also good');
	const { error } = await runNode(runs.createFolder(byName, { input }));
	expect(error).toMatchObject({ message: 'Name is not a name', context: { itemIndex: 1 } });
});

describe('the member `error`', () => {
	it('never leaves the node empty, since n8n would take it for a failure', async () => {
		at.sandbox.docSpace.settings.backup.durationMilliseconds = 60_000;
		await runNode(runs.startBackup({ waitForCompletion: false }));
		const { items } = await runNode(runs.getProgress());
		expect(items[0]?.json).toMatchObject({ isCompleted: false, progress: 0 });
		expect(items[0]?.json).not.toHaveProperty('error');
	});

	it('is kept under another name when it says something', async () => {
		const { backup } = at.sandbox.docSpace.settings;
		Object.assign(backup, { outcome: 'failedInJob', durationMilliseconds: 0 });
		await runNode(runs.startBackup({ waitForCompletion: false }));
		const { items } = await runNode(runs.getProgress());
		expect(items[0]?.json).toMatchObject({ errorText: backup.error });
		expect(items[0]?.json).not.toHaveProperty('error');
	});
});

describe('finishedItems', () => {
	it.each([
		['', {}],
		[null, {}],
		[false, {}],
		[0, { errorText: 0 }],
		['late', { errorText: 'late' }],
		[{ code: 1 }, { errorText: { code: 1 } }],
	])('makes of error %j %j', (error, json) => {
		expect(finishedItems([{ json: { error } }], 4)).toEqual([{ json, pairedItem: { item: 4 } }]);
	});

	it('leaves a failure of the node what it is', () => {
		const [failed] = emptyItems(1);
		expect(finishedItems(failed ? [failed] : [], 1)).toEqual([
			{ json: {}, pairedItem: { item: 1 } },
		]);
	});
});

describe('itemsOf', () => {
	it.each([
		[undefined, []],
		[null, []],
		[[], []],
		[0, [0]],
		[false, [false]],
		[
			[1, 2],
			[1, 2],
		],
		[{ a: 1 }, [{ a: 1 }]],
	])('of %j is %j', (result, rows) => {
		expect(itemsOf(result)).toEqual(rows);
	});
});
