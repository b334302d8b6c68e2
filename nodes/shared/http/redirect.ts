import type { RequestContext } from '../context';
import type { RequestFailure } from './failure';
import { FailedRequest } from './failure';
import type { Service } from './service';
import { isAbsoluteUrl } from './serviceUrl';

const REDIRECTS = [301, 302, 303, 307, 308];

/** Hosts of the machine itself and of networks that nobody reaches from outside (RFC 6890, 8375). */
const INSIDE = [
	/^(0|10|127)\.[\d.]+$/,
	/^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.[\d.]+$/,
	/^169\.254\.[\d.]+$/,
	/^172\.(1[6-9]|2\d|3[01])\.[\d.]+$/,
	/^192\.168\.[\d.]+$/,
	/^\[(::1?|::ffff:.*|64:ff9b:.*|f[cd][\da-f:]*|fe[89ab][\da-f:]*)\]$/,
	/^[^.[]+$/, // a name without a dot, such as localhost
	/\.(localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa)\.?$/,
];

/** Whether a host is the machine itself or in a network of its own, as far as its name tells. */
export function isInside(host: string): boolean {
	return INSIDE.some((pattern) => pattern.test(host.toLowerCase()));
}

/**
 * Where an answer sends a download.
 *
 * @returns The absolute address; undefined when the answer is no redirect, or leads from https to an
 * unprotected address.
 */
export async function redirectTarget(
	context: RequestContext,
	service: Service,
	url: string,
	failure: RequestFailure,
): Promise<string | undefined> {
	if (failure.kind !== 'answer' || !REDIRECTS.includes(failure.status)) return undefined;
	const base = isAbsoluteUrl(url) ? url : new URL(url, await service.origin(context)).href;
	const location = String(failure.headers.location ?? '');
	if (location === '' || !URL.canParse(location, base)) return undefined;
	const target = new URL(location, base);
	const isDowngrade = base.startsWith('https:') && target.protocol === 'http:';
	return isDowngrade ? undefined : target.href;
}

/**
 * Looks at an address that a service has given: it must not lead to what only n8n's machine reaches,
 * unless the credential's own server is there as well. A name that leads there by its DNS entry is not
 * seen here; n8n has a protection of its own against that (`N8N_SSRF_PROTECTION_ENABLED`).
 *
 * @throws FailedRequest when it does, or is not an address of the web.
 */
export async function checkTarget(
	context: RequestContext,
	service: Service,
	{ protocol, hostname }: URL,
): Promise<void> {
	if (protocol !== 'http:' && protocol !== 'https:') {
		throw new FailedRequest({ kind: 'forbidden', host: protocol });
	}
	if (!isInside(hostname)) return;
	const own = new URL(await service.origin(context)).hostname;
	if (!isInside(own)) throw new FailedRequest({ kind: 'forbidden', host: hostname });
}
