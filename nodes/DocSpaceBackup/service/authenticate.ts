import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { ignoresSslIssues } from '../../shared/http/certificates';
import { authenticatedFor, serviceOrigin } from '../../shared/http/serviceUrl';
import { pasted } from '../../shared/util/pasted';

/** What a header may hold: no space, no control character, and in a cookie no semicolon. */
const HEADER_SAFE = /^[\x21-\x3a\x3c-\x7e]+$/;

/** A session token in a whole cookie, as browsers and programs show it. */
const IN_COOKIE = /(?:^|[\s;"'])asc_auth_key=([^;\s"']*)/;

/** The beginning of a copied header. */
const HEADER_BEGINNING = /^(?:(?:authorization|cookie)\s*:\s*)?(?:bearer\s+)?/i;

/**
 * Adds the portal's address and the key of a credential to a request; see `authenticatedFor`.
 *
 * @throws UserError when the address or the key cannot be used.
 */
export function authenticated(
	credential: ICredentialDataDecryptedObject,
	requestOptions: IHttpRequestOptions,
): IHttpRequestOptions {
	const { portalUrl, method, apiKey } = credential;
	const origin = serviceOrigin(portalUrl, 'Portal URL');
	const secret = keyHeader(method, apiKey);
	return authenticatedFor(origin, requestOptions, secret, ignoresSslIssues(credential));
}

function keyHeader(method: unknown, typed: unknown): Record<string, string> {
	const text = pasted(typed);
	const cookie = IN_COOKIE.exec(text)?.[1];
	const key = cookie ?? pasted(text.replace(HEADER_BEGINNING, ''));
	if (!HEADER_SAFE.test(key)) {
		throw new UserError(key === '' ? 'Key is empty' : 'Key contains a character that no key has', {
			description: 'Copy the key into Key in the credential again, without spaces or line ends.',
		});
	}
	if (method === 'bearer') {
		if (cookie === undefined) return { Authorization: `Bearer ${key}` };
		throw new UserError('Key is a session token, which DocSpace does not accept as an API key', {
			description: 'Set Method in the credential to Cookie (asc_auth_key).',
		});
	}
	if (key.startsWith('sk-')) {
		throw new UserError('Key is an API key, which DocSpace does not accept as a cookie', {
			description: 'Set Method in the credential to API Key (Bearer).',
		});
	}
	return { Cookie: `asc_auth_key=${key}` };
}
