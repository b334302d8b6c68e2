import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { pasted } from '../../shared/util/pasted';
import { isRecord } from '../../shared/util/isRecord';

/**
 * Whom a credential acts as, so that what is kept for one account is never used for another one: a
 * user name, or of an OAuth2 credential the client and the person who signed in.
 *
 * @returns A text to compare; it is no secret, and nothing is asked of the service.
 */
export function accountOf(credentials: ICredentialDataDecryptedObject): string {
	const { username, clientId, oauthTokenData } = credentials;
	if (username !== undefined) return pasted(username).toLowerCase();
	return JSON.stringify([clientId, subjectOf(oauthTokenData)]);
}

/**
 * The person that a token answer is about. OpenID Connect (Core 1.0, section 2) has the service name
 * them by `sub` in the ID token, which Acronis' token endpoint always sends along.
 *
 * @returns Empty when it is not said.
 */
function subjectOf(tokenAnswer: unknown): string {
	if (!isRecord(tokenAnswer)) return '';
	const [, claims = ''] = String(tokenAnswer.id_token ?? tokenAnswer.access_token).split('.');
	try {
		const read: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString());
		return isRecord(read) ? String(read.sub ?? '') : '';
	} catch {
		return '';
	}
}
