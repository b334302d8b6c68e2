import { page, redirect } from '../../http/answer';
import { type Handlers, bodyOf, queryOf } from '../../http/call';
import type { Exchange } from '../../http/contractRouter';
import { tokenError } from '../quirks/answers';
import { type ConsentFields, consentPage } from './consentPage';
import type { Tenant } from '../state/tenant';

/** Where the consent page sends the person's choice. */
export const CONSENT_PATH = '/api/2/idp/consent';

interface AuthorizeQuery {
	client_id: string;
	redirect_uri: string;
	scope?: string;
	state?: string;
	code_challenge?: string;
	code_challenge_method?: string;
}

interface TokenRequest {
	grant_type: 'password' | 'authorization_code' | 'refresh_token';
	username?: string;
	password?: string;
	totp_code?: string;
	scope?: string;
	code?: string;
	redirect_uri?: string;
	code_verifier?: string;
	refresh_token?: string;
	client_id?: string;
	client_secret?: string;
}

/** Signing in: the page for people and the endpoint for programs. */
export function idpRoutes(tenant: Tenant): Handlers<undefined> {
	const { tokens } = tenant;
	return {
		findAccount(call) {
			const { login } = queryOf<{ login: string }>(call);
			return { status: 200, body: { login, id: tenant.tenantIds.own, server_url: call.address } };
		},

		authorize(call) {
			const query = queryOf<AuthorizeQuery>(call);
			if (query.client_id !== tenant.client.id || !isWebAddress(query.redirect_uri)) {
				return page('<h1>Unknown client or redirect URI</h1>', 400);
			}
			return page(consentPage(CONSENT_PATH, { ...query }, Object.keys(tenant.users)));
		},

		issueToken(call) {
			const request = bodyOf<TokenRequest>(call);
			const clientId = checkedClient(tenant, request, call.headers.authorization);
			if (request.grant_type === 'refresh_token') {
				const { refresh_token = '' } = request;
				const renewal = tokens.renewal(refresh_token, clientId);
				return { status: 200, body: tokens.issue(renewal, refresh_token) };
			}
			const { user, scope } =
				request.grant_type === 'password'
					? { user: checkedUser(tenant, request), scope: request.scope ?? '' }
					: redeemed(tenant, request, clientId);
			const lasting = scope.split(' ').includes('offline_access');
			return { status: 200, body: tokens.issue({ user, clientId }, lasting ? 'new' : undefined) };
		},
	};
}

/** Sends a person back to the client with a code, or with the news that they refused. */
export function answerConsent(tenant: Tenant, { body }: Exchange) {
	const { decision, user, ...fields } = bodyOf<ConsentFields & { decision: string; user: string }>({
		body,
	});
	const { client_id, redirect_uri, state, scope = '' } = fields;
	const account = new Map(Object.entries(tenant.users)).get(user);
	if (client_id !== tenant.client.id || !account || !isWebAddress(redirect_uri)) {
		return page('<h1>Unknown client or redirect URI</h1>', 400);
	}
	const back = new URL(redirect_uri);
	if (decision === 'allow') {
		const grant = {
			user: account,
			clientId: client_id,
			redirectUri: redirect_uri,
			scope,
			codeChallenge: fields.code_challenge,
			codeChallengeMethod: fields.code_challenge_method,
		};
		back.searchParams.set('code', tenant.tokens.code(grant));
	} else back.searchParams.set('error', 'access_denied');
	if (state !== undefined) back.searchParams.set('state', state);
	return redirect(back.href);
}

function redeemed(tenant: Tenant, request: TokenRequest, clientId: string | undefined) {
	if (clientId === undefined)
		throw tokenError(401, 'invalid_client', 'The client has to name itself');
	const { code = '', redirect_uri = '', code_verifier } = request;
	return tenant.tokens.redeem(code, clientId, redirect_uri, code_verifier);
}

function checkedUser({ users }: Tenant, { username, password, totp_code }: TokenRequest) {
	const user = Object.values(users).find(({ login }) => login === username);
	if (!user || user.password !== password) {
		throw tokenError(401, 'access_denied', 'Wrong login or password');
	}
	if (user.totpCode === undefined || user.totpCode === totp_code) return user;
	throw totp_code === undefined
		? tokenError(401, 'totp_required', 'A one-time code is required')
		: tokenError(401, 'invalid_totp', 'The one-time code is wrong');
}

/** The client that asks, named in the header or in the body; undefined when none is named. */
function checkedClient(
	{ client }: Tenant,
	request: TokenRequest,
	authorization = '',
): string | undefined {
	const basic = /^basic (.+)$/i.exec(authorization)?.[1];
	const [id, secret] =
		basic === undefined
			? [request.client_id, request.client_secret]
			: Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent);
	if (id === undefined || id === '') return undefined;
	if (id === client.id && secret === client.secret) return id;
	throw tokenError(401, 'invalid_client', 'Unknown client or wrong secret');
}

function isWebAddress(text: string): boolean {
	return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
