import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { AcronisFilesPasswordApi } from '../../credentials/AcronisFilesPasswordApi.credentials';
import { DIRECTORY, lookUpDataCenter } from '../../nodes/AcronisFiles/service/dataCenter';
import { madeFor, sharing } from '../../nodes/AcronisFiles/service/passwordToken';
import { startSandbox } from '../../sandbox';
import { testCredential } from '../support/credentialTest';
import { runNode } from '../support/engine';
import { emptyItems, runsAt } from '../support/runs';
import { useSandbox } from '../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

const ORIGIN = 'https://eu2-cloud.acronis.example';
const tokens = () => at.requests('issueToken').length;

describe('authenticate', () => {
	const authenticate = async (data: ICredentialDataDecryptedObject, url = '/fc/api/v1/x') =>
		await new AcronisFilesPasswordApi().authenticate(
			{ ...own, accessToken: 'token-1', madeFor: madeFor('token-1', own), validUntil: 0, ...data },
			{ url },
		);
	const own = { dataCenterUrl: ORIGIN, username: 'ada', password: 'her-password' };

	it('adds the address and the token', async () => {
		expect(await authenticate({})).toMatchObject({
			url: `${ORIGIN}/fc/api/v1/x`,
			headers: { Authorization: 'Bearer token-1' },
			sendCredentialsOnCrossOriginRedirect: false,
		});
	});

	it.each(['https://evil.example/x', '//evil.example/x', `http${ORIGIN.slice(5)}/x`])(
		'gives %s nothing',
		async (url) => {
			expect((await authenticate({}, url)).headers).toBeUndefined();
		},
	);

	it('asks n8n for a new token when this one has run out', async () => {
		await expect(authenticate({ validUntil: Date.now() - 1 })).rejects.toMatchObject({
			response: { status: 401 },
		});
		await expect(authenticate({ validUntil: Date.now() + 60_000 })).resolves.toBeDefined();
	});

	it.each([
		['user name', { username: 'bob' }],
		['password', { password: 'another-password' }],
		['data center', { dataCenterUrl: 'https://us5-cloud.acronis.example' }],
		['way to find it', { findDataCenter: true, foundUrl: ORIGIN }],
		['token', { accessToken: 'token-2' }],
		['kept fingerprint', { madeFor: '' }],
	])('and when it was made for another %s', async (_what, data) => {
		await expect(authenticate(data)).rejects.toMatchObject({ response: { status: 401 } });
	});
});

describe('a credential that is edited', () => {
	const asked = () =>
		at.requests().filter(({ operationId }) => operationId !== 'issueToken').length;

	/** The credential after it was used and somebody has entered and saved something else. */
	async function edited(change: ICredentialDataDecryptedObject) {
		const credential = at.acronis();
		await runNode(runs.createFolder({}, { credential }));
		Object.assign(credential.data, change);
		return credential;
	}

	it('acts as the user that it names from then on', async () => {
		const { login: username, password } = at.sandbox.acronis.users.user;
		const credential = await edited({ username, password });
		const { error } = await runNode(runs.createFolder({ name: 'Of the other' }, { credential }));
		expect(error).toBeUndefined();
		const owner = (name: string) => at.sandbox.acronis.ownerOf(name);
		expect([owner('Backups'), owner('Of the other')]).toEqual([
			at.sandbox.acronis.users.admin.login,
			username,
		]);
	});

	it('does nothing with a wrong password, and its test says so', async () => {
		const credential = await edited({ password: 'a-wrong-password' });
		const message = 'Acronis does not accept the user name and password';
		expect((await testCredential(credential)).message).toContain(message);
		const before = asked();
		const { error } = await runNode(runs.createFolder({ name: 'Never' }, { credential }));
		expect(error?.message).toBe(message);
		expect(asked()).toBe(before);
	});

	it('sends no token to the new data center that another one gave', async () => {
		const other = await startSandbox({ seed: 99 });
		try {
			const { login: username, password } = other.acronis.users.admin;
			const credential = await edited({ dataCenterUrl: other.acronis.url, username, password });
			const { error } = await runNode(runs.createFolder({ name: 'There' }, { credential }));
			expect(error).toBeUndefined();
			expect(other.acronis.ownerOf('There')).toBe(username);
			expect(other.requests().map(({ status }) => status)).not.toContain(401);
		} finally {
			await other.close();
		}
	});

	it('with fields from the item acts as the user of each item, in every run', async () => {
		jest.replaceProperty(sharing, 'afterwardsMs', 60_000);
		const { admin, user } = at.sandbox.acronis.users;
		const credential = at.acronis({
			username: '={{ $json.username }}',
			password: '={{ $json.password }}',
		});
		const people = [admin, user, admin, user];
		for (const run of ['first', 'second']) {
			const input = people.map(({ login, password }, index) => ({
				json: { username: login, password, name: `${run} ${index}` },
			}));
			const { error } = await runNode(
				runs.createFolder({ name: '={{ $json.name }}' }, { credential, input }),
			);
			expect(error).toBeUndefined();
		}
		const names = ['first', 'second'].flatMap((run) => people.map((_, index) => `${run} ${index}`));
		expect(names.map((name) => at.sandbox.acronis.ownerOf(name))).toEqual(
			[...people, ...people].map(({ login }) => login),
		);
		// Those who are asked for again at once share a token.
		expect(tokens()).toBe(2);
	});
});

