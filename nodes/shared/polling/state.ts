import { createHash } from 'crypto';
import { NodeOperationError, type INode } from 'n8n-workflow';

import type { Cursor } from './reading/cursor';
import { ONLY_LOG } from './settings';
import {
	decodeRows,
	encodeRows,
	rowKey,
	type EncodedRows,
	type RowIndex,
} from './reading/rowIndex';

/** The formats that this code writes. A state of a later one is refused, never started afresh. */
const ONE_LOG = 1;
const SEVERAL_LOGS = 2;

/** What helps in both of n8n's engines: one keeps a state by the node's name, one by its ID. */
const AFRESH =
	'To start from now instead, delete this node, add the trigger again under another name and publish. Events since its last poll are not emitted then.';

/** How far `readUntil` alone may lag in the stored state, in seconds: an idle poll writes nothing. */
const LARGEST_LAG = 3_600;

/** A batch that n8n was given, while it cannot be known whether n8n has stored its execution. */
interface UnconfirmedBatch {
	batch: string;
	rows: RowIndex;
}

/** What a trigger remembers of one log between two polls. */
export interface LogState {
	cursor: Cursor;
	/** While a backlog is worked off: the length of its slices in seconds. */
	span?: number;
	/** The end of a possible loss that has been reported, while its stretch is still being read. */
	lossReported?: number;
	/** Seconds whose rows may have been emitted by a clock that was ahead, and then turned back. */
	mayRepeat?: { from: number; before: number };
	/** Keys of the rows without an id or a date that have been emitted, the newest last. */
	unreadable: string[];
	/** Only with `repeat`: what would have to be emitted again after a restart. */
	unconfirmed: UnconfirmedBatch[];
	/** Only with `repeat`: what has to be emitted again now. */
	redeliver: RowIndex;
	/** Only with several logs: it was reported that this one cannot be read. */
	isUnavailable?: boolean;
}

/** What a trigger remembers between two polls. */
export interface PollState {
	/** Key of the node that wrote it: n8n's default engine keeps states by the node's name alone. */
	node?: string;
	/** Fingerprint of what the cursors belong to. */
	scope: string;
	/**
	 * Name of the last emission. A poll that finds nothing keeps it, so that it distinguishes states before
	 * an emission from states after it.
	 */
	batch: string;
	/** The logs that it follows, by their ids. */
	logs: ReadonlyMap<string, LogState>;
}

/** A log's state as JSON. */
type StoredLog = {
	watermark: number;
	floor: number;
	readUntil: number;
	seen: EncodedRows;
	span?: number;
	lossReported?: number;
	mayRepeat?: { from: number; before: number };
	unreadable?: string[];
	unconfirmed?: Array<{ batch: string; rows: EncodedRows }>;
	redeliver?: EncodedRows;
	isUnavailable?: true;
};

type StoredHead = { node?: string; scope: string; batch: string };

/** The state as JSON, as n8n stores it: that of the one log stands in it, those of several below. */
type StoredState = StoredHead &
	(
		| ({ version: typeof ONE_LOG } & StoredLog)
		| { version: typeof SEVERAL_LOGS; logs: Record<string, StoredLog> }
	);

/** Shortens what a cursor belongs to: the parts may hold names that the state should not show. */
export function scopeFingerprint(scope: Array<string | number | boolean>): string {
	return createHash('sha256').update(JSON.stringify(scope)).digest('hex').slice(0, 16);
}

/** Whether a log's state differs from the stored one in more than the time of the last reading. */
export function isWorthWriting(stored: LogState, next: LogState): boolean {
	const lag = next.cursor.readUntil - stored.cursor.readUntil;
	const comparable = (state: LogState) => JSON.stringify({ ...encodeLog(state), readUntil: 0 });
	return lag >= LARGEST_LAG || comparable(stored) !== comparable(next);
}

/** Writes a state as JSON. */
export function encodeState({ node, scope, batch, logs }: PollState): StoredState {
	const head = { ...(node !== undefined && { node }), scope, batch };
	const only = logs.size === 1 ? logs.get(ONLY_LOG) : undefined;
	if (only) return { version: ONE_LOG, ...head, ...encodeLog(only) };
	const stored = [...logs].map(([id, log]) => [id, encodeLog(log)] as const);
	return { version: SEVERAL_LOGS, ...head, logs: Object.fromEntries(stored) };
}

