import type { RequestContext } from '../../context';
import type { RequestFailure } from '../failure/failure';
import { FailedRequest } from '../failure/failure';
import type { Service } from '../service';
import { isAbsoluteUrl } from '../serviceUrl';

const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * Hosts of the machine itself and of networks that nobody reaches from outside (RFC 6890, 8375), and
 * addresses of IPv6 with such a one of IPv4 in them (RFC 4291, 2.5.5; 3056; 4380; 6052).
 */
const INSIDE = [
	/^(0|10|127)\.[\d.]+$/,
	/^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.[\d.]+$/,
	/^169\.254\.[\d.]+$/,
	/^172\.(1[6-9]|2\d|3[01])\.[\d.]+$/,
	/^192\.(168|0\.0)\.[\d.]+$/,
	/^198\.1[89]\.[\d.]+$/,
	/^(22[4-9]|2[3-5]\d)\.[\d.]+$/, // to groups, to everybody, and reserved
	/^\[([\da-f]{0,2}:|2001:0?:|2002:|f[c-f])[\da-f:]*\]$/,
	/^[^.[]+$/, // a name without a dot, such as localhost
	/\.(localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa)$/,
];

/** Whether a host is the machine itself or in a network of its own, as far as its name shows. */
export function isInside(host: string): boolean {
	// A dot at the end says that the name is whole.
	const name = host.toLowerCase().replace(/\.$/, '');
	return INSIDE.some((pattern) => pattern.test(name));
}

/**
 * Whether a host that a service has named is one that only n8n's machine reaches, although the service
 * itself is outside.
 */
export function leadsInside(host: string, service: string): boolean {
	return isInside(host) && !isInside(service);
}

/**
 * Where an answer sends a download.
 *
 * @returns The absolute address; undefined when the answer is not a redirect, or leads from https to an
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
	const own = new URL(await service.origin(context)).hostname;
	if (leadsInside(hostname, own)) throw new FailedRequest({ kind: 'forbidden', host: hostname });
}
