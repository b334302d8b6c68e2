import type { IDataObject } from 'n8n-workflow';

/**
 * Reads an HTTP `Retry-After` header, which is a number of seconds or a date (RFC 9110, 10.2.3).
 *
 * @param header The header's value, if the answer has one.
 * @param now The present time in ms since 1970, to which a date is compared.
 * @returns The wait in ms, never negative; undefined when the header is absent or unreadable.
 */
export function retryAfterMs(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string' && typeof header !== 'number') return undefined;
	const text = String(header).trim();
	if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
	// A date begins with the day of the week; the parser would take a stray number for a year.
	const date = /^[a-z]/i.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** How long an answer asks to wait, in ms; undefined where it does not. */
export function askedWaitMs(headers: IDataObject): number | undefined {
	return retryAfterMs(headers['retry-after'], serviceTime(headers));
}

/**
 * The time in ms since 1970 by the clock of the service, whose dates stand in the answer as well: the clock
 * here may be another one.
 */
export function serviceTime({ date }: IDataObject): number {
	const time = typeof date === 'string' ? Date.parse(date) : NaN;
	return Number.isNaN(time) ? Date.now() : time;
}