/** The optional parts only where there is something in them. */
function encodeLog(state: LogState): StoredLog {
	const { cursor, span, mayRepeat, unreadable, unconfirmed, redeliver } = state;
	return {
		watermark: cursor.watermark,
		floor: cursor.floor,
		readUntil: cursor.readUntil,
		seen: encodeRows(cursor.seen),
		...(span !== undefined && { span }),
		...(state.lossReported !== undefined && { lossReported: state.lossReported }),
		...(mayRepeat && cursor.floor < mayRepeat.before && { mayRepeat }),
		...(unreadable.length > 0 && { unreadable }),
		...(unconfirmed.length > 0 && {
			unconfirmed: unconfirmed.map(({ batch, rows }) => ({ batch, rows: encodeRows(rows) })),
		}),
		...(redeliver.size > 0 && { redeliver: encodeRows(redeliver) }),
		...(state.isUnavailable && { isUnavailable: true }),
	};
}

/**
 * Reads a stored state.
 *
 * @param stored What n8n kept; undefined before the first poll.
 * @param node The trigger, as errors name it.
 * @throws NodeOperationError for a state of a later format and for one that is none: to start
 * afresh in silence would lose what happened since.
 */
export function decodeState(stored: unknown, node: INode): PollState | undefined {
	if (stored === undefined || isOfAnotherNode(stored, node)) return undefined;
	if (!isStoredState(stored)) throw unreadable(stored, node);
	const logs = stored.version === ONE_LOG ? { [ONLY_LOG]: stored } : stored.logs;
	return {
		node: stored.node,
		scope: stored.scope,
		batch: stored.batch,
		logs: new Map(Object.entries(logs).map(([id, log]) => [id, decodeLog(log)])),
	};
}

function decodeLog(stored: StoredLog): LogState {
	return {
		cursor: {
			watermark: stored.watermark,
			floor: stored.floor,
			readUntil: stored.readUntil,
			seen: decodeRows(stored.seen),
		},
		span: stored.span,
		lossReported: stored.lossReported,
		mayRepeat: stored.mayRepeat,
		unreadable: stored.unreadable ?? [],
		unconfirmed: (stored.unconfirmed ?? []).map(({ batch, rows }) => ({
			batch,
			rows: decodeRows(rows),
		})),
		redeliver: decodeRows(stored.redeliver ?? {}),
		...(stored.isUnavailable && { isUnavailable: true }),
	};
}

/** @returns What distinguishes a node from others with the same name; undefined for one without an id. */
export function nodeKey({ id }: INode): string | undefined {
	return id ? rowKey(id).slice(0, 8) : undefined;
}

/** A trigger that takes the name of one that was deleted finds its state in n8n's default engine. */
function isOfAnotherNode(stored: unknown, node: INode): boolean {
	const own = nodeKey(node);
	const writer = isRecord(stored) ? stored.node : undefined;
	return own !== undefined && typeof writer === 'string' && writer !== own;
}

function unreadable(stored: unknown, node: INode): NodeOperationError {
	const isLater =
		isRecord(stored) && typeof stored.version === 'number' && stored.version > SEVERAL_LOGS;
	return new NodeOperationError(
		node,
		isLater
			? "This trigger's state was written by a newer version of the package"
			: "This trigger's state cannot be read",
		{
			description: isLater ? `Install that version again. ${AFRESH}` : AFRESH,
		},
	);
}

function isStoredState(stored: unknown): stored is StoredState {
	if (!isRecord(stored)) return false;
	if (typeof stored.scope !== 'string' || typeof stored.batch !== 'string') return false;
	if (stored.version === ONE_LOG) return isStoredLog(stored);
	if (stored.version !== SEVERAL_LOGS || !isRecord(stored.logs)) return false;
	return Object.values(stored.logs).every(isStoredLog);
}

function isStoredLog(stored: unknown): boolean {
	return (
		isRecord(stored) &&
		[stored.watermark, stored.floor, stored.readUntil].every(Number.isSafeInteger) &&
		isEncodedRows(stored.seen) &&
		[stored.span, stored.lossReported].every(
			(value) => value === undefined || Number.isSafeInteger(value),
		) &&
		(stored.mayRepeat === undefined || isStoredStretch(stored.mayRepeat)) &&
		(stored.unreadable === undefined ||
			(Array.isArray(stored.unreadable) &&
				stored.unreadable.every((key) => typeof key === 'string'))) &&
		(stored.redeliver === undefined || isEncodedRows(stored.redeliver)) &&
		(stored.unconfirmed === undefined ||
			(Array.isArray(stored.unconfirmed) && stored.unconfirmed.every(isStoredBatch))) &&
		(stored.isUnavailable === undefined || stored.isUnavailable === true)
	);
}

function isStoredBatch(stored: unknown): boolean {
	return isRecord(stored) && typeof stored.batch === 'string' && isEncodedRows(stored.rows);
}

function isStoredStretch(stored: unknown): boolean {
	return isRecord(stored) && [stored.from, stored.before].every(Number.isSafeInteger);
}

function isEncodedRows(stored: unknown): stored is EncodedRows {
	return isRecord(stored) && Object.values(stored).every((keys) => typeof keys === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
