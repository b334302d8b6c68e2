import { asAdministrator, ask, askPortal, json, useSandbox } from './support';

const used = useSandbox();

afterEach(() => {
	expect(used.sandbox.violations()).toEqual([]);
});

describe('a schedule', () => {
	const folder = [{ key: 'folderId', value: '10' }];
	const weekly = { period: 'EveryWeek', hour: 3, day: 7 };

	it('replaces the one before as a whole', async () => {
		const body = { storageType: 0, storageParams: folder, cronParams: weekly, backupsStored: 5 };
		const answer = await askPortal(used.sandbox, 'backup/createbackupschedule', body);
		expect((await answer.json()).response).toBe(true);
		await askPortal(used.sandbox, 'backup/createbackupschedule', {
			storageType: 4,
			cronParams: {},
		});
		expect((await used.sandbox.docSpace.state()).schedules).toEqual([
			{
				storageType: 4,
				storageParams: {},
				cronParams: { period: 0, hour: 0, day: 0 },
				backupsStored: 1,
				dump: false,
			},
		]);
	});

	it.each([
		['no time', { storageType: 4, cronParams: null }],
		['a weekday 8', { storageType: 4, cronParams: { ...weekly, day: 8 } }],
		['a weekday 0', { storageType: 4, cronParams: { ...weekly, day: 0 } }],
		['a day 32', { storageType: 4, cronParams: { period: 2, hour: 3, day: 32 } }],
		['no folder', { storageType: 0, cronParams: weekly }],
	])('with %s is 500', async (_what, body) => {
		const answer = await askPortal(used.sandbox, 'backup/createbackupschedule', body);
		expect(answer.status).toBe(500);
		expect((await used.sandbox.docSpace.state()).schedules).toEqual([]);
	});

	it('beyond the plan is 402', async () => {
		used.sandbox.docSpace.settings.planHasBackup = false;
		const body = { storageType: 4, cronParams: {} };
		expect((await askPortal(used.sandbox, 'backup/createbackupschedule', body)).status).toBe(402);
	});
});

