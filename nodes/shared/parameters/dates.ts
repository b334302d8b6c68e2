import { isRecord } from '../util/isRecord';

/** What .NET services write for "never". */
const NEVER = /^0001-01-01/;

/** A date, or a time of day, without a zone behind it. */
const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+)?$/;

/**
 * Brings a service's date into one form.
 *
 * @param date For example `2026-06-01T03:00:12.4470000`, or an object with it as `utcTime`; without a
 * zone it is UTC.
 * @returns ISO 8601 in UTC with milliseconds, or null for "never", for no date and for no valid one.
 */
export function toIsoDate(date: unknown): string | null {
	// The vendor's document has dates as objects, which servers of today send as texts.
	if (isRecord(date)) return toIsoDate(date.utcTime);
	if (typeof date !== 'string' || NEVER.test(date)) return null;
	const milliseconds = Date.parse(WITHOUT_ZONE.test(date) ? `${date.replace(' ', 'T')}Z` : date);
	return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}

/**
 * Reads a date field of a node, whose value is a text with or without a zone, or a date object of
 * an expression.
 *
 * @param value The field's value.
 * @param timeZone The workflow's time zone (IANA name), which a text without a zone is meant in.
 * @returns Time in ms since 1970, or undefined when it is not a date.
 */
export function fieldTime(value: unknown, timeZone: string): number | undefined {
	const text = value instanceof Date ? value.toISOString() : String(value).trim();
	const asUtc = Date.parse(
		WITHOUT_ZONE.test(text) ? `${text.replace(' ', 'T')}${text.includes(':') ? 'Z' : ''}` : text,
	);
	if (Number.isNaN(asUtc)) return undefined;
	if (!WITHOUT_ZONE.test(text)) return asUtc;
	// The zone's distance from UTC depends on the moment itself, so it is corrected once.
	const guess = asUtc - zoneOffset(asUtc, timeZone);
	return asUtc - zoneOffset(guess, timeZone);
}

/** The calendar day of a moment (ms since 1970) in a zone, for example `2026-06-01`. */
export function localDay(time: number, timeZone: string): string {
	return new Date(time + zoneOffset(time, timeZone)).toISOString().slice(0, 10);
}

/** How far a zone's clocks are ahead of UTC at a moment, in ms. */
function zoneOffset(time: number, timeZone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(time);
	const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
	const local = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return local - Math.floor(time / 1000) * 1000;
}
