import { createHash } from 'node:crypto';

import { type Answer, ask, askFiles, signIn, useSandbox } from './support';

const used = useSandbox();
const CALLBACK = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';

async function token(fields: Record<string, string>, headers = {}): Promise<Answer> {
	const body = new URLSearchParams(fields);
	return await ask(`${used.sandbox.acronis.url}/api/2/idp/token`, {
		method: 'POST',
		headers,
		body,
	});
}

function password(who: 'admin' | 'user' | 'twoFactor' = 'admin') {
	const { login, password: secret } = used.sandbox.acronis.users[who];
	return { grant_type: 'password', username: login, password: secret };
}

async function works(accessToken: string): Promise<number> {
	return (await askFiles(used.sandbox, accessToken, 'sync_and_share_nodes/0/contents')).status;
}

describe('a token by name and password', () => {
	it('needs no client and ends when expires_on says', async () => {
		used.sandbox.acronis.settings.tokens.lifetimeSeconds = 10;
		const issued = await (await token(password())).json();
		expect(issued).toEqual({
			access_token: expect.any(String),
			token_type: 'bearer',
			id_token: expect.any(String),
			expires_on: used.clock.now() / 1000 + 10,
		});
		expect(await works(issued.access_token)).toBe(200);
		used.clock.pass(10_000);
		expect(await works(issued.access_token)).toBe(401);
	});

	it('shows expires_in where that is set', async () => {
		used.sandbox.acronis.settings.tokens.expiresIn = true;
		expect(await (await token(password())).json()).toMatchObject({ expires_in: 7200 });
	});

	it('can be renewed with offline_access only', async () => {
		const { refresh_token: refreshToken } = await (
			await token({ ...password(), scope: 'openid offline_access' })
		).json();
		const renew = { grant_type: 'refresh_token', refresh_token: refreshToken };
		const renewed = await (await token(renew)).json();
		expect(renewed.refresh_token).toBe(refreshToken);
		expect(await works(renewed.access_token)).toBe(200);
		used.sandbox.acronis.settings.tokens.rotateRefreshTokens = true;
		const rotated = await (await token(renew)).json();
		expect(rotated.refresh_token).not.toBe(refreshToken);
		const replaced = await token(renew);
		expect(replaced.status).toBe(400);
		expect(await replaced.json()).toMatchObject({ error: 'invalid_grant' });
	});

	it('is refused in the service’s words', async () => {
		const refused = async (fields: Record<string, string>) => {
			const answer = await token(fields);
			return [answer.status, (await answer.json()).error];
		};
		expect(await refused({ ...password(), password: 'no' })).toEqual([401, 'access_denied']);
		expect(await refused(password('twoFactor'))).toEqual([401, 'totp_required']);
		expect(await refused({ ...password('twoFactor'), totp_code: '1' })).toEqual([
			401,
			'invalid_totp',
		]);
		const wrongClient = { client_id: used.sandbox.acronis.client.id, client_secret: 'no' };
		expect(await refused({ ...password(), ...wrongClient })).toEqual([401, 'invalid_client']);
		const { totpCode = '' } = used.sandbox.acronis.users.twoFactor;
		expect((await token({ ...password('twoFactor'), totp_code: totpCode })).status).toBe(200);
		expect(used.sandbox.violations()).toEqual([]);
		expect(await refused({ grant_type: 'client_credentials' })).toEqual([400, 'invalid_request']);
		expect(used.sandbox.violations()).toHaveLength(1);
	});

	it('can be ended from outside', async () => {
		const accessToken = await signIn(used.sandbox);
		used.sandbox.acronis.expireTokens();
		expect(await works(accessToken)).toBe(401);
	});
});

describe('a request', () => {
	it.each([
		['without a token', undefined],
		['with an unknown token', 'Bearer unknown'],
		['with something else', 'Basic YTpi'],
	])('%s is 401 without a body', async (_what, authorization) => {
		const url = `${used.sandbox.acronis.url}/fc/api/v1/audit_log`;
		const answer = await ask(url, {
			headers: authorization === undefined ? {} : { authorization },
		});
		expect([answer.status, await answer.text()]).toEqual([401, '']);
	});
});

