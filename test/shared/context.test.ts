import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { beginItem, perItemStore, perRun } from '../../nodes/shared/context';

/** An item of a run, as n8n gives it to the node: each try of an item has a context of its own. */
function itemOf(run: object, item: number): IExecuteSingleFunctions {
	const node = { name: 'Node' };
	const context = {
		getExecuteData: () => Object.assign(run, { node }),
		getNode: () => node,
		getItemIndex: () => item,
	} as unknown as IExecuteSingleFunctions; // a part of it
	beginItem(context);
	return context;
}

it('keeps for the items of a run what no other run has', () => {
	const kept = perRun(() => []);
	const run = {};
	const [first, second] = [itemOf(run, 0), itemOf(run, 1)];
	expect(kept(first)).toBe(kept(second));
	expect(kept(itemOf({}, 0))).not.toBe(kept(first));
});

it('keeps nothing for the next try of a run, which has the same data', () => {
	const kept = perRun(() => []);
	const run = {};
	const before = kept(itemOf(run, 0));
	itemOf(run, 1);
	const [first, second] = [itemOf(run, 0), itemOf(run, 1)];
	expect(kept(first)).not.toBe(before);
	expect(kept(second)).toBe(kept(first));
});

it('keeps for an item what its next try does not have', () => {
	const store = perItemStore<string>();
	const run = {};
	const first = itemOf(run, 0);
	store.set(first, 'kept');
	expect([store.get(first), store.get(itemOf(run, 1)), store.get(itemOf(run, 0))]).toEqual([
		'kept',
		undefined,
		undefined,
	]);
	expect(store.get(first)).toBe('kept');
});
