import { retryTiming } from '../../../nodes/shared/http/exchange/retry';
import { fileItem } from '../../support/binaryData';
import { runNode, searchList } from '../../support/engine';
import type { Gateway } from '../../support/gateway';
import { proxy, tlsGateway } from '../../support/gateway';
import { PublishedTrigger } from '../../support/polls';
import { emptyItems, runsAt } from '../../support/runs';
import { useSandbox } from '../../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

const gateways: Gateway[] = [];
async function opened(gateway: Promise<Gateway>): Promise<Gateway> {
	gateways.push(await gateway);
	return await gateway;
}
afterEach(async () => {
	for (const gateway of gateways.splice(0)) await gateway.close();
});

const INSECURE = { allowUnauthorizedCerts: true };
const NOT_TRUSTED = /^The certificate of \w+ is not trusted$/;

/** Operations that ask for more than one thing. */
const upload = async (folder: string) =>
	runs.upload(
		{
			folder: { __rl: true, mode: 'path', value: folder },
			ifExists: 'skip',
			options: { createMissing: true },
		},
		{ input: [await fileItem(Buffer.from('x'), 'a.txt')] },
	);
const startBackup = async () => runs.startBackup();

describe('n8n’s Request Options hold for every request of an operation', () => {
	it.each([
		['DocSpace', startBackup, 3],
		['Acronis', async () => await upload('/A/B'), 4],
	])('Proxy: %s', async (_service, run, least) => {
		const { url, paths } = await opened(proxy());
		const usual = await run();
		const parameters = { ...usual.parameters, requestOptions: { proxy: url } };
		const { error } = await runNode({ ...usual, parameters });
		expect(error).toBeUndefined();
		const asked = at.requests().filter(({ operationId }) => operationId !== 'issueToken');
		expect(asked.length).toBeGreaterThanOrEqual(least);
		expect(paths).toEqual(asked.map(({ path }) => path));
	});

	it('Proxy: the question after which n8n renews a token', async () => {
		const { url, paths } = await opened(proxy());
		at.sandbox.faults.add({ operationId: 'uploadFile', status: 401 });
		const usual = await upload('/');
		const parameters = { ...usual.parameters, requestOptions: { proxy: url } };
		const { error } = await runNode({ ...usual, parameters });
		expect(error).toBeUndefined();
		const asked = at.requests().filter(({ operationId }) => operationId !== 'issueToken');
		expect(asked.filter(({ operationId }) => operationId === 'uploadFile')).toHaveLength(2);
		expect(paths).toEqual(asked.map(({ path }) => path));
	});

	it('Ignore SSL Issues', async () => {
		const { url, paths } = await opened(tlsGateway(at.sandbox.docSpace.url));
		const credential = at.docSpace({ portalUrl: url });
		const refused = await runNode(runs.startBackup({}, { credential }));
		expect(refused.error?.message).toMatch(NOT_TRUSTED);
		const { error } = await runNode(runs.startBackup({ requestOptions: INSECURE }, { credential }));
		expect(error).toBeUndefined();
		expect(paths.length).toBeGreaterThanOrEqual(3);
	});

	it.each([
		['timeout', 'Timeout'],
		['idleTimeoutSeconds', 'Idle Timeout (Seconds)'],
	])('%s: refuses what is no time', async (name, displayName) => {
		for (const value of [-1, 'soon', 1.5]) {
			const { error } = await runNode(runs.getProgress({ requestOptions: { [name]: value } }));
			expect(error?.message).toContain(displayName);
		}
		expect(at.requests()).toEqual([]);
	});

	it('Idle Timeout: a longer pause is waited for when somebody wants that', async () => {
		const { backup } = at.sandbox.docSpace.settings;
		Object.assign(backup, { durationMilliseconds: 0, archiveBytes: 100_000 });
		const link = String((await runNode(runs.startBackup())).items[0]?.json.link);
		const slowBody = { chunkBytes: 100_000, pauseMilliseconds: 1_500 };
		const fault = { operationId: 'downloadTemporaryBackup', slowBody, times: 'always' as const };
		at.sandbox.faults.add(fault);
		const run = async (idleTimeoutSeconds: number) =>
			await runNode(runs.download({ link, requestOptions: { idleTimeoutSeconds } }));
		jest.replaceProperty(retryTiming, 'tries', 1);
		expect((await run(1)).error?.message).toBe('DocSpace does not answer');
		expect((await run(10)).error).toBeUndefined();
	});
});