describe('a token by a person’s consent', () => {
	const verifier = 'a-verifier-of-at-least-forty-three-characters-1234';
	const challenge = createHash('sha256').update(verifier).digest('base64url');

	/** Opens the page and presses one of its buttons, as a browser does. */
	async function consent(decision: string, more: Record<string, string> = {}): Promise<URL> {
		const query = new URLSearchParams({
			response_type: 'code',
			client_id: used.sandbox.acronis.client.id,
			redirect_uri: CALLBACK,
			state: 'a "state"',
			scope: 'offline_access',
			...more,
		});
		const { url } = used.sandbox.acronis;
		const page = await ask(`${url}/api/2/idp/authorize?${query}`);
		expect(page.headers.get('content-type')).toContain('text/html');
		const html = await page.text();
		const fields = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(
			([, name = '', value = '']): [string, string] => [name, value.replaceAll('&quot;', '"')],
		);
		const action = /<form method="post" action="([^"]+)">/.exec(html)?.[1] ?? '';
		expect(html).toContain(`<button type="submit" name="decision" value="${decision}">`);
		const body = new URLSearchParams([...fields, ['user', 'admin'], ['decision', decision]]);
		const answer = await ask(url + action, { method: 'POST', body, redirect: 'manual' });
		expect(answer.status).toBe(302);
		return new URL(answer.headers.get('location') ?? '');
	}

	async function redeem(code: string, more: Record<string, string> = {}): Promise<Answer> {
		const { id, secret } = used.sandbox.acronis.client;
		const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
		const fields = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, ...more };
		return await token(fields, { authorization });
	}

	it('is fetched with the code, once, and renewed by the same client', async () => {
		const back = await consent('allow');
		expect(back.href.startsWith(CALLBACK)).toBe(true);
		expect(back.searchParams.get('state')).toBe('a "state"');
		const code = back.searchParams.get('code') ?? '';
		const issued = await (await redeem(code)).json();
		expect(await works(issued.access_token)).toBe(200);
		expect((await redeem(code)).status).toBe(400);
		const { id, secret } = used.sandbox.acronis.client;
		const renew = { grant_type: 'refresh_token', refresh_token: issued.refresh_token };
		expect((await token(renew)).status).toBe(400);
		expect((await token({ ...renew, client_id: id, client_secret: secret })).status).toBe(200);
		expect(used.sandbox.violations()).toEqual([]);
	});

	it('is bound to the verifier, where there was a challenge', async () => {
		const more = { code_challenge: challenge, code_challenge_method: 'S256' };
		const code = async () => (await consent('allow', more)).searchParams.get('code') ?? '';
		expect((await redeem(await code())).status).toBe(400);
		expect((await redeem(await code(), { code_verifier: verifier })).status).toBe(200);
	});

	it('is bound to the redirect URI, and to a minute', async () => {
		const code = async () => (await consent('allow')).searchParams.get('code') ?? '';
		const elsewhere = { redirect_uri: 'http://127.0.0.1:1/' };
		expect((await redeem(await code(), elsewhere)).status).toBe(400);
		const late = await code();
		used.clock.pass(60_000);
		expect((await redeem(late)).status).toBe(400);
	});

	it('is not given when the person refuses', async () => {
		const back = await consent('deny');
		expect(back.searchParams.get('error')).toBe('access_denied');
		expect(back.searchParams.has('code')).toBe(false);
	});

	it('is not offered to an unknown client', async () => {
		const query = new URLSearchParams({
			response_type: 'code',
			client_id: 'nobody',
			redirect_uri: CALLBACK,
		});
		const answer = await ask(`${used.sandbox.acronis.url}/api/2/idp/authorize?${query}`);
		expect(answer.status).toBe(400);
	});
});
