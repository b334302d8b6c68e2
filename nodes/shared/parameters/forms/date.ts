import { isRecord } from '../../util/isRecord';
import { fieldTime } from '../dates';
import type { Read } from './form';
import { shown } from './form';

/** ISO 8601 as people and programs write it: a day, or a time of a day with or without a zone. */
const ISO =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?:(:\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Reads a date: ISO 8601 or a date object. A bare number is not one: it could be a year, a day, seconds
 * or milliseconds.
 *
 * @param timeZone The zone (IANA name) that a text without one is meant in.
 * @returns Time in ms since 1970.
 */
export function asTime(value: unknown, timeZone: string): Read<number> {
	const text = isoText(value);
	const parts = text === undefined ? null : ISO.exec(text);
	const time =
		text !== undefined && parts && isPossible(parts) ? fieldTime(text, timeZone) : undefined;
	if (time !== undefined) return { value: time };
	return {
		problem: `is not a valid date: ${shown(value)}`,
		advice: 'Set it to a date such as 2026-06-01 or 2026-06-01T08:00:00Z.',
	};
}

/** Date objects can come from another realm, and those of Luxon know their own zone. */
function isoText(value: unknown): string | undefined {
	if (typeof value === 'string') return value.trim().toUpperCase();
	if (Object.prototype.toString.call(value) === '[object Date]') {
		const time = Number(value);
		return Number.isNaN(time) ? undefined : new Date(time).toISOString();
	}
	if (isRecord(value) && typeof value.toISO === 'function') {
		const text: unknown = value.toISO();
		return typeof text === 'string' ? text : undefined;
	}
	return undefined;
}

/** 30 February would count as 2 March, and 24:00 as the next day. */
function isPossible([, day, clock = '00:00', seconds = ':00']: RegExpExecArray): boolean {
	const written = `${day}T${clock}${seconds}`;
	const time = Date.parse(`${written}Z`);
	return time >= 0 && new Date(time).toISOString().startsWith(written);
}
