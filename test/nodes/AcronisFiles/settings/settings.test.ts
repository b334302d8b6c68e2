import { useSandbox } from '../../../support/sandbox';
import { only, operationAt } from '../support';

const at = useSandbox();
const get = operationAt(at, 'settings', 'get');
const update = operationAt(at, 'settings', 'update');
const bodies = () =>
	at.requests().flatMap(({ method, operationId }) => (method === 'PUT' ? [operationId] : []));

const PAGES: [string, string, Record<string, boolean | number | string>][] = [
	[
		'auditLog',
		'updateAuditLogSettings',
		{ purge_logs_older_than_enabled: true, purge_logs_older_than_n: 3 },
	],
	[
		'purgingPolicies',
		'updatePurgingPolicies',
		{ only_keep_n_revisions_enabled: true, purge_revisions_older_than_units: 'weeks' },
	],
	[
		'security',
		'updateSecuritySettings',
		{ node_share_link_enable: false, node_share_link_ttl_max: 30 },
	],
	[
		'server',
		'updateServerSettings',
		{ default_locale: 'de', notification_admin_email: 'a@b.example,c@d.example' },
	],
	[
		'webPreview',
		'updateWebPreviewSettings',
		{ web_preview_enabled: false, max_cache_size_mb: 251 },
	],
];

describe.each(PAGES)('the page %s', (group, operationId, changes) => {
	const fields = { group, [`${group}Changes`]: changes };

	it('is changed in what was set only, in the form that it takes', async () => {
		const before = only(await get({ group }));
		const after = only(await update(fields));
		expect(after).toEqual({
			...before,
			...changes,
			changed: true,
			changedSettings: expect.arrayContaining(Object.keys(changes)),
		});
		expect(only(await get({ group }))).toEqual({ ...before, ...changes });
	});

	it('is left alone when all is as wanted', async () => {
		await update(fields);
		const json = only(await update(fields));
		expect(json).toMatchObject({ ...changes, changed: false, changedSettings: [] });
		expect(bodies()).toEqual([operationId]);
	});

	it('is written all the same when that is wanted', async () => {
		await update(fields);
		expect(only(await update({ ...fields, write: 'all' }))).toMatchObject({ changed: false });
		expect(bodies()).toEqual([operationId, operationId]);
	});

	it('is changed once more after an answer was lost', async () => {
		at.sandbox.faults.add({ operationId, cut: true, afterWork: true });
		expect(only(await update(fields))).toMatchObject({ ...changes, changed: true });
	});

	it('is refused without a change', async () => {
		const { error } = await update({ group });
		expect(error?.message).toBe('Changes has no changes');
		expect(at.requests()).toEqual([]);
	});
});

it('says which settings a service has changed beyond what was asked', async () => {
	at.sandbox.acronis.settings.files.settingsReplaced = true;
	await update({ group: 'auditLog', auditLogChanges: { purge_logs_older_than_n: 5 } });
	const changes = { purge_logs_older_than_units: 'days' };
	const { changedSettings } = only(await update({ group: 'auditLog', auditLogChanges: changes }));
	expect(changedSettings).toEqual(
		expect.arrayContaining(['purge_logs_older_than_units', 'purge_logs_older_than_n']),
	);
});

it('works on the tenant that is chosen, for each item on its own', async () => {
	const { own, child } = at.sandbox.acronis.tenantIds;
	const changes = { allow_collaborators_to_invite: false };
	const input = [own, child].map((id) => ({ json: { id } }));
	await update({ group: 'security', securityChanges: changes, options: { tenantId: own } });
	const outcome = await update(
		{ group: 'security', securityChanges: changes, options: { tenantId: '={{ $json.id }}' } },
		{ input },
	);
	expect(outcome.items.map(({ json }) => json.changed)).toEqual([false, true]);
});

it.each([
	['auditLog', { purge_logs_older_than_n: 0 }, 'Purge Old Entries: Age is not a whole number'],
	[
		'auditLog',
		{ purge_logs_older_than_units: 'years' },
		'Purge Old Entries: Unit is not one of the options',
	],
	['webPreview', { max_cache_size_mb: 250 }, 'Cache Size (MB) is not a whole number from 251'],
	['webPreview', { office_online_wopi_url: 'office' }, 'Office Online: Address is not an address'],
	[
		'server',
		{ notification_admin_email: 'ann' },
		'Notify Administrators: Addresses contains "ann"',
	],
	['server', { server_name: null }, 'Server Name has no value'],
	['security', { node_share_link_enable: 'no' }, 'Links is neither true nor false'],
])('refuses %s %j before anything is sent', async (group, changes, message) => {
	const wrong = Object.fromEntries(
		Object.entries(changes).map(([name, value]) => [name, `={{ ${JSON.stringify(value)} }}`]),
	);
	const { error } = await update({ group, [`${group}Changes`]: wrong });
	expect(error?.message).toContain(message);
	expect(at.requests()).toEqual([]);
});

it('refuses a setting whose expression finds nothing, and does not leave it out', async () => {
	const auditLogChanges = {
		purge_logs_older_than_n: 3,
		purge_logs_older_than_enabled: '={{ $json.absent }}',
	};
	const { error } = await update({ group: 'auditLog', auditLogChanges });
	expect(error?.message).toBe('Purge Old Entries has no value');
	expect(at.requests()).toEqual([]);
});

it('says what to look at when the service refuses a change', async () => {
	at.sandbox.faults.add({
		operationId: 'updateServerSettings',
		status: 400,
		body: { error: { domain: 'Files', code: 15, message: 'Not 7 minutes' } },
	});
	const { error } = await update({ group: 'server', serverChanges: { server_name: 'Other' } });
	expect(error).toMatchObject({
		message: 'Acronis refused the settings',
		description:
			'Check the values that were added, and that they are consistent. Acronis says: Not 7 minutes',
	});
});

it('says who may read them', async () => {
	const { login: username, password } = at.sandbox.acronis.users.user;
	const { error } = await get(
		{ group: 'security' },
		{ credential: at.acronis({ username, password }) },
	);
	expect(error?.description).toContain('Use a credential of an administrator');
});
