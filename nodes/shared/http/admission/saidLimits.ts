import type { IDataObject } from 'n8n-workflow';

import type { SaidLimits } from './requestRate';
import { serviceTime } from '../exchange/retryAfter';

/** A greater number of seconds is a time since 1970. */
const MOST_SECONDS = 1_000_000_000;

/**
 * What an answer says of the service's limits, in headers that many services have, in good answers too.
 * What is no whole number is not there.
 */
export function saidLimits(headers: IDataObject): SaidLimits {
	const seconds = wholeNumber(headers['x-ratelimit-reset']);
	const since = seconds !== undefined && seconds > MOST_SECONDS ? serviceTime(headers) : 0;
	return {
		limit: wholeNumber(headers['x-ratelimit-limit']) || undefined,
		remaining: wholeNumber(headers['x-ratelimit-remaining']),
		resetMs: seconds === undefined ? undefined : Math.max(0, seconds * 1000 - since),
	};
}

function wholeNumber(header: unknown): number | undefined {
	const text = String(header ?? '').trim();
	return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
