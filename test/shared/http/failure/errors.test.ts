import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { ExecutionBaseError } from 'n8n-workflow';

import type { Fault } from '../../../../sandbox/http/faults';
import { madeFor } from '../../../../nodes/AcronisFiles/service/passwordToken';
import { LONGEST_TEXT } from '../../../../nodes/shared/http/failure/secrets';
import { runNode } from '../../../support/engine';
import { runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

const errorOf = async (fault: Fault, run = runs.getProgress()) => {
	at.sandbox.faults.add({ times: 'always', ...fault });
	return (await runNode(run)).error;
};

const exception = (message: string, type: string | null = 'System.Exception') => ({
	error: { message, type, stack: 'at Portal.Action()', hresult: -1 },
	status: 1,
	statusCode: 403,
});

describe("DocSpace's shapes of an error", () => {
	it.each<[string, Fault, string, string]>([
		[
			'an exception',
			{ status: 403, body: exception('Access denied', null) },
			'The owner of the key may not do this',
			'The portal says: Access denied',
		],
		[
			'a storage that does not open',
			{ status: 403, body: exception('Nein', 'System.UnauthorizedAccessException') },
			'The storage refused the user name and password',
			'Check URL, Login and Password',
		],
		[
			'a validation without error member',
			{
				status: 400,
				body: { response: { title: 'Invalid', errors: { hour: ['is wrong'] } }, statusCode: 400 },
			},
			'DocSpace refused the request because of a field',
			'The portal says: hour: is wrong',
		],
		[
			'ProblemDetails',
			{ status: 403, body: { title: 'Forbidden', status: 403, traceId: '00-1' } },
			'The portal is being restored or moved, or is suspended',
			'After a restore the credential needs a new key',
		],
		[
			'a bare text',
			{ status: 403, body: '"Your IP address is restricted"' },
			'The portal does not allow connections from this machine',
			'IP security settings. The portal says: Your IP address is restricted',
		],
		[
			'an empty 401',
			{ status: 401 },
			'DocSpace does not accept the key',
			'Check Method and Key in the credential',
		],
		[
			'an empty 403',
			{ status: 403 },
			'The API key has no permission for this',
			'Give the key of the credential the permissions',
		],
		[
			'a web page with 500',
			{ status: 500, html: true },
			'DocSpace could not process the request (status 500)',
			'Check the fields of this operation',
		],
		[
			'402',
			{ status: 402, body: { title: 'Payment Required', status: 402 } },
			"The portal's plan or quota does not allow this",
			'Check the plan',
		],
		[
			'404',
			{ status: 404, body: exception('Not found') },
			'DocSpace has no such file, folder, backup or portal',
			'The portal says: Not found',
		],
	])('%s', async (_what, fault, message, description) => {
		const error = await errorOf(fault);
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message,
			description: expect.stringContaining(description),
			context: { itemIndex: 0 },
		});
		expect(JSON.stringify(error)).not.toContain('at Portal.Action()');
	});
});

describe("Acronis' shapes of an error", () => {
	const files = (code: number, context?: object) => ({
		error: { domain: 'Files', code, message: 'No.', ...(context && { context }) },
	});

	it.each<[string, Fault, string]>([
		['code 3', { status: 403, body: files(3) }, 'The item does not exist, or the user may not'],
		['code 9', { status: 400, body: files(9) }, 'Acronis refused the request (status 400)'],
		['code 10', { status: 404, body: files(10) }, 'Acronis has no such item'],
		['code 15', { status: 400, body: files(15) }, 'Acronis refused the values'],
		['an empty 403', { status: 403 }, 'The user may not do this in Acronis'],
		['an empty 404', { status: 404 }, 'There is no File Sync & Share at this address'],
		['a web page with 404', { status: 404, html: true }, 'There is no File Sync & Share at'],
		['418', { status: 418 }, 'Acronis refused the request (status 418)'],
		['401', { status: 401 }, 'Acronis does not accept the credential'],
	])('%s', async (_what, fault, message) => {
		const error = await errorOf({ ...fault, operationId: 'createFolder' }, runs.createFolder());
		expect(error?.message).toContain(message);
		expect(error?.description).toBeTruthy();
	});
});

