import type { IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The origin of an address that a person typed or pasted into a credential.
 *
 * A path, a query and a trailing slash are left out: people paste what the browser shows. Plain
 * `http` is taken for the machine itself only, since it would show the secret to the network.
 *
 * @param address What the field holds.
 * @param field The field's display name, for the error.
 * @returns For example `https://portal.example.com`.
 * @throws UserError when it is no address, not https, or carries a user name.
 */
export function serviceOrigin(address: unknown, field: string): string {
	const text = typeof address === 'string' ? address.trim() : '';
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !['http:', 'https:'].includes(url.protocol)) {
		throw new UserError(`${field} is ${text === '' ? 'empty' : 'not an address'}`, {
			description: `Set ${field} in the credential to the address that the browser shows, beginning with https://.`,
		});
	}
	if (url.username !== '' || url.password !== '') {
		throw new UserError(`${field} holds a user name or a password`, {
			description: `Take the part before the @ out of ${field} in the credential: secrets have fields of their own.`,
		});
	}
	if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
		throw new UserError(`${field} begins with http://, which would send the secret unprotected`, {
			description: `Let ${field} in the credential begin with https://. Plain http is for the machine itself (localhost) only.`,
		});
	}
	return url.origin;
}

/** Whether a request's address names a host by itself, and not only a path on the service. */
export function isAbsoluteUrl(url: string): boolean {
	return /^[a-z][a-z\d+.-]*:/i.test(url) || url.startsWith('//');
}

/**
 * Adds the secret to a request of the credential's own service, and the origin where the request
 * names none. A request to any other host goes out untouched, so that a storage behind a download,
 * or whatever else a workflow asks for, never sees the secret.
 *
 * @param origin The origin that the credential names.
 * @param requestOptions The request; n8n's HTTP Request node gives its address as `uri`.
 * @param secret Headers with the secret.
 */
export function authenticatedFor(
	origin: string,
	requestOptions: IHttpRequestOptions & { uri?: string },
	secret: Record<string, string>,
): IHttpRequestOptions {
	const url = requestOptions.url ?? requestOptions.uri ?? '';
	const base = requestOptions.baseURL ?? origin;
	const target = URL.canParse(url, base) ? new URL(url, base) : undefined;
	requestOptions.sendCredentialsOnCrossOriginRedirect = false;
	if (target?.origin !== origin) return requestOptions;
	if (!isAbsoluteUrl(url)) requestOptions.baseURL = base;
	requestOptions.headers = { ...requestOptions.headers, ...secret };
	return requestOptions;
}
