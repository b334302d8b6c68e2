import { type Answer, ask, askPortal, json, useSandbox } from './support';

const used = useSandbox();
const PROGRESS = '/api/2.0/backup/getbackupprogress';

async function progressWith(headers: Record<string, string>): Promise<Answer> {
	return await ask(`${used.sandbox.docSpace.url}${PROGRESS}`, { headers });
}

describe('a credential', () => {
	it.each([
		['a session as a cookie', () => ({ cookie: `x=1; asc_auth_key=${secrets().adminCookie}` })],
		[
			'a session as a cookie, percent-encoded',
			() => ({ cookie: `asc_auth_key=${encodeURIComponent(secrets().adminCookie)}` }),
		],
		['a session as the authorization', () => ({ authorization: secrets().adminCookie })],
		['an API key as a Bearer token', () => ({ authorization: `Bearer ${secrets().adminApiKey}` })],
		[
			'a read-only API key, to read',
			() => ({ authorization: `Bearer ${secrets().readOnlyApiKey}` }),
		],
	])('lets in %s', async (_what, headers) => {
		expect((await progressWith(headers())).status).toBe(200);
	});

	it.each([
		['nothing', () => ({})],
		['an API key in the cookie', () => ({ cookie: `asc_auth_key=${secrets().adminApiKey}` })],
		['an API key without Bearer', () => ({ authorization: secrets().adminApiKey })],
		['a session that cannot be decoded', () => ({ cookie: 'asc_auth_key=%zz' })],
		['an unknown session', () => ({ cookie: 'asc_auth_key=nobody' })],
		['an unknown API key', () => ({ authorization: 'Bearer sk-0' })],
	])('with %s is 401 without a body', async (_what, headers) => {
		const answer = await progressWith(headers());
		expect(answer.status).toBe(401);
		expect(await answer.text()).toBe('');
	});

	it.each([
		['session', () => ({ cookie: `asc_auth_key=${secrets().userCookie}` })],
		['API key', () => ({ authorization: `Bearer ${secrets().userApiKey}` })],
	])('of somebody without rights (%s) is 403 with the message', async (_what, headers) => {
		const answer = await progressWith(headers());
		expect(answer.status).toBe(403);
		expect(await answer.json()).toEqual({
			error: { message: 'Access denied', type: null, stack: null, hresult: 0 },
			status: 1,
			statusCode: 403,
		});
	});

	it('without the scope is 403 without a body', async () => {
		const answer = await ask(
			`${used.sandbox.docSpace.url}/api/2.0/backup/startbackup`,
			json({ storageType: 4 }, { authorization: `Bearer ${secrets().readOnlyApiKey}` }),
		);
		expect(answer.status).toBe(403);
		expect(await answer.text()).toBe('');
	});

	function secrets() {
		return used.sandbox.docSpace.credentials;
	}
});

describe('the portal as a whole', () => {
	it('answers any unknown path with the web application', async () => {
		for (const path of ['/', '/portal/api/2.0/backup/getbackupprogress', '/api/2.0/nothing']) {
			const answer = await ask(used.sandbox.docSpace.url + path);
			expect(answer.status).toBe(200);
			expect(answer.headers.get('content-type')).toContain('text/html');
		}
	});

	it('answers 402 as problem details when it is not paid for, save where it is allowed', async () => {
		used.sandbox.docSpace.settings.paid = false;
		const answer = await askPortal(used.sandbox, 'backup/getbackuphistory');
		expect(answer.status).toBe(402);
		expect(await answer.json()).toEqual({
			type: expect.any(String),
			title: 'Payment Required',
			status: 402,
			traceId: expect.any(String),
		});
		expect((await askPortal(used.sandbox, 'backup/getbackupprogress')).status).toBe(200);
	});

	it('answers 403 with a bare text to an address that is not allowed', async () => {
		used.sandbox.docSpace.settings.addressAllowed = false;
		const answer = await askPortal(used.sandbox, 'backup/getbackupprogress');
		expect(answer.status).toBe(403);
		expect(typeof (await answer.json())).toBe('string');
	});
});

it('the sandbox keeps its own contract in all of this', async () => {
	expect(used.sandbox.violations().filter(({ kind }) => kind === 'response')).toEqual([]);
});
