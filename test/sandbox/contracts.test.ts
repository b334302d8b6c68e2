import { PassThrough } from 'node:stream';

import { OpenAPIBackend } from 'openapi-backend';

import { contractNames, listOperations, loadContract } from '../../sandbox/contracts';
import type { Answer } from '../../sandbox/http/answer';
import { ContractRouter } from '../../sandbox/http/contractRouter';
import { asAdministrator, ask, askFiles, askPortal, json, signIn, useSandbox } from './support';

const used = useSandbox();

function handlersFor(contract: string) {
	const operations = listOperations().filter((operation) => operation.contract === contract);
	return Object.fromEntries(
		operations.map(({ operationId }) => [operationId, () => ({ status: 200 })]),
	);
}

describe('the contracts', () => {
	it.each(contractNames())('%s is valid OpenAPI', async (contract) => {
		// The library wants its own type of a document, and checks that this is one.
		const definition = loadContract(contract) as never;
		await new OpenAPIBackend({ definition, strict: true }).init();
	});

	it('do not start with an operation that nobody answers', async () => {
		const options = { contract: 'docspace.yaml', security: {}, invalid: () => ({ status: 400 }) };
		const handlers = handlersFor('docspace.yaml');
		delete handlers.startBackup;
		await expect(ContractRouter.create({ ...options, handlers })).rejects.toThrow('startBackup');
	});

	it('name every operation once', () => {
		const names = listOperations().map(({ operationId }) => operationId);
		expect(new Set(names).size).toBe(names.length);
		expect(listOperations()).toContainEqual({
			operationId: 'uploadFile',
			method: 'POST',
			path: '/fc/api/v1/sync_and_share_nodes/{node_uuid}/upload',
			contract: 'acronis.yaml',
		});
	});
});

