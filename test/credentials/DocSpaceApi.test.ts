import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { DocSpaceApi } from '../../credentials/DocSpaceApi.credentials';
import { timeLimits } from '../../nodes/shared/http/exchange/timeLimit';
import { testCredential } from '../support/credentialTest';
import { runNode } from '../support/engine';
import { tlsGateway } from '../support/gateway';
import { runsAt } from '../support/runs';
import { useSandbox } from '../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

const PORTAL = 'https://portal.example';
const authenticate = async (data: ICredentialDataDecryptedObject, url = '/api/2.0/x') =>
	await new DocSpaceApi().authenticate(
		{ portalUrl: PORTAL, method: 'cookie', apiKey: 'abc-123', ...data },
		{ url },
	);

describe('the header', () => {
	it('is the cookie', async () => {
		expect(await authenticate({ apiKey: ' abc-123 ' })).toMatchObject({
			url: `${PORTAL}/api/2.0/x`,
			headers: { Cookie: 'asc_auth_key=abc-123' },
			sendCredentialsOnCrossOriginRedirect: false,
		});
	});

	it('is a bearer token for an API key', async () => {
		const { headers } = await authenticate({ method: 'bearer', apiKey: 'sk-0123' });
		expect(headers).toEqual({ Authorization: 'Bearer sk-0123' });
	});

	it.each([
		['asc_auth_key=abc-123', 'cookie'],
		['Cookie: lang=en; asc_auth_key=abc-123; other=1', 'cookie'],
		['"asc_auth_key=abc-123; path=/; secure"\r\n', 'cookie'],
		["'abc-123'\n", 'cookie'],
		['\ufeffabc-123', 'cookie'],
	])('is made of the cookie in %p', async (apiKey, method) => {
		const { headers } = await authenticate({ apiKey, method });
		expect(headers).toEqual({ Cookie: 'asc_auth_key=abc-123' });
	});

	it.each(['Bearer sk-0123', 'Authorization: Bearer sk-0123\n', '"sk-0123"', ' sk-0123\r\n'])(
		'is made of the API key in %p',
		async (apiKey) => {
			const { headers } = await authenticate({ apiKey, method: 'bearer' });
			expect(headers).toEqual({ Authorization: 'Bearer sk-0123' });
		},
	);

	it('is not made of a cookie as an API key', async () => {
		await expect(
			authenticate({ apiKey: 'asc_auth_key=abc-123', method: 'bearer' }),
		).rejects.toMatchObject({
			message: 'Key is a session token, which DocSpace does not accept as an API key',
			description: expect.stringContaining('Cookie (asc_auth_key)'),
		});
	});

	it.each(['a;b', 'a b', 'a\nb', 'a\u00e4', ''])('cannot be made of the key %p', async (apiKey) => {
		for (const method of ['cookie', 'bearer']) {
			await expect(authenticate({ apiKey, method })).rejects.toThrow(/^Key /);
		}
	});

	it('is not made of an API key in the cookie', async () => {
		await expect(authenticate({ apiKey: 'sk-0123' })).rejects.toMatchObject({
			message: 'Key is an API key, which DocSpace does not accept as a cookie',
			description: expect.stringContaining('API Key (Bearer)'),
		});
	});
});

describe('another origin', () => {
	it.each([
		'https://storage.example/file',
		'http://portal.example/file',
		'https://portal.example:444/file',
		'https://portal.example.evil.example/file',
		'https://portal.example@evil.example/file',
		'//evil.example/file',
		'HTTPS://evil.example',
	])('%s gets nothing', async (url) => {
		expect(await authenticate({}, url)).toEqual({
			url,
			sendCredentialsOnCrossOriginRedirect: false,
		});
	});

	it.each([`${PORTAL}/storage/x`, 'https://PORTAL.example:443/x', '//portal.example/x'])(
		'%s is the portal itself',
		async (url) => {
			expect((await authenticate({}, url)).headers).toEqual({ Cookie: 'asc_auth_key=abc-123' });
		},
	);
});

it('refuses an address that is none before anything is sent', async () => {
	await expect(authenticate({ portalUrl: 'http://portal.example' })).rejects.toThrow('Portal URL');
});

