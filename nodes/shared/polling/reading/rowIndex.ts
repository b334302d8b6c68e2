import { createHash } from 'crypto';

/** Characters of a key: 66 bits, so that 5,000 keys collide with a chance of about 10⁻¹³. */
const KEY_LENGTH = 11;

/** Which rows are known: their keys, by the second they happened in. */
export type RowIndex = ReadonlyMap<number, ReadonlySet<string>>;

/** A row index as JSON: seconds in base 36, each with the keys of its rows one after the other. */
export type EncodedRows = Record<string, string>;

/** The little of a row that an index keeps. */
export interface IndexedRow {
	second: number;
	key: string;
}

/** Shortens a row's id to the key that the state keeps: the state is rewritten with every emit. */
export function rowKey(id: string): string {
	return createHash('sha256').update(id).digest('base64url').slice(0, KEY_LENGTH);
}

/** Makes an index of rows, on top of another index, which stays as it was. */
export function indexRows(rows: Iterable<IndexedRow>, base: RowIndex = new Map()): RowIndex {
	const added = new Map<number, Set<string>>();
	for (const { second, key } of rows) {
		const keys = added.get(second) ?? new Set(base.get(second));
		added.set(second, keys.add(key));
	}
	return new Map([...base, ...added]);
}

/** Lists an index's rows in no particular order. */
export function* listRows(index: RowIndex): Generator<IndexedRow> {
	for (const [second, keys] of index) for (const key of keys) yield { second, key };
}

/** Whether the index knows a row. */
export function hasRow(index: RowIndex, { second, key }: IndexedRow): boolean {
	return index.get(second)?.has(key) ?? false;
}

/** How many rows the index knows. */
export function countRows(index: RowIndex): number {
	let count = 0;
	for (const keys of index.values()) count += keys.size;
	return count;
}

/** Leaves out the rows of a second before `from`. */
export function rowsFrom(index: RowIndex, from: number): RowIndex {
	return new Map([...index].filter(([second]) => second >= from));
}

/** @returns The same JSON for the same rows, whatever the order they came in. */
export function encodeRows(index: RowIndex): EncodedRows {
	const seconds = [...index].sort(([a], [b]) => a - b);
	return Object.fromEntries(
		seconds.map(([second, keys]) => [second.toString(36), [...keys].sort().join('')]),
	);
}

/** The rows that `encodeRows` has written; what it has not is left to who has checked the state. */
export function decodeRows(encoded: EncodedRows): RowIndex {
	const keys = (joined: string) => joined.match(new RegExp(`.{${KEY_LENGTH}}`, 'g')) ?? [];
	return new Map(
		Object.entries(encoded).map(([second, joined]) => [
			parseInt(second, 36),
			new Set(keys(joined)),
		]),
	);
}
