import type { IHttpRequestOptions } from 'n8n-workflow';

import type { RequestContext } from '../../context';
import { AgedMap } from '../../util/agedMap';
import type { RequestKind, RequestLimits } from '../admission/admission';
import { accountOf } from '../itemCredential';
import { isContent } from './reopenableBody';
import type { Service } from '../service';
import { isAbsoluteUrl } from '../serviceUrl';

/** Where a request goes. */
export interface Destination {
	/** What shares limits, pauses and a token with it: the credential, as it is now, and the host. */
	key: string;
	limits: RequestLimits;
	/** Whether a service has given the address; the credential's own server does not count. */
	isForeign: boolean;
}

/** For what nothing is known of: a host behind a download link, or an address that cannot be read. */
const UNKNOWN: RequestLimits = { atOnce: { read: 16, write: 4, transfer: 4 } };

const limitsOf = new AgedMap<RequestLimits>(10 * 60_000);

/** @param url The request's; a path, or the address of any host. */
export async function destination(
	context: RequestContext,
	service: Service,
	url: string,
): Promise<Destination> {
	const type = service.credentialType(context);
	const credential = [type, context.getNode().credentials?.[type]?.id];
	if (isAbsoluteUrl(url)) {
		const host = /^https?:\/\/[^/]+/.exec(url)?.[0];
		return { key: JSON.stringify([...credential, host]), limits: UNKNOWN, isForeign: true };
	}
	try {
		const key = JSON.stringify([...credential, '', await accountOf(context, service)]);
		const limits = limitsOf.get(key) ?? service.limits(await service.origin(context));
		limitsOf.set(key, limits);
		return { key, limits, isForeign: false };
	} catch {
		// The request itself meets the same, and says it in words.
		return { key: JSON.stringify(credential), limits: UNKNOWN, isForeign: false };
	}
}

/** What a request does. */
export function requestKind({ method, body, encoding }: IHttpRequestOptions): RequestKind {
	if (isContent(body) || encoding === 'stream') return 'transfer';
	return method === undefined || method === 'GET' ? 'read' : 'write';
}
