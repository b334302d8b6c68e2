import type { INode } from 'n8n-workflow';

import { indexRows, rowKey } from '../../../nodes/shared/polling/reading/rowIndex';
import type { LogState, PollState } from '../../../nodes/shared/polling/state';
import {
	decodeState,
	encodeState,
	isWorthWriting,
	nodeKey,
	scopeFingerprint,
} from '../../../nodes/shared/polling/state';

/** A state as n8n stores it, member by member. */

const T = 1_900_000_000;
const KEY = rowKey('a');
const rows = indexRows([{ second: T, key: KEY }]);
const asJson = { [T.toString(36)]: KEY };

const node = (id: string): INode => ({
	id,
	name: 'Trigger',
	type: 'trigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
});

const LOG: LogState = {
	cursor: { watermark: T, floor: T - 600, readUntil: T + 1, seen: rows },
	unreadable: [],
	unconfirmed: [],
	redeliver: new Map(),
};
const BARE = { watermark: T, floor: T - 600, readUntil: T + 1, seen: asJson };
const HEAD = { scope: 'scope', batch: 'batch' };

const state = (log: LogState): PollState => ({ ...HEAD, logs: new Map([['', log]]) });
const written = (log: LogState) => encodeState(state(log));
const read = (stored: unknown) => decodeState(stored, node('id'));

it('is short where there is little to remember', () => {
	expect(written(LOG)).toEqual({ version: 1, ...HEAD, ...BARE });
	expect(read(written(LOG))).toMatchObject(state(LOG));
});

const MORE: Array<[keyof LogState, Partial<LogState>, object]> = [
	['span', { span: 0 }, { span: 0 }],
	['lossReported', { lossReported: 0 }, { lossReported: 0 }],
	['mayRepeat', { mayRepeat: { from: 1, before: T } }, { mayRepeat: { from: 1, before: T } }],
	['unreadable', { unreadable: ['key'] }, { unreadable: ['key'] }],
	[
		'unconfirmed',
		{ unconfirmed: [{ batch: 'before', rows }] },
		{ unconfirmed: [{ batch: 'before', rows: asJson }] },
	],
	['redeliver', { redeliver: rows }, { redeliver: asJson }],
	['isUnavailable', { isUnavailable: true }, { isUnavailable: true }],
];

it.each(MORE)('has %s where it is needed, and gives it back', (name, more, stored) => {
	const log = { ...LOG, ...more };
	expect(written(log)).toEqual({ version: 1, ...HEAD, ...BARE, ...stored });
	expect(read(written(log))?.logs.get('')?.[name]).toEqual(log[name]);
});

it('drops seconds that may repeat once they are passed', () => {
	const { floor } = LOG.cursor;
	const passed = written({ ...LOG, mayRepeat: { from: 1, before: floor } });
	expect(passed).not.toHaveProperty('mayRepeat');
	expect(written({ ...LOG, mayRepeat: { from: 1, before: floor + 1 } })).toHaveProperty(
		'mayRepeat',
	);
});

it('has several logs by their ids, and one that has an id', () => {
	const several = new Map([
		['one', LOG],
		['two', { ...LOG, isUnavailable: true }],
	]);
	const stored = encodeState({ ...HEAD, logs: several });
	const logs = { one: BARE, two: { ...BARE, isUnavailable: true } };
	expect(stored).toEqual({ version: 2, ...HEAD, logs });
	expect([...(read(stored)?.logs.keys() ?? [])]).toEqual(['one', 'two']);
	expect(encodeState({ ...HEAD, logs: new Map([['one', LOG]]) })).toMatchObject({ version: 2 });
	expect(read({ version: 2, ...HEAD, logs: {} })?.logs.size).toBe(0);
});

describe('is worth writing', () => {
	const at = (readUntil: number, more: Partial<LogState> = {}): LogState => ({
		...LOG,
		...more,
		cursor: { ...LOG.cursor, readUntil },
	});

	it.each([
		['an hour later', at(T + 3_600), true],
		['a second less', at(T + 3_599), false],
		['the same', at(T), false],
		['with something new', at(T, { span: 5 }), true],
		['with something new and an hour later', at(T + 3_600, { span: 5 }), true],
	])('%s', (_name, next, expected) => {
		expect(isWorthWriting(at(T), next)).toBe(expected);
	});
});

describe('belongs to a node', () => {
	const own = nodeKey(node('id'));

	it('whose key is short, and is none without an ID', () => {
		expect(own).toMatch(/^[\w-]{8}$/);
		expect(nodeKey(node(''))).toBeUndefined();
		expect(nodeKey(node('other'))).not.toBe(own);
	});

	it.each([
		['its own', 'id', own, true],
		['that of a node with its name', 'other', own, false],
		['one without a node', 'id', undefined, true],
		['one of any node, where it has no ID', '', own, true],
		['one whose node is none', 'other', 7, true],
	])('which reads %s', (_name, id, writer, isRead) => {
		const stored = { ...written(LOG), node: writer };
		expect(decodeState(stored, node(id)) !== undefined).toBe(isRead);
	});

	it('and nothing before the first poll', () => {
		expect(read(undefined)).toBeUndefined();
	});
});

it('has a scope of sixteen characters that every part changes', () => {
	const scope = ['host', 1, true];
	expect(scopeFingerprint(scope)).toMatch(/^[\da-f]{16}$/);
	expect(scopeFingerprint([...scope])).toBe(scopeFingerprint(scope));
	const others = [['host', 1, false], ['host', 2, true], ['Host', 1, true], ['host1', true], []];
	expect(new Set([scope, ...others].map(scopeFingerprint)).size).toBe(6);
});
