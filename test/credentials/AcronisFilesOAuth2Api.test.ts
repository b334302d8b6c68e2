import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { timeLimits } from '../../nodes/shared/http/exchange/timeLimit';
import type { StoredCredential } from '../support/credentials';
import { CredentialsHelper, saveCredential } from '../support/credentials';
import { additionalDataFor, runNode } from '../support/engine';
import { fileItem } from '../support/binaryData';
import { tlsGateway } from '../support/gateway';
import { emptyItems, runsAt } from '../support/runs';
import { useSandbox } from '../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

const REDIRECT = 'http://localhost:5678/rest/oauth2-credential/callback';

/** A credential that a person connected by the consent page; the token is the service's own. */
async function connected(data: ICredentialDataDecryptedObject = {}): Promise<StoredCredential> {
	const { url, client } = at.sandbox.acronis;
	const grant = { client_id: client.id, redirect_uri: REDIRECT, scope: 'offline_access' };
	const consent = await fetch(`${url}/api/2/idp/consent`, {
		method: 'POST',
		redirect: 'manual',
		body: new URLSearchParams({ ...grant, user: 'admin', decision: 'allow' }),
	});
	const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
	const answer = await fetch(`${url}/api/2/idp/token`, {
		method: 'POST',
		headers: { authorization: `Basic ${btoa(`${client.id}:${client.secret}`)}` },
		body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT }),
	});
	// The contract says what a token answer looks like.
	const oauthTokenData = (await answer.json()) as ICredentialDataDecryptedObject;
	return {
		type: 'acronisFilesOAuth2Api',
		data: {
			dataCenterUrl: `${url}/ui/?page=1`,
			clientId: client.id,
			clientSecret: client.secret,
			oauthTokenData,
			...data,
		},
	};
}

const oAuth2 = { authentication: 'oAuth2' };
const refreshes = () => at.requests('issueToken').length - 1;

it('brings the address and the token to the request', async () => {
	const { items, error } = await runNode(
		runs.createFolder(oAuth2, { credential: await connected() }),
	);
	expect(error).toBeUndefined();
	expect(items[0]?.json.name).toBe('Backups');
	expect(refreshes()).toBe(0);
});

it('connects to a server that nobody vouches for where the credential says so', async () => {
	const gateway = await tlsGateway(at.sandbox.acronis.url);
	try {
		for (const ignoreSSLIssues of [false, true]) {
			const credential = await connected({ dataCenterUrl: gateway.url, ignoreSSLIssues });
			const { error } = await runNode(runs.auditLog(oAuth2, { credential }));
			const message = ignoreSSLIssues ? undefined : 'The certificate of Acronis is not trusted';
			expect(error?.message).toBe(message);
		}
	} finally {
		await gateway.close();
	}
});

it('renews the token when the service refuses it, and keeps the new one', async () => {
	const credential = await connected();
	const before = credential.data.oauthTokenData;
	at.sandbox.acronis.expireTokens();
	const { error } = await runNode(runs.auditLog(oAuth2, { credential }));
	expect(error).toBeUndefined();
	expect(refreshes()).toBe(1);
	expect(credential.data.oauthTokenData).not.toEqual(before);
	await runNode(runs.auditLog(oAuth2, { credential }));
	expect(refreshes()).toBe(1);
});

it('renews once for many items', async () => {
	const credential = await connected();
	at.sandbox.acronis.expireTokens();
	const { error } = await runNode(runs.auditLog(oAuth2, { credential, input: emptyItems(8) }));
	expect(error).toBeUndefined();
	expect(refreshes()).toBe(1);
});

it('sends an upload again from its first byte after the token was renewed', async () => {
	const credential = await connected();
	const content = Buffer.alloc(1024 * 1024, 'content ');
	const input = [await fileItem(content, 'a.bin')];
	at.sandbox.acronis.expireTokens();
	const { error } = await runNode(runs.upload(oAuth2, { credential, input }));
	expect(error).toBeUndefined();
	expect(at.sandbox.acronis.files()).toMatchObject([{ size: content.length, revisions: 1 }]);
	expect(at.requests('uploadFile').map(({ status }) => status)).toEqual([401, 201]);
});

