import type { IncomingHttpHeaders } from 'node:http';

import type { Operation } from 'openapi-backend';

import { accessDenied, empty, forbiddenText, problemDetails } from '../quirks/answers';
import type { Account } from '../state/credentials';
import type { Portal } from '../state/portal';

/** What the contract says about who may call an operation. */
interface Access {
	/** One of them is enough. */
	scopes: string[];
	administrator?: boolean;
	whileUnpaid?: boolean;
}

/**
 * Who is calling.
 *
 * The order is the service's: who it is first, then the portal's own state, then what they may.
 *
 * @throws Refusal with one of the service's answers.
 */
export function admit(portal: Portal, operation: Operation, headers: IncomingHttpHeaders): Account {
	// The contract's own extension, which the library's types do not know.
	const access = (operation as { 'x-access'?: Access })['x-access'];
	if (!access) throw new Error(`The contract does not say who may call ${operation.operationId}`);
	const account = identify(portal, headers);
	if (!account) throw empty(401);
	refuseWhileClosed(portal);
	if (!portal.settings.paid && !access.whileUnpaid) throw problemDetails(402, 'Payment Required');
	if (!mayWith(account, access.scopes)) throw empty(403);
	if (access.administrator && account.role !== 'administrator') throw accessDenied();
	return account;
}

/** Answers for the portal as a whole: being restored, or closed for the caller's address. */
export function refuseWhileClosed(portal: Portal): void {
	if (portal.isRestoring()) throw problemDetails(403, 'Forbidden');
	if (!portal.settings.addressAllowed) throw forbiddenText();
}

/** Whether a key's scopes are enough. A session has no scopes and may what its role may. */
export function mayWith({ scopes }: Account, needed: string[]): boolean {
	return !scopes || scopes.includes('*') || needed.some((scope) => scopes.includes(scope));
}

/**
 * Whom a request's headers name.
 *
 * An API key counts as `Authorization: Bearer sk-…` only. A session counts as the cookie, or as the
 * authorization with or without the word Bearer.
 */
export function identify(portal: Portal, headers: IncomingHttpHeaders): Account | undefined {
	const { authorization = '', cookie = '' } = headers;
	const bearer = /^Bearer (.+)$/.exec(authorization)?.[1];
	if (bearer?.startsWith('sk-')) return portal.accounts.get(bearer);
	const session = /(?:^|;\s*)asc_auth_key=([^;]*)/.exec(cookie)?.[1] ?? bearer ?? authorization;
	return session.startsWith('sk-') ? undefined : portal.accounts.get(unescaped(session));
}

/** The characters + / = of a session may come as they are or percent-encoded. */
function unescaped(session: string): string {
	return session.replace(/%(2B|2F|3D)/gi, (escape) => decodeURIComponent(escape));
}
