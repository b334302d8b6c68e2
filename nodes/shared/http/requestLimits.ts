import type { IHttpRequestOptions } from 'n8n-workflow';

import type { RequestContext } from '../context';
import { setBounded } from '../util/boundedMap';
import type { RequestKind, RequestLimits } from './admission';
import { ReopenableBody } from './reopenableBody';
import type { Service } from './service';

/** For what nothing is known of: a host behind a download link, or an address that cannot be read. */
const UNKNOWN: RequestLimits = { atOnce: { read: 16, write: 4, transfer: 4 } };

/** Limits are kept for so many origins with a credential. */
const MOST_KEPT = 1_000;

const kept = new Map<string, RequestLimits>();

/**
 * The limits of what a request goes to. The credential's address is looked at once for each key, since
 * n8n decrypts a credential each time that it is asked for.
 *
 * @param key What shares the limits.
 * @param isOwn Whether the request goes to the credential's own origin.
 */
export async function requestLimits(
	context: RequestContext,
	service: Service,
	key: string,
	isOwn: boolean,
): Promise<RequestLimits> {
	if (!isOwn) return UNKNOWN;
	const known = kept.get(key);
	if (known) return known;
	const limits = await service.origin(context).then(
		(origin) => service.limits(origin),
		// The request itself meets the same, and says it in words.
		() => UNKNOWN,
	);
	setBounded(kept, key, limits, MOST_KEPT);
	return limits;
}

/** What a request does. */
export function requestKind({ method, body, encoding }: IHttpRequestOptions): RequestKind {
	if (body instanceof ReopenableBody || encoding === 'stream') return 'transfer';
	return method === undefined || method === 'GET' ? 'read' : 'write';
}