describe('a third-party account', () => {
	function account(changes: object = {}) {
		const { login, password } = used.sandbox.docSpace.credentials.storage;
		const customerTitle = 'Off-site';
		return {
			customerTitle,
			providerKey: 'WebDav',
			url: 'https://dav.example',
			login,
			password,
			...changes,
		};
	}

	it('is answered as a folder, with its dates as texts of seven digits', async () => {
		const answer = await askPortal(used.sandbox, 'files/thirdparty', account());
		expect((await answer.json()).response).toMatchObject({
			id: 'sbox-1',
			title: 'Off-site',
			providerId: 1,
			providerKey: 'WebDav',
			created: '2026-03-01T15:00:00.0000000+03:00',
		});
	});

	it('is updated where its number is given, as a number or as a text', async () => {
		await askPortal(used.sandbox, 'files/thirdparty', account());
		for (const providerId of [1, '1']) {
			const answer = await askPortal(used.sandbox, 'files/thirdparty', account({ providerId }));
			expect((await answer.json()).response.id).toBe('sbox-1');
		}
		expect((await used.sandbox.docSpace.state()).thirdPartyAccounts).toHaveLength(1);
		const unknown = await askPortal(used.sandbox, 'files/thirdparty', account({ providerId: 9 }));
		expect(unknown.status).toBe(403);
	});

	const INVALID = 'System.InvalidOperationException';
	const refused = async (path: string, changes: object) => {
		const answer = await askPortal(used.sandbox, path, account(changes));
		return [answer.status, (await answer.json()).error?.type];
	};

	it.each(['files/thirdparty', 'files/thirdparty/backup'])('at %s is checked', async (path) => {
		const { settings } = used.sandbox.docSpace;
		expect(await refused(path, { providerKey: 'Floppy' })).toEqual([
			400,
			'System.ArgumentException',
		]);
		expect(await refused(path, { customerTitle: ' ' })).toEqual([403, INVALID]);
		for (const version of ['3.7', '3.5'] as const) {
			settings.version = version;
			expect(await refused(path, { password: 'no' })).toEqual([403, INVALID]);
		}
		settings.thirdPartyEnabled = false;
		expect(await refused(path, {})).toEqual([403, INVALID]);
	});

	it('that is changed keeps its address, kind and title, and names a wrong password otherwise', async () => {
		const { sandbox } = used;
		await askPortal(sandbox, 'files/thirdparty', account());
		const change = { providerId: 1, url: 'https://elsewhere.example', providerKey: 'Box' };
		const answer = await askPortal(
			sandbox,
			'files/thirdparty',
			account({ ...change, customerTitle: 'New' }),
		);
		expect((await answer.json()).response).toMatchObject({ title: 'Off-site' });
		expect((await sandbox.docSpace.state()).thirdPartyAccounts).toMatchObject([
			{ url: 'https://dav.example', providerKey: 'WebDav' },
		]);
		const type = 'System.UnauthorizedAccessException';
		const wrong = { providerId: 1, password: 'no' };
		expect(await refused('files/thirdparty', wrong)).toEqual([403, type]);
		sandbox.docSpace.settings.version = '3.6';
		expect(await refused('files/thirdparty', wrong)).toEqual([500, type]);
	});

	it('of Nextcloud is kept as one of WebDAV, and backs one room', async () => {
		const { sandbox } = used;
		const made = await askPortal(
			sandbox,
			'files/thirdparty',
			account({ providerKey: 'Nextcloud' }),
		);
		expect((await made.json()).response).toMatchObject({ providerKey: 'WebDav' });
		const room = { title: 'Archive', roomType: 5, tags: ['a'] };
		const first = await askPortal(sandbox, 'files/rooms/thirdparty/sbox-1', room);
		expect((await first.json()).response).not.toHaveProperty('tags');
		const second = await askPortal(sandbox, 'files/rooms/thirdparty/sbox-1', room);
		expect([second.status, (await second.json()).error.type]).toEqual([403, INVALID]);
		const unknown = await askPortal(sandbox, 'files/rooms/thirdparty/sbox-9', room);
		expect(unknown.status).toBe(500);
	});

	it('is deleted without the schedule that goes to it; the one for backups takes more along', async () => {
		const { sandbox } = used;
		const remove = async (id: number) =>
			await ask(`${sandbox.docSpace.url}/api/2.0/files/thirdparty/${id}`, {
				method: 'DELETE',
				headers: asAdministrator(sandbox),
			});
		await askPortal(sandbox, 'files/thirdparty/backup', account());
		for (let made = 2; made <= 12; made += 1) {
			await askPortal(sandbox, 'files/thirdparty', account());
		}
		const storageParams = [{ key: 'folderId', value: 'sbox-12' }];
		const body = { storageType: 1, storageParams, cronParams: {} };
		await askPortal(sandbox, 'backup/createbackupschedule', body);
		expect((await remove(12)).status).toBe(200);
		expect((await sandbox.docSpace.state()).schedules).toHaveLength(1);
		expect((await remove(1)).status).toBe(403);
		sandbox.docSpace.settings.deletesBackupAccount = true;
		expect((await remove(1)).status).toBe(200);
		expect((await sandbox.docSpace.state()).schedules).toEqual([]);
	});

	it('with a token is opened by the token', async () => {
		const { token } = used.sandbox.docSpace.credentials.storage;
		const body = { customerTitle: 'Box', providerKey: 'box', token };
		const answer = await askPortal(used.sandbox, 'files/thirdparty', body);
		expect((await answer.json()).response).toMatchObject({ id: 'box-1', providerKey: 'Box' });
	});

	it('needs the right to make rooms; the one for backups needs an administrator', async () => {
		const { url, credentials } = used.sandbox.docSpace;
		const save = async (path: string, cookie: string) => {
			const headers = { cookie: `asc_auth_key=${cookie}` };
			const answer = await ask(`${url}/api/2.0/${path}`, json(account(), headers));
			return [answer.status, (await answer.json()).error?.type];
		};
		expect(await save('files/thirdparty', credentials.userCookie)).toEqual([
			403,
			'System.InvalidOperationException',
		]);
		expect(await save('files/thirdparty', credentials.roomAdminCookie)).toEqual([200, undefined]);
		expect(await save('files/thirdparty/backup', credentials.roomAdminCookie)).toEqual([403, null]);
	});

	it('for backups is overwritten in place, and can be a backup’s target', async () => {
		const { sandbox } = used;
		await askPortal(sandbox, 'files/thirdparty/backup', account());
		const again = await askPortal(
			sandbox,
			'files/thirdparty/backup',
			account({ customerTitle: 'New' }),
		);
		expect((await again.json()).response).toMatchObject({ id: 'sbox-1', title: 'New' });
		const target = { storageType: 1, storageParams: [{ key: 'folderId', value: 'sbox-1' }] };
		const started = await ask(
			`${sandbox.docSpace.url}/api/2.0/backup/startbackup`,
			json(target, asAdministrator(sandbox)),
		);
		expect(started.status).toBe(200);
	});
});

it('a portal with a schedule drops records by itself whose storage it cannot reach', async () => {
	const { sandbox, clock } = used;
	await askPortal(sandbox, 'backup/startbackup', { storageType: 4 });
	clock.pass(5_000);
	sandbox.docSpace.settings.unreachableStorageTypes = [4];
	clock.pass(15 * 60_000);
	expect(await sandbox.docSpace.archives()).toHaveLength(1);
	await askPortal(sandbox, 'backup/createbackupschedule', { storageType: 4, cronParams: {} });
	clock.pass(15 * 60_000);
	await askPortal(sandbox, 'backup/getbackupprogress');
	expect(await sandbox.docSpace.archives()).toEqual([]);
});

it.each([
	['3.7', [1, 2]],
	['3.8', [2, 1]],
] as const)('events of one moment stand in the order of %s', async (version, order) => {
	const { sandbox } = used;
	sandbox.docSpace.settings.version = version;
	const date = '2026-06-01T12:00:00.000Z';
	sandbox.docSpace.appendAuditEvents([{ date }, { date }]);
	const answer = await askPortal(sandbox, 'security/audit/events/filter');
	expect((await answer.json()).response).toMatchObject(order.map((id) => ({ id })));
});
