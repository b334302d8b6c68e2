import { createHmac, randomBytes } from 'crypto';
import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { AgedMap } from '../../shared/util/agedMap';
import { pasted } from '../../shared/util/pasted';
import { serviceOrigin } from '../../shared/http/serviceUrl';
import { isRecord } from '../../shared/util/isRecord';
import { cutJson } from '../../shared/http/failure/failure';
import { secretValues, withoutSecrets } from '../../shared/http/failure/secrets';
import type { Explanation } from '../../shared/http/service';
import { lookUpDataCenter, placeOf, signInOptions } from './dataCenter';
import { accountExplanation, TWO_FACTOR } from './accountErrors';
import { acronisSays } from './errors';

/** A token and when it stops working. */
export interface PasswordToken {
	accessToken: string;
	/** What it was made for; see `madeFor`. */
	madeFor: string;
	/** Time in ms since 1970 by this machine's clock, a little early; 0 when the service did not say. */
	validUntil: number;
	/** The origin of the data center, where it was looked up. */
	foundUrl?: string;
}

/** A token is renewed this long before its end, so that it does not run out on the way. In ms. */
const RENEWAL_MARGIN_MS = 60_000;

/**
 * Items run side by side, and several users may share a credential whose fields are expressions:
 * those who ask in the same moments share a token. A test may shorten it.
 */
export const sharing = { afterwardsMs: 10_000 };

interface SignIn {
	token: Promise<PasswordToken>;
	/** Until when it is shared, by `performance.now()`; absent while it is under way. */
	until?: number;
}

/** The last sign-ins of the process, longer than each of them takes and is shared. */
const signIns = new AgedMap<SignIn>(5 * 60_000);
const processKey = randomBytes(32).toString('hex');

/**
 * Identifies the data center, user and password that a token was made for: n8n keeps a token in the
 * credential, also when somebody enters another user there. The token itself is the key, so nothing
 * can be found out about the password from the result.
 *
 * @returns A keyed hash (HMAC-SHA256), in hex.
 */
export function madeFor(key: string, credentials: ICredentialDataDecryptedObject): string {
	const { username, password } = credentials;
	return createHmac('sha256', key)
		.update(JSON.stringify([placeOf(credentials), username, password]))
		.digest('hex');
}

/** Whether the token that a credential holds was made for what the credential says now. */
export function hasOwnToken(credentials: ICredentialDataDecryptedObject): boolean {
	const token = String(credentials.accessToken ?? '');
	return token !== '' && credentials.madeFor === madeFor(token, credentials);
}

/** Whether the token that a credential holds is its own and has not run out, as far as is known. */
export function hasUsableToken(credentials: ICredentialDataDecryptedObject): boolean {
	const validUntil = Number(credentials.validUntil ?? 0);
	const isOver = validUntil > 0 && Date.now() >= validUntil;
	return !isOver && hasOwnToken(credentials);
}

/**
 * Signs in with user name and password. Calls in the same moments for the same user share one
 * request; a token that the service has refused is not given out again.
 *
 * @throws UserError that says which field of the credential to look at, or how to get past
 * two-factor authentication; the HTTP client's error when there was no answer; FailedRequest when a part
 * of it was lost.
 */
export async function passwordToken(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
): Promise<PasswordToken> {
	const user = madeFor(processKey, credentials);
	const last = signIns.get(user);
	if (last && (last.until ?? Infinity) > performance.now()) {
		const token = await last.token;
		if (token.accessToken !== credentials.accessToken) return token;
		// Another item may have noticed the refusal before.
		if (signIns.get(user) !== last) return await passwordToken(helpers, credentials);
	}
	const own: SignIn = { token: tokenFor(helpers, credentials) };
	signIns.set(user, own);
	own.token.then(
		() => (own.until = performance.now() + sharing.afterwardsMs),
		() => signIns.delete(user),
	);
	return await own.token;
}

async function tokenFor(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
): Promise<PasswordToken> {
	if (credentials.findDataCenter !== true) {
		const origin = serviceOrigin(credentials.dataCenterUrl, 'Data Center URL');
		return await signIn(helpers, origin, credentials);
	}
	const foundUrl = await lookUpDataCenter(helpers, credentials);
	return { ...(await signIn(helpers, foundUrl, credentials)), foundUrl };
}

async function signIn(
	helpers: IHttpRequestHelper['helpers'],
	origin: string,
	credentials: ICredentialDataDecryptedObject,
): Promise<PasswordToken> {
	const username = pasted(credentials.username);
	// Quotes and spaces may belong to a password; a line end was copied along.
	const password = String(credentials.password ?? '').replace(/[\r\n]{1,9}$/, '');
	const { statusCode, body, headers } = await helpers.httpRequest({
		method: 'POST',
		url: `${origin}/api/2/idp/token`,
		headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
		body: new URLSearchParams({ grant_type: 'password', username, password }),
		...signInOptions(credentials),
	});
	const answer: unknown = body;
	if (statusCode !== 200 || !isRecord(answer) || typeof answer.access_token !== 'string') {
		throw refusal(Number(statusCode), answer, credentials);
	}
	return {
		accessToken: answer.access_token,
		madeFor: madeFor(answer.access_token, credentials),
		validUntil: expiry(answer.expires_on, answer.expires_in, headers.date),
	};
}

/**
 * When to renew, by this machine's clock. The service mostly names a point in time (`expires_on`,
 * seconds since 1970 by its own clock), so its clock is read from the answer's date.
 */
function expiry(expiresOn: unknown, expiresIn: unknown, date: unknown): number {
	const serverNow = Date.parse(String(date ?? ''));
	const lifetime = Number.isFinite(Number(expiresIn ?? NaN))
		? Number(expiresIn) * 1000
		: Number(expiresOn ?? NaN) * 1000 - (Number.isNaN(serverNow) ? Date.now() : serverNow);
	if (!Number.isFinite(lifetime) || lifetime <= 0) return 0;
	return Date.now() + lifetime - Math.min(RENEWAL_MARGIN_MS, lifetime / 10);
}

function refusal(
	status: number,
	answer: unknown,
	credentials: ICredentialDataDecryptedObject,
): Error {
	const lost = status === 200 ? cutJson(answer) : undefined;
	if (lost) return lost;
	const code = isRecord(answer) ? accountCode(answer) : '';
	if (/^(totp_required|totp_setup_required|invalid_totp|1037)$/.test(code)) {
		return new UserError(TWO_FACTOR.message, { description: TWO_FACTOR.description });
	}
	const { message, description } = accountExplanation(answer) ?? refusalWords(status);
	// Whatever asks for a token shows this: n8n's HTTP Request node too, which takes no secret out.
	const said = withoutSecrets(acronisSays(answer) ?? '', secretValues(credentials), []);
	return new UserError(message, { description: `${description} ${said}`.trim() });
}

function refusalWords(status: number): Explanation {
	if (status === 400 || status === 401 || status === 403) {
		return {
			message: 'Acronis does not accept the user name and password',
			description:
				'Check User Name and Password in the credential, and that Data Center URL is the data center of this user. Each data center knows only its own users.',
		};
	}
	if (status === 429 || status >= 500) {
		return {
			message: `The Acronis sign-in service is not available (status ${status})`,
			description: 'Run the workflow again in a few minutes.',
		};
	}
	return {
		message: 'There is no Acronis sign-in service at this address',
		description: 'Check Data Center URL in the credential.',
	};
}

/** The token endpoint names its reason in `error`; the account server puts a number into it. */
function accountCode({ error }: { error?: unknown }): string {
	return String(isRecord(error) ? error.code : (error ?? ''));
}
