import { type Answer, asAdministrator, ask, askPortal, useSandbox } from './support';

const used = useSandbox();

async function backupId(): Promise<string> {
	const { sandbox, clock } = used;
	const started = await askPortal(sandbox, 'backup/startbackup', { storageType: 4 });
	clock.pass(2_000);
	return (await started.json()).response.taskId;
}

async function restoreProgress(headers: Record<string, string> = {}): Promise<Answer> {
	return await ask(`${used.sandbox.docSpace.url}/api/2.0/backup/getrestoreprogress`, { headers });
}

describe('a restore', () => {
	it('locks the portal for all but its progress, and leaves every old credential dead', async () => {
		const { sandbox, clock } = used;
		const old = { ...sandbox.docSpace.credentials };
		const oldHeaders = asAdministrator(sandbox);
		const started = await askPortal(sandbox, 'backup/startrestore', { backupId: await backupId() });
		const { response } = await started.json();
		expect(response).toEqual({
			isCompleted: false,
			progress: 10,
			error: '',
			tenantId: 1,
			backupProgressEnum: 1,
			status: 1,
			taskId: expect.any(String),
		});
		const locked = await askPortal(sandbox, 'backup/getbackupprogress');
		expect(locked.status).toBe(403);
		expect(await locked.json()).toMatchObject({ title: 'Forbidden', status: 403 });
		clock.pass(1_500);
		expect((await (await restoreProgress()).json()).response.progress).toBe(75);
		clock.pass(500);
		expect((await (await restoreProgress(oldHeaders)).json()).response).toMatchObject({
			isCompleted: true,
			progress: 100,
			tenantId: 2,
		});
		expect((await restoreProgress({ authorization: `Bearer ${old.adminApiKey}` })).status).toBe(
			403,
		);
		const url = `${sandbox.docSpace.url}/api/2.0/backup/getbackupprogress`;
		expect((await ask(url, { headers: oldHeaders })).status).toBe(401);
		expect((await ask(url, { headers: asAdministrator(sandbox) })).status).toBe(200);
		expect(sandbox.violations()).toEqual([]);
	});

	it('is nowhere for a moment, while the portal becomes another one', async () => {
		const { sandbox, clock } = used;
		sandbox.docSpace.settings.restore.hiddenMilliseconds = 100;
		await askPortal(sandbox, 'backup/startrestore', { backupId: await backupId() });
		clock.pass(1_899);
		expect((await restoreProgress()).status).toBe(200);
		clock.pass(1);
		expect((await restoreProgress()).status).toBe(404);
		clock.pass(100);
		expect((await restoreProgress()).status).toBe(200);
		expect(sandbox.violations()).toEqual([]);
	});

	it('may fail, and the portal goes on as before', async () => {
		const { sandbox, clock } = used;
		sandbox.docSpace.settings.restore.outcome = 'failed';
		await askPortal(sandbox, 'backup/startrestore', { backupId: await backupId() });
		clock.pass(2_000);
		expect((await (await restoreProgress()).json()).response).toMatchObject({
			isCompleted: true,
			error: 'Backup not found',
			tenantId: 1,
		});
		expect((await askPortal(sandbox, 'backup/getbackupprogress')).status).toBe(200);
	});

	it('may stay at nothing when its worker is dead', async () => {
		const { sandbox, clock } = used;
		sandbox.docSpace.settings.restore.outcome = 'deadWorker';
		await askPortal(sandbox, 'backup/startrestore', { backupId: await backupId() });
		clock.pass(60 * 60 * 1000);
		expect((await (await restoreProgress()).json()).response).toMatchObject({
			progress: 0,
			status: 0,
		});
	});

	it.each([
		['an unknown backup', { backupId: '00000000-0000-4000-8000-000000000000' }, 404],
		['neither a backup nor a file', { backupId: '', storageType: 4 }, 500],
	])('of %s is refused', async (_what, body, status) => {
		expect((await askPortal(used.sandbox, 'backup/startrestore', body)).status).toBe(status);
	});

	it('needs the member backupId from 3.5 on', async () => {
		const { sandbox } = used;
		const body = { storageType: 4, storageParams: [{ key: 'filePath', value: '7' }] };
		sandbox.docSpace.settings.version = '3.5';
		const answer = await askPortal(sandbox, 'backup/startrestore', body);
		expect(answer.status).toBe(400);
		expect(await answer.json()).not.toHaveProperty('error');
		expect(sandbox.violations()).toHaveLength(1);
		sandbox.docSpace.settings.version = '3.1';
		expect((await askPortal(sandbox, 'backup/startrestore', body)).status).toBe(200);
	});

	it('beyond the plan is 402', async () => {
		used.sandbox.docSpace.settings.planHasRestore = false;
		const body = { backupId: await backupId() };
		expect((await askPortal(used.sandbox, 'backup/startrestore', body)).status).toBe(402);
	});

	it('that never was has no response', async () => {
		expect(await (await restoreProgress()).json()).not.toHaveProperty('response');
	});

	it('shows its progress to no key without the scope from 3.7 on', async () => {
		const { sandbox } = used;
		const { readOnlyApiKey } = sandbox.docSpace.credentials;
		expect((await restoreProgress({ authorization: `Bearer ${readOnlyApiKey}` })).status).toBe(200);
		expect((await restoreProgress({ authorization: 'Bearer sk-unknown' })).status).toBe(403);
	});
});
