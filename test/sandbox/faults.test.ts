import { together } from '../support/together';
import { ask, askFiles, askPortal, asAdministrator, json, signIn, useSandbox } from './support';

const used = useSandbox();

const progress = () => askPortal(used.sandbox, 'backup/getbackupprogress');
const startBackup = () => askPortal(used.sandbox, 'backup/startbackup', { storageType: 4 });

describe('a fault', () => {
	it('meets as many requests as it says, once by default', async () => {
		used.sandbox.faults.add({ operationId: 'getBackupProgress', status: 503 });
		used.sandbox.faults.add({ operationId: 'getBackupProgress', status: 502, times: 2, skip: 1 });
		const statuses: number[] = [];
		for (let turn = 0; turn < 5; turn += 1) statuses.push((await progress()).status);
		expect(statuses).toEqual([503, 200, 502, 502, 200]);
		expect(used.sandbox.faults.list().map(({ met }) => met)).toEqual([1, 2]);
	});

	it('may be for always, and is switched off alone or with all', async () => {
		const { faults } = used.sandbox;
		const { id } = faults.add({ origin: 'docSpace', times: 'always', status: 500 });
		for (let turn = 0; turn < 3; turn += 1) expect((await progress()).status).toBe(500);
		faults.remove(id);
		expect((await progress()).status).toBe(200);
		faults.add({ status: 500, times: 'always' });
		faults.clear();
		expect((await progress()).status).toBe(200);
	});

	it('is aimed by method and path', async () => {
		const { faults } = used.sandbox;
		faults.add({ method: 'post', path: '/api/2.0/backup/*', status: 500 });
		expect((await progress()).status).toBe(200);
		expect((await startBackup()).status).toBe(500);
		faults.add({ path: '/api/2.0/backup', status: 500 });
		expect((await progress()).status).toBe(200);
	});

	it('answers with headers and a body of its own, before anything is done', async () => {
		used.sandbox.faults.add({
			operationId: 'startBackup',
			status: 429,
			headers: { 'retry-after': '7' },
			body: { error: 'slow down' },
		});
		const answer = await startBackup();
		expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
		expect(await answer.json()).toEqual({ error: 'slow down' });
		expect(await (await progress()).json()).not.toHaveProperty('response');
		expect(used.sandbox.violations()).toEqual([]);
	});

	it('answers without a body, with a page, or with a way elsewhere', async () => {
		const { faults } = used.sandbox;
		faults.add({ status: 401 });
		expect(await (await progress()).text()).toBe('');
		faults.add({ html: true, status: 504 });
		const page = await progress();
		expect([page.status, page.headers.get('content-type')]).toEqual([
			504,
			'text/html; charset=utf-8',
		]);
		faults.add({ redirect: `${used.sandbox.acronis.url}/elsewhere` });
		const moved = await ask(`${used.sandbox.docSpace.url}/`, { redirect: 'manual' });
		expect([moved.status, moved.headers.get('location')]).toEqual([
			302,
			`${used.sandbox.acronis.url}/elsewhere`,
		]);
	});

	it('delays', async () => {
		used.sandbox.faults.add({ operationId: 'getBackupProgress', delayMilliseconds: 150 });
		const begin = performance.now();
		expect((await progress()).status).toBe(200);
		expect(performance.now() - begin).toBeGreaterThan(100);
	});

	it('cuts the connection before an answer, with the work not done', async () => {
		used.sandbox.faults.add({ operationId: 'startBackup', cut: true });
		await expect(startBackup()).rejects.toThrow('fetch failed');
		expect(await (await progress()).json()).not.toHaveProperty('response');
		expect(used.sandbox.requests()[0]).not.toHaveProperty('status');
	});

	it('loses the answer of work that is done, by a cut or by another answer', async () => {
		used.sandbox.faults.add({ operationId: 'startBackup', cut: true, afterWork: true });
		await expect(startBackup()).rejects.toThrow('fetch failed');
		const { taskId } = (await (await progress()).json()).response;
		used.sandbox.faults.add({ operationId: 'startBackup', status: 502, afterWork: true });
		used.clock.pass(2_000);
		expect((await startBackup()).status).toBe(502);
		expect((await (await progress()).json()).response.taskId).not.toBe(taskId);
	});

	it('cuts the connection within the body, or sends it slowly', async () => {
		const { sandbox, clock } = used;
		await startBackup();
		clock.pass(2_000);
		const { link } = (await (await progress()).json()).response;
		const download = () => ask(sandbox.docSpace.url + link, { headers: asAdministrator(sandbox) });
		const operationId = 'downloadTemporaryBackup';
		sandbox.faults.add({ operationId, cut: { afterBytes: 100_000 } });
		const answer = await download();
		expect(answer.status).toBe(200);
		let received = 0;
		const reading = (async () => {
			for await (const chunk of answer.body ?? []) received += chunk.length;
		})();
		await expect(reading).rejects.toThrow();
		expect(received).toBe(100_000);
		sandbox.faults.add({
			operationId,
			slowBody: { chunkBytes: 16 * 1024, pauseMilliseconds: 15 },
		});
		const begin = performance.now();
		// 16 pieces at least, with a pause behind each; a timer may be early, and the first pause may
		// be over before this clock starts, so half of them is what has to be seen.
		expect((await (await download()).arrayBuffer()).byteLength).toBe(256 * 1024);
		expect(performance.now() - begin).toBeGreaterThan(120);
	});

	it('that has its turn before an upload lets the client finish', async () => {
		const token = await signIn(used.sandbox);
		used.sandbox.faults.add({ operationId: 'uploadFile', status: 503 });
		const body = 'x'.repeat(2_000_000);
		const path = `sync_and_share_nodes/0/upload?filename=a&size=${body.length}`;
		const options = {
			method: 'POST',
			headers: { 'content-type': 'application/octet-stream' },
			body,
		};
		expect((await askFiles(used.sandbox, token, path, options)).status).toBe(503);
		expect((await askFiles(used.sandbox, token, path, options)).status).toBe(201);
	});
});

