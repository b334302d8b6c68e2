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

	it.each(['files/thirdparty', 'files/thirdparty/backup'])('at %s is checked', async (path) => {
		const { sandbox } = used;
		const refused = async (changes: object) => {
			const answer = await askPortal(sandbox, path, account(changes));
			return [answer.status, (await answer.json()).error.type];
		};
		expect(await refused({ providerKey: 'Floppy' })).toEqual([400, 'System.ArgumentException']);
		expect(await refused({ customerTitle: ' ' })).toEqual([
			403,
			'System.InvalidOperationException',
		]);
		expect(await refused({ password: 'no' })).toEqual([403, 'System.UnauthorizedAccessException']);
		sandbox.docSpace.settings.version = '3.6';
		expect(await refused({ password: 'no' })).toEqual([500, 'System.UnauthorizedAccessException']);
		sandbox.docSpace.settings.thirdPartyEnabled = false;
		expect(await refused({})).toEqual([403, null]);
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