describe('a credential that ignores SSL issues', () => {
	const file = {
		resource: 'file',
		operation: 'delete',
		file: { __rl: true, mode: 'list', value: '' },
	};

	it('is enough for the sign-in, an operation and a list of Acronis', async () => {
		const { url, paths } = await opened(tlsGateway(at.sandbox.acronis.url));
		const credential = at.acronis({ dataCenterUrl: url, ...INSECURE });
		const input = [await fileItem(Buffer.from('x'), 'a.txt')];
		expect((await runNode(runs.upload({}, { input, credential }))).error).toBeUndefined();
		const { results } = await searchList(
			{ node: 'acronisFiles', parameters: file, credential },
			'searchFiles',
		);
		expect(results).toHaveLength(1);
		expect(paths).toContain('/api/2/idp/token');
	});

	it('is enough for a request without the credential', async () => {
		const { url, paths } = await opened(tlsGateway(at.sandbox.docSpace.url));
		const getProgress = (data: object) =>
			runNode({
				node: 'docSpaceBackup',
				parameters: { resource: 'restore', operation: 'getProgress' },
				credential: at.docSpace({ portalUrl: url, ...data }),
			});
		expect((await getProgress({})).error?.message).toMatch(NOT_TRUSTED);
		expect((await getProgress(INSECURE)).error).toBeUndefined();
		expect(paths.length).toBeGreaterThan(0);
	});

	it('is needed for the sign-in', async () => {
		const { url, paths } = await opened(tlsGateway(at.sandbox.acronis.url));
		const credential = at.acronis({ dataCenterUrl: url });
		const { error } = await runNode({ ...(await upload('/A')), credential });
		expect(error?.message).toMatch(NOT_TRUSTED);
		expect(paths).toEqual([]);
	});

	it.each(['bearer', 'cookie'])('is enough for a trigger of DocSpace, by %s', async (method) => {
		const { url, paths } = await opened(tlsGateway(at.sandbox.docSpace.url));
		const { adminApiKey, adminCookie } = at.sandbox.docSpace.credentials;
		const apiKey = method === 'bearer' ? adminApiKey : adminCookie;
		const trigger = new PublishedTrigger({
			node: 'docSpaceBackupTrigger',
			parameters: { event: 'loginEvent' },
			credential: at.docSpace({ portalUrl: url, method, apiKey, ...INSECURE }),
		});
		await trigger.activate();
		expect(paths.length).toBeGreaterThan(0);
	});
});

describe('Requests at Once', () => {
	const many = async (requestsAtOnce: unknown) => {
		at.sandbox.faults.add({
			operationId: 'getBackupProgress',
			delayMilliseconds: 20,
			times: 'always',
		});
		at.sandbox.resetStatistics();
		const usual = runs.getProgress({ requestOptions: { requestsAtOnce } as never });
		return await runNode({ ...usual, input: emptyItems(60) });
	};

	it.each([1, 3])('of %d are never more', async (most) => {
		const { items, error } = await many(most);
		expect([error, items.length]).toEqual([undefined, 60]);
		expect(at.sandbox.statistics().docSpace.peakInFlight).toBe(most);
	});

	it.each([
		[0, 'from 1'],
		[257, '256'],
		['all', 'Requests at Once'],
	])('of %p are refused before anything is sent', async (wrong, words) => {
		const { error } = await many(wrong);
		expect(error?.message).toContain('Requests at Once');
		expect(error?.message).toContain(words);
		expect(at.requests()).toEqual([]);
	});
});