describe('the log', () => {
	it('names what was asked and how, and never a secret', async () => {
		const { sandbox } = used;
		const token = await signIn(sandbox);
		await askFiles(sandbox, token, 'audit_log?filter_severity=2');
		await progress();
		await ask(`${sandbox.docSpace.url}/?password=secret`);
		expect(sandbox.requests()).toEqual([
			expect.objectContaining({ operationId: 'issueToken', authentication: 'none', status: 200 }),
			expect.objectContaining({
				origin: 'acronis',
				method: 'GET',
				path: '/fc/api/v1/audit_log',
				query: { filter_severity: '2' },
				authentication: 'bearer',
			}),
			expect.objectContaining({ operationId: 'getBackupProgress', authentication: 'cookie' }),
			expect.objectContaining({ path: '/', query: {} }),
		]);
		const text = JSON.stringify([sandbox.requests(), sandbox.violations()]);
		const { docSpace, acronis } = sandbox;
		const secrets = [
			token,
			'secret',
			docSpace.credentials.adminCookie,
			acronis.users.admin.password,
		];
		for (const secret of secrets) expect(text).not.toContain(secret);
	});

	it('counts the requests in flight and their peak', async () => {
		const { sandbox } = used;
		together(sandbox, 'getBackupProgress', 12);
		await Promise.all(Array.from({ length: 12 }, progress));
		const body = json({ storageTyp: 1 }, asAdministrator(sandbox));
		await ask(`${sandbox.docSpace.url}/api/2.0/backup/startbackup`, body);
		while (sandbox.statistics().docSpace.inFlight > 0) await new Promise(setImmediate);
		expect(sandbox.statistics()).toMatchObject({
			docSpace: { requests: 13, inFlight: 0, peakInFlight: 12, violations: 1 },
			acronis: { requests: 0, peakInFlight: 0 },
		});
		sandbox.resetStatistics();
		expect(sandbox.statistics().docSpace).toEqual({
			requests: 0,
			inFlight: 0,
			peakInFlight: 0,
			violations: 0,
		});
	});
});