it('ends in time when no token comes, for every upload that waits for it', async () => {
	for (const name of ['answerMs', 'idleMs', 'firstByteMs'] as const) {
		jest.replaceProperty(timeLimits, name, 300);
	}
	const credential = await connected();
	const content = Buffer.from('content');
	at.sandbox.acronis.expireTokens();
	const hung = { delayMilliseconds: 60_000, times: 'always' as const };
	at.sandbox.faults.add({ operationId: 'issueToken', ...hung });
	const began = performance.now();
	for (const names of [['a', 'b'], ['c']]) {
		const input = await Promise.all(names.map(async (name) => await fileItem(content, name)));
		const { error } = await runNode(runs.upload(oAuth2, { credential, input }));
		expect(error?.message).toBe('Acronis does not answer');
		expect(error?.description).toContain('Nothing was changed.');
	}
	expect(performance.now() - began).toBeLessThan(10_000);
}, 20_000);

it('says to connect it again when the token cannot be renewed', async () => {
	const credential = await connected();
	at.sandbox.acronis.expireTokens();
	at.sandbox.faults.add({
		operationId: 'issueToken',
		status: 400,
		body: { error: 'invalid_grant', error_description: 'Unknown refresh token' },
		times: 'always',
	});
	const { error } = await runNode(runs.auditLog(oAuth2, { credential }));
	expect(`${error?.message} ${error?.description}`).toMatch(/connect/i);
});

it('says so and sends nothing when it was never connected', async () => {
	const credential = await connected();
	delete credential.data.oauthTokenData;
	const { error } = await runNode(runs.auditLog(oAuth2, { credential }));
	expect(error?.message).toBe('The credential is not connected yet');
	expect(error?.description).toContain('Open the credential');
	expect(at.requests('listAuditLog')).toEqual([]);
});

/** The addresses at which n8n asks for consent and tokens. */
async function addresses(dataCenterUrl: string) {
	const details = saveCredential({ type: 'acronisFilesOAuth2Api', data: { dataCenterUrl } });
	return await new CredentialsHelper().getDecrypted(
		additionalDataFor(undefined),
		details,
		'acronisFilesOAuth2Api',
		'internal',
	);
}

it.each([
	['https://eu2.example', 'https://eu2.example'],
	[' https://eu2.example/ ', 'https://eu2.example'],
	['https://eu2.example/ui/#/home?x=1', 'https://eu2.example'],
	['https://eu2.example:8443', 'https://eu2.example:8443'],
	['"https://eu2.example/ui"\r\n', 'https://eu2.example'],
	['eu2.example', 'https://eu2.example'],
	['eu2.example:8443/ui', 'https://eu2.example:8443'],
	['http://localhost:5703/ui', 'http://localhost:5703'],
	['http://127.0.0.1:5703', 'http://127.0.0.1:5703'],
	['http://[::1]:5703', 'http://[::1]:5703'],
])('asks at %p for consent and tokens', async (dataCenterUrl, origin) => {
	expect(await addresses(dataCenterUrl)).toMatchObject({
		authUrl: `${origin}/api/2/idp/authorize`,
		accessTokenUrl: `${origin}/api/2/idp/token`,
		grantType: 'authorizationCode',
		scope: 'offline_access',
		authentication: 'header',
	});
});

it.each([
	'http://eu2.example',
	'HTTP://eu2.example/ui',
	'http://localhost.evil.example',
	'http://127.0.0.1.evil.example',
	'http://localhost@evil.example',
	'https://ann:secret@eu2.example',
	'ftp://eu2.example',
	'',
])('has no address to ask at for %p', async (dataCenterUrl) => {
	const { authUrl, accessTokenUrl } = await addresses(dataCenterUrl);
	expect(URL.canParse(String(authUrl))).toBe(false);
	expect(URL.canParse(String(accessTokenUrl))).toBe(false);
	expect(accessTokenUrl).toContain('Data Center URL has to begin with https');
});
