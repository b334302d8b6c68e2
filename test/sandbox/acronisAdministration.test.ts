import { askFiles, json, signIn, useSandbox } from './support';

const used = useSandbox();
const DAY = 86_400_000;
let token: string;

beforeEach(async () => {
	token = await signIn(used.sandbox);
});

async function upload(content: string): Promise<string> {
	const path = `sync_and_share_nodes/0/upload?filename=a.txt&size=${content.length}`;
	const headers = { 'content-type': 'application/octet-stream' };
	const options = { method: 'POST', headers, body: content };
	const answer = await askFiles(used.sandbox, token, path, options);
	return (await answer.json()).uuid;
}

/** Changes a page of settings, and gives the answer's status. */
async function change(page: string, body: object): Promise<number> {
	const options = { ...json(body), method: 'PUT' };
	return (await askFiles(used.sandbox, token, `settings/${page}`, options)).status;
}

it('takes switches of two pages as texts only, and shows them as switches', async () => {
	const wanted = { purge_logs_older_than_enabled: 'true' };
	expect(await change('audit_log', { audit_log_settings: wanted })).toBe(204);
	const answer = await askFiles(used.sandbox, token, 'settings/audit_log');
	expect(await answer.json()).toMatchObject({ purge_logs_older_than_enabled: true });
	expect(used.sandbox.violations()).toEqual([]);
	expect(
		await change('audit_log', { audit_log_settings: { purge_logs_older_than_enabled: true } }),
	).toBe(400);
	expect(used.sandbox.violations()).toHaveLength(1);
});

it('wraps the web preview page in another name than its own', async () => {
	expect(await change('web_preview', { settings: { max_cache_size_mb: 251 } })).toBe(204);
	expect(await change('web_preview', { web_preview_settings: {} })).toBe(400);
});

it('keeps the settings of the tenant below apart', async () => {
	const { child } = used.sandbox.acronis.tenantIds;
	const body = { server_settings: { server_name: 'Child' } };
	expect(await change(`server?tenant_id=${child}`, body)).toBe(204);
	const own = await askFiles(used.sandbox, token, 'settings/server');
	expect(await own.json()).toMatchObject({ server_name: 'Files' });
});

it('lets administrators only, and says so in words of its own', async () => {
	token = await signIn(used.sandbox, 'user');
	for (const path of ['devices', 'settings/security', 'audit_log']) {
		const answer = await askFiles(used.sandbox, token, path);
		expect(answer.status).toBe(403);
		expect((await answer.json()).error.message).toContain('Administrative permissions');
	}
});

describe('the daily purge', () => {
	it('forgets old rows of the audit log, and writes a row itself', async () => {
		used.sandbox.acronis.appendAuditRows({ count: 5 });
		const audit_log_settings = {
			purge_logs_older_than_enabled: 'true',
			purge_logs_older_than_n: 2,
			purge_logs_older_than_units: 'days',
		};
		await change('audit_log', { audit_log_settings });
		used.clock.pass(DAY);
		used.sandbox.acronis.purge();
		expect(used.sandbox.acronis.state().auditRows).toBe(6);
		used.clock.pass(1.5 * DAY);
		used.sandbox.acronis.purge();
		expect(used.sandbox.acronis.state().auditRows).toBe(2);
	});

	it('takes old contents away, but never the newest', async () => {
		for (const content of ['one', 'two', 'three']) await upload(content);
		const purging_policies_settings = {
			only_keep_n_revisions_enabled: true,
			only_keep_n_revisions: 1,
		};
		await change('purging_policies', { purging_policies_settings });
		used.sandbox.acronis.purge();
		const uuid = used.sandbox.acronis.files()[0]?.uuid ?? '';
		const answer = await askFiles(used.sandbox, token, `sync_and_share_nodes/${uuid}/revisions`);
		expect(await answer.json()).toMatchObject([
			{ purged: true },
			{ purged: true },
			{ purged: false, is_latest: true },
		]);
	});

	it('forgets deleted files when they are old enough', async () => {
		const uuid = await upload('one');
		await askFiles(used.sandbox, token, `sync_and_share_nodes/${uuid}`, { method: 'DELETE' });
		const purging_policies_settings = {
			purge_deleted_files_older_than_enabled: true,
			purge_deleted_files_older_than_n: 1,
			purge_deleted_files_older_than_units: 'days',
		};
		await change('purging_policies', { purging_policies_settings });
		const listed = async () => {
			const answer = await askFiles(used.sandbox, token, 'sync_and_share_nodes/0/contents');
			return await answer.json();
		};
		used.sandbox.acronis.purge();
		expect(await listed()).toMatchObject([{ uuid, is_deleted: true }]);
		used.clock.pass(2 * DAY);
		token = await signIn(used.sandbox);
		used.sandbox.acronis.purge();
		expect(await listed()).toEqual([]);
	});
});
