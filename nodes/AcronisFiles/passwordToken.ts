import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { isRecord } from '../shared/http/failure';
import { serviceOrigin } from '../shared/http/serviceUrl';
import { lookUpDataCenter } from './dataCenter';
import { accountExplanation, TWO_FACTOR } from './accountErrors';

/** A token and when it stops working. */
export interface PasswordToken {
	accessToken: string;
	/** Time in ms since 1970 by this machine's clock, a little early; 0 when the service did not say. */
	validUntil: number;
	/** The origin of the data center, where it was looked up. */
	foundUrl?: string;
}

/** A token is renewed this long before its end, so that it does not run out on the way. In ms. */
const RENEWAL_MARGIN_MS = 60_000;

/** Token requests under way. Items run side by side: one of them fetches, the others wait for it. */
const underWay = new Map<string, Promise<PasswordToken>>();

/**
 * Signs in with user name and password. Calls at the same time for the same user share one request.
 *
 * @throws UserError that says which field of the credential to look at, or how to get past
 * two-factor authentication; the HTTP client's error when there was no answer.
 */
export async function passwordToken(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
): Promise<PasswordToken> {
	const username = String(credentials.username ?? '').trim();
	const password = String(credentials.password ?? '');
	const { findDataCenter, dataCenterUrl, directoryUrl } = credentials;
	const place = findDataCenter === true ? ['found by', directoryUrl] : ['at', dataCenterUrl];
	const user = createHash('sha256')
		.update(JSON.stringify([place, username, password]))
		.digest('hex');
	const running = underWay.get(user);
	if (running) return await running;
	const token = tokenFor(helpers, credentials, username, password);
	underWay.set(user, token);
	try {
		return await token;
	} finally {
		underWay.delete(user);
	}
}

async function tokenFor(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
	username: string,
	password: string,
): Promise<PasswordToken> {
	if (credentials.findDataCenter !== true) {
		const origin = serviceOrigin(credentials.dataCenterUrl, 'Data Center URL');
		return await signIn(helpers, origin, username, password);
	}
	const foundUrl = await lookUpDataCenter(helpers, credentials);
	return { ...(await signIn(helpers, foundUrl, username, password)), foundUrl };
}

async function signIn(
	helpers: IHttpRequestHelper['helpers'],
	origin: string,
	username: string,
	password: string,
): Promise<PasswordToken> {
	const { statusCode, body, headers } = await helpers.httpRequest({
		method: 'POST',
		url: `${origin}/api/2/idp/token`,
		headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
		body: new URLSearchParams({ grant_type: 'password', username, password }),
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
	const answer: unknown = body;
	if (statusCode !== 200 || !isRecord(answer) || typeof answer.access_token !== 'string') {
		throw refusal(Number(statusCode), answer);
	}
	return {
		accessToken: answer.access_token,
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

function refusal(status: number, answer: unknown): Error {
	const code = isRecord(answer) ? accountCode(answer) : '';
	if (/^(totp_required|totp_setup_required|invalid_totp|1037)$/.test(code)) {
		return new UserError(TWO_FACTOR.message, { description: TWO_FACTOR.description });
	}
	const meaning = accountExplanation(answer);
	if (meaning) return new UserError(meaning.message, { description: meaning.description });
	if (status === 400 || status === 401 || status === 403) {
		return new UserError('Acronis does not accept the user name and password', {
			description:
				'Check User Name and Password in the credential, and that Data Center URL is the data center of this user: each one knows its own users only.',
		});
	}
	if (status === 429 || status >= 500) {
		return new UserError(`The sign-in service of Acronis is not available now (status ${status})`, {
			description: 'Run the workflow again in a few minutes.',
		});
	}
	return new UserError('There is no Acronis sign-in service at this address', {
		description: 'Check Data Center URL in the credential.',
	});
}

/** The token endpoint names its reason in `error`; the account server puts a number into it. */
function accountCode({ error }: { error?: unknown }): string {
	return String(isRecord(error) ? error.code : (error ?? ''));
}