it("with fields from the item finds the folders of each item's user", async () => {
	const { admin, user } = at.sandbox.acronis.users;
	const credential = at.acronis({
		username: '={{ $json.username }}',
		password: '={{ $json.password }}',
	});
	const input = [admin, user].map(({ login, password }) => ({
		json: { username: login, password },
	}));
	const { items, error } = await runNode(
		runs.createFolder({ where: 'path', path: '/Inbox/Today' }, { credential, input }),
	);
	expect(error).toBeUndefined();
	expect(new Set(items.map(({ json }) => json.uuid)).size).toBe(2);
	const owners = items.map(({ json }) => at.sandbox.acronis.ownerOf(String(json.uuid)));
	expect(owners).toEqual([admin.login, user.login]);
});

describe('the token', () => {
	it('is kept with the credential for later executions', async () => {
		const credential = at.acronis();
		await runNode(runs.auditLog({}, { credential }));
		await runNode(runs.auditLog({}, { credential }));
		expect(tokens()).toBe(1);
		expect(credential.data).toMatchObject({
			accessToken: expect.stringMatching(/^eyJ/),
			validUntil: expect.any(Number),
		});
	});

	it('is fetched once for many items that begin at the same moment', async () => {
		at.sandbox.faults.add({ operationId: 'issueToken', delayMilliseconds: 50 });
		const { items, error } = await runNode(
			runs.createFolder({ name: '={{ "Folder " + $itemIndex }}' }, { input: emptyItems(20) }),
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(20);
		expect(tokens()).toBe(1);
	});

	it('is renewed when the service refuses it, for all items at once', async () => {
		const credential = at.acronis();
		await runNode(runs.auditLog({}, { credential }));
		at.sandbox.acronis.expireTokens();
		const { error } = await runNode(runs.auditLog({}, { credential, input: emptyItems(8) }));
		expect(error).toBeUndefined();
		expect(tokens()).toBe(2);
	});
});

describe('when a token runs out', () => {
	/** What is kept after the token endpoint has answered like this. */
	async function validUntil(expiry: object, headers = {}) {
		const status = 200;
		const body = { access_token: 'a-token-for-the-test', ...expiry };
		at.sandbox.faults.add({ operationId: 'issueToken', status, headers, body });
		at.sandbox.faults.add({ operationId: 'listAuditLog', status, body: [] });
		const credential = at.acronis();
		await runNode(runs.auditLog({}, { credential }));
		return Number(credential.data.validUntil);
	}

	/** Expects that a token is used for so long from its answer on, however slow the machine is. */
	async function expectUse(milliseconds: number, ...answer: Parameters<typeof validUntil>) {
		const before = Date.now();
		const end = await validUntil(...answer);
		expect(end).toBeGreaterThanOrEqual(before + milliseconds);
		expect(end).toBeLessThanOrEqual(Date.now() + milliseconds);
	}

	it.each([
		['an hour behind', -3600],
		['exact', 0],
		['an hour ahead', 3600],
	])('follows from its lifetime, with a server whose clock is %s', async (_what, skew) => {
		const serverSecond = Math.floor(Date.now() / 1000) + skew;
		const headers = { date: new Date(serverSecond * 1000).toUTCString() };
		await expectUse(7_140_000, { expires_on: serverSecond + 7200 }, headers);
	});

	it('follows from expires_in, with a margin that fits a short life', async () => {
		await expectUse(90_000, { expires_in: 100 });
	});

	it.each([
		['nothing', {}],
		['an end that has passed', { expires_on: 5 }],
		['something unreadable', { expires_on: 'soon' }],
	])('is left to the service when the answer says %s', async (_what, expiry) => {
		expect(await validUntil(expiry)).toBe(0);
	});

	it('is renewed before anything is sent', async () => {
		const credential = at.acronis();
		await runNode(runs.auditLog({}, { credential }));
		credential.data.validUntil = Date.now() - 1;
		await runNode(runs.auditLog({}, { credential }));
		expect(tokens()).toBe(2);
		expect(at.requests('listAuditLog').map(({ status }) => status)).toEqual([200, 200]);
	});
});

describe('signing in', () => {
	const errorOf = async (data: ICredentialDataDecryptedObject) =>
		(await runNode(runs.auditLog({}, { credential: at.acronis(data) }))).error;

	it('with a wrong password names the fields', async () => {
		const error = await errorOf({ password: 'a-wrong-password' });
		expect(error?.message).toBe('Acronis does not accept the user name and password');
		expect(error?.description).toContain('Check User Name and Password');
		expect(tokens()).toBe(1);
	});

	it('with two factors names the three ways out', async () => {
		const { login: username, password } = at.sandbox.acronis.users.twoFactor;
		const error = await errorOf({ username, password });
		expect(error?.message).toBe('This Acronis user signs in with two-factor authentication');
		for (const way of ['service account', 'exempt', 'OAuth2 API']) {
			expect(error?.description).toContain(way);
		}
	});

	it.each([
		[{ status: 503 }, 'The Acronis sign-in service is not available (status 503)'],
		[{ status: 429 }, 'The Acronis sign-in service is not available (status 429)'],
		[{ html: true as const }, 'There is no Acronis sign-in service at this address'],
		[{ status: 404, html: true as const }, 'There is no Acronis sign-in service at this address'],
		[{ redirect: 'https://elsewhere.example' }, 'There is no Acronis sign-in service at'],
	])('tells %j apart', async (fault, message) => {
		at.sandbox.faults.add({ operationId: 'issueToken', times: 'always', ...fault });
		const error = await errorOf({});
		expect(error?.message).toContain(message);
	});

	it('takes what was copied with a line end or in quotes', async () => {
		const { username, password, dataCenterUrl } = at.acronis().data;
		const error = await errorOf({
			username: `"${String(username)}"\n`,
			password: `${String(password)}\r\n`,
			dataCenterUrl: ` '${String(dataCenterUrl)}/ui/'\n`,
		});
		expect(error).toBeUndefined();
	});

	it('goes on after a failure', async () => {
		at.sandbox.faults.add({ operationId: 'issueToken', status: 503 });
		const credential = at.acronis();
		expect((await runNode(runs.auditLog({}, { credential }))).error).toBeDefined();
		expect((await runNode(runs.auditLog({}, { credential }))).error).toBeUndefined();
	});
});

describe('the data center', () => {
	const found = (data: ICredentialDataDecryptedObject = {}) =>
		at.acronis({
			findDataCenter: true,
			directoryUrl: at.sandbox.acronis.url,
			dataCenterUrl: '',
			...data,
		});
	const lookUps = () => at.requests('findAccount').map(({ query }) => query);

	it('is looked up by the user name when that is wanted, once for a token', async () => {
		const credential = found();
		const { error } = await runNode(runs.auditLog({}, { credential, input: emptyItems(5) }));
		expect(error).toBeUndefined();
		await runNode(runs.auditLog({}, { credential }));
		expect(lookUps()).toEqual([{ login: at.sandbox.acronis.users.admin.login }]);
		expect(credential.data.foundUrl).toBe(at.sandbox.acronis.url);
	});

	it('is never looked up otherwise', async () => {
		await runNode(runs.auditLog());
		expect(lookUps()).toEqual([]);
	});

	it('is looked up when that is turned on for a credential with a token', async () => {
		const credential = at.acronis();
		await runNode(runs.auditLog({}, { credential }));
		Object.assign(credential.data, found().data);
		const { error } = await runNode(runs.auditLog({}, { credential }));
		expect(error).toBeUndefined();
		expect(lookUps()).toHaveLength(1);
	});

	it.each([
		[{ html: true as const }, 'The data center of the user could not be looked up'],
		[{ status: 503 }, 'The data center of the user could not be looked up'],
		[
			{ status: 500, body: { server_url: 'https://elsewhere.example' } },
			'The data center of the user could not be looked up',
		],
		[
			{ status: 200, body: { server_url: 1 } },
			'The data center of the user could not be looked up',
		],
		[
			{ status: 200, body: { server_url: 'http://elsewhere.example' } },
			'The address that was found begins with http://',
		],
	])('cannot be found: %j', async (fault, message) => {
		at.sandbox.faults.add({ operationId: 'findAccount', times: 'always', ...fault });
		const { error } = await runNode(runs.auditLog({}, { credential: found() }));
		expect(error?.message).toContain(message);
		expect(tokens()).toBe(0);
	});

	it('is asked for again when a part of the answer was lost', async () => {
		at.sandbox.faults.add({ operationId: 'findAccount', status: 200, body: '{"server_u' });
		const { error } = await runNode(runs.auditLog({}, { credential: found() }));
		expect(error).toBeUndefined();
	});

	it.each([
		'http://127.0.0.1:5678',
		'https://169.254.169.254',
		'https://redis.',
		'https://[::7f00:1]',
	])('is not at %s when the directory is outside', async (address) => {
		const httpRequest = async () => ({ statusCode: 200, body: { server_url: address } });
		const look = async (directoryUrl: string) =>
			await lookUpDataCenter({ httpRequest }, { directoryUrl, username: 'ada' });
		await expect(look(DIRECTORY)).rejects.toThrow("an address of n8n's own network");
		expect(await look('https://directory.corp')).toBe(address);
	});

	it('is found in the test of the editor too', async () => {
		expect(await testCredential(found())).toMatchObject({ status: 'OK' });
	});
});

describe('the test in the editor', () => {
	const verdict = async (data?: ICredentialDataDecryptedObject) =>
		await testCredential(at.acronis(data));

	it('accepts a user whose account is empty, and one with files', async () => {
		expect(await verdict()).toMatchObject({ status: 'OK' });
		await runNode(runs.createFolder());
		expect(await verdict()).toMatchObject({ status: 'OK' });
	});

	it('accepts a user, and tests the password even if there is a token', async () => {
		expect(await verdict()).toMatchObject({ status: 'OK' });
		expect(await verdict({ accessToken: 'an-old-token' })).toMatchObject({ status: 'OK' });
		expect(tokens()).toBe(2);
	});

	it('knows a wrong password', async () => {
		expect(await verdict({ password: 'a-wrong-password' })).toEqual({
			status: 'Error',
			message: expect.stringContaining(
				'Acronis does not accept the user name and password. Check User Name and Password',
			),
		});
	});

	it('tells what the service says of a sign-in, without the password', async () => {
		const { password } = at.sandbox.acronis.users.admin;
		at.sandbox.faults.add({
			operationId: 'issueToken',
			status: 403,
			body: { error: 'access_denied', error_description: `Not ${password.toLowerCase()} at night` },
		});
		expect((await verdict()).message).toMatch(/Acronis says: Not \*\*\* at night$/);
	});

	it('knows an answer of which a part was lost', async () => {
		at.sandbox.faults.add({ operationId: 'issueToken', status: 200, body: '{"access_to' });
		expect((await verdict()).message).toContain('was lost before the response was complete');
	});

	it('knows two factors', async () => {
		const { login: username, password } = at.sandbox.acronis.users.twoFactor;
		const { message } = await verdict({ username, password });
		expect(message).toContain('two-factor authentication. A workflow cannot enter a one-time code');
	});

	it('says that the address cannot be found', async () => {
		const { message } = await verdict({ dataCenterUrl: 'https://eu2-cloud.invalid' });
		expect(message).toContain('The address of Acronis could not be found. Check the URL');
	});

	it('knows a missing role and a wrong address behind a good sign-in', async () => {
		at.sandbox.faults.add({ operationId: 'listContents', status: 403 });
		expect((await verdict()).message).toContain('the user has no role in File Sync & Share');
		at.sandbox.faults.add({ operationId: 'listContents', status: 404 });
		expect((await verdict()).message).toContain('There is no File Sync & Share at this address');
		at.sandbox.faults.add({ operationId: 'listContents', html: true });
		expect((await verdict()).message).toContain('A web page answered');
		for (const body of ['', ' \r\n<html></html>', { error: 'none' }, {}]) {
			at.sandbox.faults.add({ operationId: 'listContents', status: 200, body });
			expect((await verdict()).message).toContain('answered instead of the Acronis API');
		}
	});

	it('says which field is wrong', async () => {
		const { message } = await verdict({ dataCenterUrl: 'http://eu2.example' });
		expect(message).toContain('Data Center URL begins with http://');
	});
});
