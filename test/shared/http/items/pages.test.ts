import fc from 'fast-check';

import type { Pages } from '../../../../nodes/shared/http/items/pages';
import { contentRangePages, startIndexPages } from '../../../../nodes/shared/http/items/pages';

interface Row {
	uuid: string;
}

const rows = (count: number): Row[] =>
	Array.from({ length: count }, (_, number) => ({ uuid: `row ${number}` }));

interface Server {
	maximum: number;
	contentRange: boolean;
	lastStatus: 200 | 206;
	/** Rows that come in at the beginning of the list before the n-th request. */
	inserts?: number[];
}

/** Reads everything and counts the requests. */
function readAll(pages: Pages, all: Row[], { maximum, contentRange, lastStatus, inserts }: Server) {
	const reader = pages();
	const list = [...all];
	const read: unknown[] = [];
	let requests = 0;
	while (!reader.finished()) {
		const inserted = inserts?.[requests] ?? 0;
		list.unshift(...rows(inserted).map(({ uuid }) => ({ uuid: `new ${requests} ${uuid}` })));
		requests += 1;
		if (requests > list.length + 3) throw new Error('It does not come to an end');
		const { page, per_page } = reader.query();
		const size = Math.min(Number(per_page), maximum);
		const start = (Number(page) - 1) * size;
		const part = list.slice(start, start + size);
		const isWhole = page === 1 && part.length === list.length;
		const status = isWhole ? 200 : start + part.length >= list.length ? lastStatus : 206;
		const place = part.length === 0 ? '*' : `${start + 1}-${start + part.length}`;
		const range = `items ${place}/${list.length}`;
		const headers = status === 206 && contentRange ? { 'content-range': range } : {};
		read.push(...reader.accept({ status, headers, body: part }, part));
	}
	return { read, requests };
}

const pages = contentRangePages({ id: 'uuid', pageSize: 10 });
const usual: Server = { maximum: 1000, contentRange: true, lastStatus: 206 };

describe('contentRangePages', () => {
	it.each([
		['a whole list at once', 4, usual, 1],
		['an empty list', 0, usual, 1],
		['a header that names the total', 25, usual, 3],
		['a total that a page ends at', 20, usual, 2],
		['no header: a shorter page', 25, { ...usual, contentRange: false }, 3],
		['no header and full pages: an empty page', 20, { ...usual, contentRange: false }, 3],
		['status 200 on the last page', 25, { ...usual, lastStatus: 200 as const }, 3],
		[
			'200 on the last full page',
			20,
			{ ...usual, contentRange: false, lastStatus: 200 as const },
			2,
		],
		['a clamped page size', 25, { ...usual, maximum: 7 }, 4],
		['a clamped page size without header', 25, { ...usual, maximum: 7, contentRange: false }, 4],
		['pages of one row', 3, { ...usual, maximum: 1, contentRange: false }, 4],
	])('knows the end by %s', (_how, count, server, requests) => {
		const all = rows(count);
		expect(readAll(pages, all, server)).toEqual({ read: all, requests });
	});

	it('reads every row once, whatever the server does', () => {
		const server = fc.record({
			maximum: fc.integer({ min: 1, max: 15 }),
			contentRange: fc.boolean(),
			lastStatus: fc.constantFrom(200 as const, 206 as const),
		});
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 60 }), server, (count, settings) => {
				const all = rows(count);
				expect(readAll(pages, all, settings).read).toEqual(all);
			}),
		);
	});

	it('reads a row once that an insert pushed to the next page, and comes to an end', () => {
		const inserts = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 8 });
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 60 }), inserts, (count, numbers) => {
				const all = rows(count);
				const { read } = readAll(pages, all, { ...usual, inserts: [0, ...numbers] });
				const old = read.filter((row) => all.includes(row as Row)); // the server's own objects
				expect(old).toEqual(all);
				expect(new Set(read).size).toBe(read.length);
			}),
		);
	});

	it('asks for no more than is wanted, and keeps the page size', () => {
		const reader = pages(3);
		expect(reader.query()).toEqual({ page: 1, per_page: 3 });
		reader.accept({ status: 206, headers: {}, body: undefined }, rows(3));
		expect(reader.query()).toEqual({ page: 2, per_page: 3 });
		expect(pages(500).query()).toEqual({ page: 1, per_page: 10 });
	});

	it('keeps rows without an id', () => {
		const reader = contentRangePages({ id: 'uuid', pageSize: 10 })();
		const odd = [{ a: 1 }, { a: 1 }, 5, null];
		expect(reader.accept({ status: 200, headers: {}, body: odd }, odd)).toEqual(odd);
	});
});

describe('startIndexPages', () => {
	const listOf = (all: Row[], maximum: number) => {
		const reader = startIndexPages({ id: 'uuid', pageSize: 10 })();
		const read: unknown[] = [];
		const asked: unknown[] = [];
		while (!reader.finished() && asked.length < 50) {
			const { startIndex, count } = reader.query();
			asked.push(startIndex);
			const start = Number(startIndex);
			const part = all.slice(start, start + Math.min(Number(count), maximum));
			read.push(...reader.accept({ status: 200, headers: {}, body: part }, part));
		}
		return { read, asked };
	};

	it.each([
		[0, [0]],
		[9, [0]],
		[10, [0, 10]],
		[25, [0, 10, 20]],
	])('reads %d rows', (count, asked) => {
		const all = rows(count);
		expect(listOf(all, 10)).toEqual({ read: all, asked });
	});
});