describe('the test in the editor', () => {
	const verdict = async (data?: ICredentialDataDecryptedObject) =>
		await testCredential(at.docSpace(data));

	it('accepts an administrator by cookie and by key', async () => {
		const { adminApiKey } = at.sandbox.docSpace.credentials;
		expect(await verdict()).toMatchObject({ status: 'OK' });
		expect(await verdict({ method: 'bearer', apiKey: adminApiKey })).toMatchObject({
			status: 'OK',
		});
	});

	it('knows a wrong key', async () => {
		const message = 'DocSpace does not accept the key. Check Method and Key in the credential';
		expect(await verdict({ apiKey: 'not-a-key-at-all' })).toEqual({
			status: 'Error',
			message: expect.stringContaining(message),
		});
	});

	it('knows missing rights', async () => {
		const { userCookie } = at.sandbox.docSpace.credentials;
		const { message } = await verdict({ apiKey: userCookie });
		expect(message).toContain('its owner may not run backups');
	});

	it('knows a wrong address', async () => {
		at.sandbox.faults.add({ html: true });
		const { status, message } = await verdict();
		expect([status, message]).toEqual(['Error', expect.stringContaining('A web page answered')]);
	});

	it('knows another address', async () => {
		at.sandbox.faults.add({ redirect: 'https://elsewhere.example/' });
		expect((await verdict()).message).toContain(
			'The portal redirects to https://elsewhere.example',
		);
	});

	it('says which field is wrong', async () => {
		expect((await verdict({ portalUrl: 'portal' })).message).toContain(
			'Portal URL is not an address. Set Portal URL',
		);
		expect((await verdict({ apiKey: 'sk-01234567' })).message).toContain('Key is an API key');
	});

	it('knows a portal that is being restored, and one that lets this machine not in', async () => {
		at.sandbox.docSpace.settings.addressAllowed = false;
		expect((await verdict()).message).toContain(
			'The portal does not allow connections from this machine',
		);
		at.sandbox.faults.add({ operationId: 'getBackupProgress', status: 500 });
		expect((await verdict()).message).toContain('The portal answered with status 500');
		at.sandbox.faults.add({ operationId: 'getBackupProgress', status: 404 });
		expect((await verdict()).message).toContain('There is no DocSpace API at this address');
	});

	it('says in words that nothing listens, and that nobody knows the address', async () => {
		expect((await verdict({ portalUrl: 'http://127.0.0.1:9' })).message).toContain(
			'DocSpace refused the connection. Check the host and the port',
		);
		expect((await verdict({ portalUrl: 'https://portal.invalid' })).message).toContain(
			'The address of DocSpace could not be found. Check the URL',
		);
	});

	it('says that no answer comes, and that one is cut off', async () => {
		at.sandbox.faults.add({ operationId: 'getBackupProgress', delayMilliseconds: 5_000 });
		timeLimits.answerMs = 200;
		const { message } = await verdict().finally(() => (timeLimits.answerMs = 30_000));
		expect(message).toContain('DocSpace does not answer. No complete response arrived within');
		at.sandbox.faults.add({ operationId: 'getBackupProgress', cut: true });
		expect((await verdict()).message).toContain('Run the test again. The reason is ECONNRESET');
	});

	it('says that a certificate is not trusted, and takes it when it shall', async () => {
		const gateway = await tlsGateway(at.sandbox.docSpace.url);
		const portalUrl = gateway.url;
		const insecure = await verdict({ portalUrl, allowUnauthorizedCerts: true });
		expect(insecure).toMatchObject({ status: 'OK' });
		expect((await verdict({ portalUrl })).message).toContain(
			'The certificate of DocSpace is not trusted. Give the server a certificate',
		);
		await gateway.close();
	});
});

it('explains a key without enough scopes', async () => {
	const { readOnlyApiKey } = at.sandbox.docSpace.credentials;
	const credential = at.docSpace({ method: 'bearer', apiKey: readOnlyApiKey });
	const { error } = await runNode(runs.startBackup({}, { credential }));
	expect(error?.message).toBe('The API key has no permission for this');
});
