import type { IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { pasted } from '../util/pasted';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** A host as people type it, with a dot, a port or both; or the machine itself. */
const HOST_WITHOUT_SCHEME = /^(?:[^\s/:?#@]+\.[^\s/:?#@]+|localhost|\[::1\])(?::\d+)?(?:[/?#]|$)/i;

/**
 * The origin of an address that a person typed or pasted into a credential.
 *
 * A path, a query, a trailing slash, and quotes or line ends around it are left out: people paste what
 * the browser shows. `https://` is put before a host without it. Plain `http` is taken for the machine
 * itself only, since it would show the secret to the network.
 *
 * @param address What the field holds.
 * @param field The field's display name, for the error.
 * @returns For example `https://portal.example.com`.
 * @throws UserError when it is not an address, not https, or carries a user name.
 */
export function serviceOrigin(address: unknown, field: string): string {
	const typed = pasted(address);
	const text = HOST_WITHOUT_SCHEME.test(typed) ? `https://${typed}` : typed;
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') {
		throw new UserError(`${field} is ${text === '' ? 'empty' : 'not an address'}`, {
			description: `Set ${field} in the credential to the address that the browser shows, beginning with https://.`,
		});
	}
	if (url.username !== '' || url.password !== '') {
		throw new UserError(`${field} contains a user name or a password`, {
			description: `Remove the part before the @ from ${field} in the credential: secrets have their own fields.`,
		});
	}
	if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
		throw new UserError(`${field} begins with http://, which would send the secret unprotected`, {
			description: `Begin ${field} in the credential with https://. Plain http is allowed only on the same machine (localhost).`,
		});
	}
	return url.origin;
}

/** Whether a request's address names a host by itself, and not only a path on the service. */
export function isAbsoluteUrl(url: string): boolean {
	return /^[a-z][a-z\d+.-]*:/i.test(url) || url.startsWith('//');
}

/**
 * Adds the secret to a request of the credential's own service. A request to any other host goes out
 * untouched, so that a storage behind a download, or whatever else a workflow asks for, never sees the
 * secret.
 *
 * The address is put together here and given on as a whole: what was looked at is what is asked, and
 * no HTTP client can take it for another one.
 *
 * @param origin The origin that the credential names, for requests that name none.
 * @param requestOptions The request; n8n's HTTP Request node gives its address as `uri`.
 * @param secret Headers with the secret.
 * @param isInsecure Whether to accept any certificate.
 */
export function authenticatedFor(
	origin: string,
	requestOptions: IHttpRequestOptions & { uri?: string },
	secret: Record<string, string>,
	isInsecure = false,
): IHttpRequestOptions {
	requestOptions.sendCredentialsOnCrossOriginRedirect = false;
	const typed = requestOptions.url ?? requestOptions.uri ?? '';
	const address = wholeAddress(typed, requestOptions.baseURL ?? origin);
	if (address?.origin !== origin) return requestOptions;
	requestOptions.url = address.href;
	if (requestOptions.uri !== undefined) requestOptions.uri = address.href;
	delete requestOptions.baseURL;
	requestOptions.headers = { ...requestOptions.headers, ...secret };
	if (isInsecure) requestOptions.skipSslCertificateValidation = true;
	return requestOptions;
}

/** Where a request goes; undefined for an address that programs read in different ways. */
function wholeAddress(url: string, base: string): URL | undefined {
	if (/[\\\p{Cc}]/u.test(url)) return undefined;
	const isPath = !isAbsoluteUrl(url);
	const scheme = base.slice(0, base.indexOf('//'));
	const text = isPath
		? `${base.replace(/\/$/, '')}/${url.replace(/^\//, '')}`
		: url.startsWith('//')
			? scheme + url
			: url;
	return URL.canParse(text) ? new URL(text) : undefined;
}