describe('requests', () => {
	it('to DocSpace with a value of another form are refused without an error member, and recorded', async () => {
		const answer = await askPortal(used.sandbox, 'backup/startbackup', { storageType: 'no' });
		expect(answer.status).toBe(400);
		const body = await answer.json();
		expect(body).not.toHaveProperty('error');
		expect(body.response.status).toBe(400);
		expect(used.sandbox.violations()).toEqual([
			expect.objectContaining({
				origin: 'docSpace',
				kind: 'request',
				operationId: 'startBackup',
				messages: expect.arrayContaining([expect.stringContaining('storageType')]),
			}),
		]);
	});

	it.each([
		['an unknown name of an enumeration', 'backup/startbackup', { storageType: 'Datastore' }],
		['an object instead of a list', 'backup/startbackup', { storageParams: { folderId: '1' } }],
		[
			'a number for a text',
			'backup/startbackup',
			{ storageParams: [{ key: 'folderId', value: 1 }] },
		],
		['too many copies', 'backup/createbackupschedule', { backupsStored: 31, cronParams: {} }],
		['a missing title', 'files/thirdparty', { providerKey: 'WebDav' }],
		['a wrong type in the query', 'backup/getbackupprogress?dump=maybe', undefined],
	])('to DocSpace with %s are recorded', async (_what, path, body) => {
		expect((await askPortal(used.sandbox, path, body)).status).toBe(400);
		expect(used.sandbox.violations()).toHaveLength(1);
	});

	it.each([
		['an unknown query parameter', 'backup/getbackupprogress?dumps=true', undefined],
		['an unknown member', 'backup/startbackup', { storageType: 4, moreover: true }],
		[
			'an unknown member deep inside',
			'backup/startbackup',
			{ storageType: 4, storageParams: [{ key: 'module', value: 'x', more: {} }] },
		],
	])('to DocSpace with %s are recorded, and answered as if it were not there', async (...row) => {
		const [, path, body] = row;
		expect((await askPortal(used.sandbox, path, body)).status).toBe(200);
		expect(used.sandbox.violations()).toHaveLength(1);
	});

	it('to DocSpace have their parameters in upper and lower case', async () => {
		const { sandbox } = used;
		sandbox.docSpace.settings.hosted = false;
		await askPortal(sandbox, 'backup/startbackup', { storageType: 4, dump: true });
		const of = async (query: string) =>
			(await (await askPortal(sandbox, `backup/getbackupprogress?${query}`)).json()).response;
		expect(await of('Dump=true')).toEqual(await of('dump=true'));
		expect(await of('DUMP=false')).toBeUndefined();
		expect(sandbox.violations()).toEqual([]);
	});

	it('with another media type than the contract has are recorded', async () => {
		const { sandbox } = used;
		const answer = await ask(`${sandbox.docSpace.url}/api/2.0/backup/startbackup`, {
			method: 'POST',
			headers: { ...asAdministrator(sandbox), 'content-type': 'text/plain' },
			body: '{}',
		});
		expect(answer.status).toBe(400);
		expect(sandbox.violations()).toEqual([
			expect.objectContaining({ messages: [expect.stringContaining('text/plain')] }),
		]);
	});

	it('with broken JSON are recorded', async () => {
		const { sandbox } = used;
		const answer = await ask(`${sandbox.docSpace.url}/api/2.0/backup/startbackup`, {
			method: 'POST',
			headers: { ...asAdministrator(sandbox), 'content-type': 'application/json' },
			body: '{"dump": tru',
		});
		expect(answer.status).toBe(400);
		expect(sandbox.violations()).toHaveLength(1);
	});

	it('to Acronis are refused with code 15, and recorded', async () => {
		const token = await signIn(used.sandbox);
		const both = { sync_and_share_node: { name: 'Folder', path: 'Folder' } };
		const answer = await askFiles(used.sandbox, token, 'sync_and_share_nodes', json(both));
		expect(answer.status).toBe(400);
		expect((await answer.json()).error).toMatchObject({ domain: 'Files', code: 15 });
		expect(used.sandbox.violations()).toHaveLength(1);
	});

	it('with a path that is not encoded are recorded', async () => {
		const { sandbox } = used;
		const path = '/storage/backup/root/100%.tar.gz';
		const answer = await ask(sandbox.docSpace.url + path, { headers: asAdministrator(sandbox) });
		expect(answer.status).toBe(400);
		expect(sandbox.violations()).toEqual([expect.objectContaining({ kind: 'request', path })]);
	});

	it('that no contract knows are recorded below the interface only', async () => {
		const { sandbox } = used;
		await askPortal(sandbox, 'backup/nosuchcall');
		await ask(`${sandbox.docSpace.url}/rooms/shared`);
		expect(sandbox.violations().map(({ path }) => path)).toEqual(['/api/2.0/backup/nosuchcall']);
	});
});

describe('answers', () => {
	let answer: Answer;
	let router: ContractRouter<undefined>;

	beforeAll(async () => {
		router = await ContractRouter.create<undefined>({
			contract: 'docspace.yaml',
			handlers: { ...handlersFor('docspace.yaml'), getBackupProgress: () => answer },
			security: { portal: () => undefined },
			invalid: () => ({ status: 400 }),
		});
	});

	async function problemsOf(wanted: Answer): Promise<string[]> {
		answer = wanted;
		const url = '/api/2.0/backup/getbackupprogress';
		const operation = router.match('GET', url);
		if (!operation) throw new Error('The contract has lost the operation');
		const problems: string[] = [];
		await router.answer(operation, {
			method: 'GET',
			url,
			headers: {},
			body: undefined,
			stream: new PassThrough(),
			address: '',
			violate: (kind, messages) =>
				problems.push(...messages.map((message) => `${kind}: ${message}`)),
		});
		return problems;
	}

	const envelope = { count: 0, links: [], status: 0, statusCode: 200 };

	it('that the contract has are let through', async () => {
		expect(await problemsOf({ status: 200, body: envelope })).toEqual([]);
		expect(await problemsOf({ status: 401 })).toEqual([]);
	});

	it.each([
		['an unknown status', { status: 418 }],
		['a missing body', { status: 200 }],
		['a body where there must be none', { status: 401, body: {} }],
		['a wrong member', { status: 200, body: { ...envelope, count: 'none' } }],
		['an unknown member', { status: 200, body: { ...envelope, extra: 1 } }],
	])('with %s are recorded', async (_what, wrong) => {
		expect(await problemsOf(wrong)).toEqual([expect.stringMatching(/^response: /)]);
	});
});
