import {
	advance,
	lowerBound,
	oldestFirst,
	type CompleteReading,
	type Cursor,
	type CursorSettings,
	type KeyedRow,
} from '../../../../nodes/shared/polling/reading/cursor';
import { countRows, indexRows, rowKey } from '../../../../nodes/shared/polling/reading/rowIndex';

/** Step by step and to the second: how far a reading moves a cursor. */

const T = 1_900_000_000;
const OVERLAP = 600;

/** A row so many seconds after `T`. */
function row(at: number, id = `e${at}`, position = 0): KeyedRow<string> {
	return { id, key: rowKey(id), second: T + at, data: '', position };
}

function cursor(more: Partial<Cursor> = {}): Cursor {
	return { watermark: T, floor: T - 300, readUntil: T, seen: new Map(), ...more };
}

function step(
	rows: Array<KeyedRow<string>>,
	reading: Partial<CompleteReading<string>> = {},
	{ from = cursor(), ...settings }: Partial<CursorSettings<string>> & { from?: Cursor } = {},
) {
	const made = advance(
		from,
		{ rows, unreadable: new Map(), serverNow: T + 100, ...reading },
		{ overlapSeconds: OVERLAP, capacity: 5_000, limit: 1_000, accepts: () => true, ...settings },
	);
	const { watermark, floor, readUntil, seen } = made.cursor;
	return {
		events: made.events.map(({ id }) => id),
		watermark: watermark - T,
		floor: floor - T,
		readUntil: readUntil - T,
		known: countRows(seen),
		isEverythingTaken: made.isEverythingTaken,
	};
}

it('reads from the overlap on, and from the floor where that is later', () => {
	expect(lowerBound(cursor(), 200)).toBe(T - 200);
	expect(lowerBound(cursor(), 600)).toBe(T - 300);
});

describe('rows', () => {
	it('come oldest first, once, as far back as can be read', () => {
		const seen = indexRows([row(5)]);
		const rows = [row(9), row(5), row(-300), row(-301), row(7)];
		expect(step(rows, {}, { from: cursor({ seen }) }).events).toEqual(['e-300', 'e7', 'e9']);
	});

	it('that are not wanted do not come', () => {
		const accepts = ({ id }: { id: string }) => id !== 'e7';
		expect(step([row(7), row(9)], {}, { accepts }).events).toEqual(['e9']);
	});

	it('of a slice come up to its end', () => {
		expect(step([row(9), row(10)], { before: T + 10 }).events).toEqual(['e9']);
	});

	it('beyond the limit are left over, with what lies after them', () => {
		const made = step([row(1), row(2), row(3)], {}, { limit: 2 });
		expect(made).toMatchObject({ events: ['e1', 'e2'], isEverythingTaken: false });
		// The next reading begins at the one that was left.
		expect(made).toMatchObject({ watermark: 3, readUntil: 3 });
		expect(step([row(1), row(2)], {}, { limit: 2 }).isEverythingTaken).toBe(true);
	});

	it('of one second come in the order of the service, by its number where it has one', () => {
		expect(oldestFirst(row(1), row(2))).toBeLessThan(0);
		expect(oldestFirst(row(1, 'a', 2), row(1, 'b', 1))).toBeGreaterThan(0);
		const numbered = (order: number, position: number) => ({ ...row(1, 'a', position), order });
		expect(oldestFirst(numbered(1, 9), numbered(2, 1))).toBeLessThan(0);
	});
});

describe('the watermark', () => {
	it.each([
		['the newest row', [row(5), row(50)], 50],
		['a row of this second', [row(100)], 100],
		['none of the future', [row(5), row(101)], 5],
		['none that is older than before', [row(-5)], 0],
		['nothing', [], 0],
	])('is lifted by %s', (_name, rows, watermark) => {
		expect(step(rows).watermark).toBe(watermark);
	});

	it('of a slice in the past moves to its end, less what may still come', () => {
		const serverNow = T + 10_000;
		const slice = (before: number) => step([row(1)], { before: T + before, serverNow });
		expect(slice(500)).toMatchObject({ watermark: 500, floor: 500, readUntil: 500 });
		// The overlap and a minute before the server's time can still get rows.
		expect(slice(9_339)).toMatchObject({ watermark: 9_339, floor: 9_339 });
		expect(slice(9_341)).toMatchObject({ watermark: 9_340, floor: 9_340, readUntil: 9_341 });
	});

	it('of a slice with more than the limit stays at what is left over', () => {
		const serverNow = T + 10_000;
		const rows = [row(1), row(2), row(3)];
		expect(step(rows, { before: T + 500, serverNow }, { limit: 1 })).toMatchObject({
			watermark: 2,
			floor: 2,
			readUntil: 2,
		});
	});
});

describe('what was read', () => {
	it('is up to the server time at its beginning, the end of a slice, and never less than before', () => {
		expect(step([row(5)]).readUntil).toBe(100);
		expect(step([row(5)], { before: T + 50 }).readUntil).toBe(50);
		expect(step([], { serverNow: T - 5 }).readUntil).toBe(0);
	});
});

describe('the floor', () => {
	it('follows the watermark by the overlap, and never falls', () => {
		expect(step([row(100)]).floor).toBe(-300);
		expect(step([row(1_000)], { serverNow: T + 1_000 }).floor).toBe(400);
	});

	it('keeps what is known from there on, and nothing before', () => {
		const from = cursor({ seen: indexRows([row(-250), row(399), row(400)]) });
		expect(step([row(1_000)], { serverNow: T + 1_000 }, { from }).known).toBe(2);
	});

	it('rises so that no more rows are read again than there is room for', () => {
		const rows = [row(1), row(2), row(3), row(4)];
		expect(step(rows, {}, { capacity: 2 })).toMatchObject({ floor: 3, known: 2 });
		expect(step(rows, {}, { capacity: 4 })).toMatchObject({ floor: 1, known: 4 });
		expect(step(rows, {}, { capacity: 5 })).toMatchObject({ floor: -300, known: 4 });
	});

	it('rises for that by rows that are known, too, and never splits a second', () => {
		const from = cursor({ seen: indexRows([row(1, 'a'), row(1, 'b')]) });
		const rows = [row(1, 'a'), row(1, 'b'), row(2)];
		expect(step(rows, {}, { from, capacity: 2 })).toMatchObject({ floor: 1, known: 3 });
		expect(step([row(2)], {}, { from, capacity: 3 })).toMatchObject({ floor: 1, known: 3 });
	});

	it('never passes the watermark for that', () => {
		expect(step([row(5), row(200)], {}, { capacity: 1 })).toMatchObject({ floor: 5, watermark: 5 });
	});

	describe('after a burst of a hundred rows', () => {
		const burst = (count: number) => Array.from({ length: count }, (_, n) => row(0, `b${n}`));
		const later = (seconds: number, count = 100, more: object = {}) =>
			step(burst(count), { serverNow: T + seconds, ...more }).floor;

		it('passes it once nothing can come there any more', () => {
			expect(later(660)).toBe(0);
			expect(later(661)).toBe(1);
			expect(later(5_000)).toBe(1);
			expect(later(400)).toBe(-260);
		});

		it('and not after fewer, nor in a slice, nor where some are left over', () => {
			expect(later(5_000, 99)).toBe(-300);
			expect(later(661, 100, { before: T + 1 })).toBe(1);
			expect(step(burst(101), { serverNow: T + 5_000 }, { limit: 100 }).floor).toBe(-300);
		});
	});
});