describe('what a service says itself', () => {
	const later = { 'retry-after': '7200' };
	const text = 'Too many from one IP';
	const acronisError = { error: { domain: 'Files', code: 5, message: text } };

	it.each<[string, Fault]>([
		['429', { status: 429, headers: later, body: acronisError }],
		['503 with Retry-After', { status: 503, headers: later, body: { message: text } }],
		['422 as a text', { status: 422, body: text }],
		['413', { status: 413, body: { message: text } }],
	])('is told with %s of Acronis', async (_what, fault) => {
		const error = await errorOf({ ...fault, operationId: 'createFolder' }, runs.createFolder());
		expect(error?.description).toMatch(/^[A-Z].*\. Acronis says: Too many from one IP$/);
	});

	it('is told with 429 of DocSpace', async () => {
		const fault = { status: 429, headers: later, body: exception(text) };
		const { description } = (await errorOf(fault)) ?? {};
		expect(description).toMatch(/^It asks for a pause.*\. The portal says: Too many from one IP$/);
	});

	it('is cut, and without secrets', async () => {
		const { password } = at.sandbox.acronis.users.admin;
		const body = { message: `${password.toUpperCase()} ${'word '.repeat(10_000)}` };
		const fault = { status: 429, headers: later, body, operationId: 'createFolder' };
		const { description = '' } = (await errorOf(fault, runs.createFolder())) ?? {};
		expect(description).toContain('Acronis says: *** word');
		expect(description?.length).toBeLessThanOrEqual(LONGEST_TEXT);
	});
});

describe('a wrong address', () => {
	const both = [
		['DocSpace', 'Portal URL', (url: string) => docSpaceAt(url)],
		['Acronis', 'Data Center URL', (url: string) => acronisAt(url)],
	] as const;
	const docSpaceAt = (portalUrl: string) =>
		runs.getProgress({}, { credential: at.docSpace({ portalUrl }) });
	/** With a token already, so that the node's own request is the first one. */
	const acronisAt = (dataCenterUrl: string) => {
		const { data } = at.acronis({ dataCenterUrl, accessToken: 'a-token' });
		const credential = at.acronis({ ...data, madeFor: madeFor('a-token', data) });
		return runs.createFolder({}, { credential });
	};

	it.each(both)('of %s that answers 200 with a web page', async (name, field, run) => {
		await withServer('<html>Hello</html>', 'text/html', async (url) => {
			const { error } = await runNode(run(url));
			expect(error).toMatchObject({
				message: `A web page answered instead of the ${name} API`,
				description: expect.stringContaining(`Check ${field} in the credential`),
			});
		});
	});

	it('of DocSpace that answers other JSON', async () => {
		await withServer('{"hello":"world"}', 'application/json', async (url) => {
			const { error } = await runNode(docSpaceAt(url));
			expect(error?.message).toBe('Something else answered instead of the DocSpace API');
		});
	});

	it.each(both)('of %s that ends its JSON early is no web page', async (name, _field, run) => {
		await withServer('{"statusCode":200,"response":[{"id":1', 'application/json', async (url) => {
			const { error } = await runNode(run(url));
			expect(error?.message).toBe(
				`The connection to ${name} was lost before the response was complete`,
			);
		});
	});

	it.each(both)('of %s that sends on to another place', async (_name, field, run) => {
		at.sandbox.faults.add({ redirect: 'https://elsewhere.example/login?key=1', times: 'always' });
		const { docSpace, acronis } = at.sandbox;
		const { error } = await runNode(run(field === 'Portal URL' ? docSpace.url : acronis.url));
		expect(error?.message).toContain('redirects');
		expect(error?.description).toContain(`Set ${field} in the credential`);
	});

	it.each(both)('of %s where nothing listens', async (name, _field, run) => {
		const { error } = await runNode(run('http://127.0.0.1:9'));
		expect(error).toMatchObject({
			message: `${name} refused the connection`,
			failure: { cause: 'temporarily-unavailable' },
		});
	});

	it.each(both)('of %s that no name server knows', async (name, _field, run) => {
		const { error } = await runNode(run('https://portal.invalid'));
		expect(error?.message).toBe(`The address of ${name} could not be found`);
		expect(error?.description).toContain('Check the URL in the credential');
	});

	it.each(both)('of %s that is none', async (_name, field, run) => {
		const { error } = await runNode(run('portal'));
		expect(error).toMatchObject({ message: `${field} is not an address` });
		expect(at.requests()).toEqual([]);
	});

	it.each(both)('of %s with a path behind it is understood', async (_name, field, run) => {
		const { docSpace, acronis } = at.sandbox;
		const origin = field === 'Portal URL' ? docSpace.url : acronis.url;
		const { error } = await runNode(run(`${origin}/products/files/?folder=1`));
		expect(error).toBeUndefined();
	});
});

