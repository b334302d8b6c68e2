import fc from 'fast-check';

import { sorted } from '../../../../nodes/shared/http/items/sort';

const row = fc.record({
	json: fc.record({
		key: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
		id: fc.uuid(),
	}),
});
const rows = fc.uniqueArray(row, { selector: ({ json }) => json.id });

it('gives the same order whatever order the rows came in', () => {
	fc.assert(
		fc.property(rows, fc.boolean(), fc.infiniteStream(fc.nat()), (list, descending, numbers) => {
			const order = { sortBy: 'key', ties: ['id'], descending };
			const shuffled = list
				.map((one) => ({ one, place: Number(numbers.next().value) }))
				.sort((left, right) => left.place - right.place)
				.map(({ one }) => one);
			expect(sorted(shuffled, order)).toEqual(sorted(list, order));
		}),
	);
});

it.each([
	['texts', ['b', 'B', 'a'], ['B', 'a', 'b']],
	['numbers', [10, 9, 100], [9, 10, 100]],
	['what is missing first', ['b', undefined, 'a'], [undefined, 'a', 'b']],
	['missing numbers as 0', [1, undefined, 0.5], [undefined, 0.5, 1]],
	['moments', ['2026-06-02T00:00:00Z', '2026-06-01T23:59:59Z'], undefined],
])('sorts %s', (_what, values, wanted) => {
	const list = values.map((key) => ({ json: { key } }));
	const order = { sortBy: 'key', ties: [], descending: false };
	const keys = sorted(list, order).map(({ json }) => json.key);
	expect(keys).toEqual(wanted ?? [...values].reverse());
	expect(list.map(({ json }) => json.key)).toEqual(values);
});