it("keeps what the service repeats of a request's secrets out of the error", async () => {
	const { password } = at.sandbox.docSpace.credentials.storage;
	const { adminCookie } = at.sandbox.docSpace.credentials;
	const link = 'https://storage.example/file?X-Amz-Signature=0123456789abcdef';
	const error = await errorOf(
		{ status: 500, body: exception(`Cannot open ${password} by ${adminCookie} at ${link}`) },
		runs.createAccount(),
	);
	expect(error?.description).toContain('Cannot open *** by *** at https://storage.example/…');
});

describe('what n8n can act on', () => {
	/** n8n's type for an error of an execution does not name it. */
	const failureOf = (error: unknown): unknown => Reflect.get(Object(error), 'failure');

	it.each<[Fault, ExecutionBaseError['message']]>([
		[{ status: 401 }, 'credential-invalid'],
		[{ status: 403 }, 'configuration-invalid'],
		[{ status: 429 }, 'rate-limited'],
		[{ status: 502 }, 'temporarily-unavailable'],
		[{ cut: true }, 'temporarily-unavailable'],
	])('%j is %s', async (fault, cause) => {
		expect(await errorOf(fault)).toMatchObject({ failure: { cause } });
	});

	it.each([
		['reads', runs.auditLog, 'listAuditLog', 'Nothing was changed.', 'temporarily-unavailable'],
		['writes', runs.createLink, 'createFileLink', 'may have been carried out', undefined],
	])('is another thing where a request %s', async (_what, run, operationId, words, cause) => {
		const file = { __rl: true, mode: 'id', value: '2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f' };
		const answered = await errorOf({ operationId, status: 200, body: { a: 1 } }, run({ file }));
		expect(answered?.description).toContain(words);
		expect(failureOf(answered)).toEqual(cause === undefined ? undefined : { cause });
		at.sandbox.faults.clear();
		const cut = await errorOf({ operationId, cut: true }, run({ file }));
		expect(cut?.description).toContain(words);
	});

	it('is nothing where another host than the service said no', async () => {
		const { backup } = at.sandbox.docSpace.settings;
		Object.assign(backup, { durationMilliseconds: 0, archiveBytes: 3_000 });
		const { items } = await runNode(runs.startBackup());
		at.sandbox.docSpace.settings.downloadRedirect = true;
		at.sandbox.faults.add({ origin: 'docSpaceStorage', status: 401, times: 'always' });
		const { error } = await runNode(runs.download({ link: String(items[0]?.json.link) }));
		expect(error?.message).toContain('The link to 127.0.0.1');
		// The credential is good.
		expect(failureOf(error)).toBeUndefined();
	});
});

async function withServer(body: string, type: string, use: (url: string) => Promise<void>) {
	const server = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': type }).end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		// A server that listens on a port has an address of this kind.
		await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	} finally {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
}
