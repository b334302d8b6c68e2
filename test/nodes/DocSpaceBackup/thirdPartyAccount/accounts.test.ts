import { computed } from '../../../support/runs';
import { nodeClass } from '../../../support/nodeTypes';
import { useSandbox } from '../../../support/sandbox';
import { operationAt, webDavAccount } from '../support';

const at = useSandbox();
const operation = (name: string) => operationAt(at, 'thirdPartyAccount', name);
const create = operation('create');
const update = operation('update');
const remove = operation('delete');
const createRoom = operation('createRoom');
const wrongPassword = () => ({ storage: at.storageAccount({ password: 'not-this-one' }) });

describe('Get Many', () => {
	it('names members as the other operations do, with the folder that backups take', async () => {
		await create(webDavAccount());
		const { token } = at.sandbox.docSpace.credentials.storage;
		const storage = at.storageAccount({ openedWith: 'code', token });
		await create({ providerKey: 'Box', customerTitle: 'Box' }, { storage });
		const { items } = await operation('getAll')();
		expect(items.map(({ json }) => json)).toEqual([
			{
				providerId: 1,
				providerKey: 'WebDav',
				title: 'Off-site',
				folderId: 'sbox-1',
				corporate: false,
				roomsStorage: true,
			},
			expect.objectContaining({ providerId: 2, folderId: 'box-2' }),
		]);
	});

	it('gives no item where there is none', async () => {
		expect((await operation('getAll')()).items).toEqual([]);
	});
});

describe('the folder of an account', () => {
	it('has names beside numbers and dates in UTC', async () => {
		const { items } = await create(webDavAccount());
		expect(items[0]?.json).toEqual({
			folderId: 'sbox-1',
			title: 'Off-site',
			providerId: 1,
			providerKey: 'WebDav',
			rootFolderType: 14,
			rootFolderTypeName: 'VirtualRooms',
			created: expect.stringMatching(/\.\d{3}Z$/),
			updated: expect.stringMatching(/\.\d{3}Z$/),
		});
	});

	it('comes whole without Simplify', async () => {
		const { items } = await create(webDavAccount({ simplify: false }));
		expect(items[0]?.json).toMatchObject({ access: 0, accessName: 'None', filesCount: 0 });
	});
});

describe('Update', () => {
	it('says on the screen what the portal keeps', () => {
		const notices = nodeClass('docSpaceBackup').description.properties.filter(
			({ type, displayOptions }) =>
				type === 'notice' &&
				displayOptions?.show?.resource?.includes('thirdPartyAccount') &&
				displayOptions.show.operation?.includes('update'),
		);
		expect(notices.map(({ displayName }) => displayName)).toEqual([
			expect.stringContaining('A new address needs a new account.'),
		]);
	});

	it.each(['1', 'sbox-1'])('takes the account %s', async (accountId) => {
		await create(webDavAccount());
		const { items, error } = await update(webDavAccount({ accountId }));
		expect(error).toBeUndefined();
		expect(items[0]?.json.providerId).toBe(1);
		expect((await at.sandbox.docSpace.state()).thirdPartyAccounts).toHaveLength(1);
	});

	it('sends what the portal takes of a change, and nothing else', async () => {
		await create(webDavAccount());
		const storage = at.storageAccount({ url: 'https://elsewhere.example' });
		const { items, error } = await update({ accountId: '1' }, { storage });
		expect(error).toBeUndefined();
		expect(items[0]?.json.title).toBe('Off-site');
		const [account] = (await at.sandbox.docSpace.state()).thirdPartyAccounts;
		expect(account?.url).toBe(String(at.storageAccount().data.url));
	});

	it.each(['3.1', '3.6', '3.7'] as const)('names a wrong password on %s', async (version) => {
		at.sandbox.docSpace.settings.version = version;
		const made = await create(webDavAccount(), wrongPassword());
		expect(made.error).toMatchObject({
			message: 'The portal did not connect the storage account',
			description: expect.stringContaining('The portal says: Anmeldung am Speicher abgelehnt'),
		});
		await create(webDavAccount());
		const wrong = await update({ accountId: '1' }, wrongPassword());
		expect(wrong.error?.message).toBe('The storage refused the user name and password');
	});

	it('refuses an account that is not there, and a credential that does not open it', async () => {
		await create(webDavAccount());
		const unknown = await update({ accountId: '9' });
		expect(unknown.error?.message).toBe('Account ID is not an account of the owner of the key');
		const storage = at.storageAccount({ openedWith: 'code', login: '', password: '', token: 'c' });
		const other = await update({ accountId: '1' }, { storage });
		expect(other.error?.message).toBe('Login is empty');
		expect(at.requests('saveThirdParty')).toHaveLength(1);
	});
});

describe('Delete', () => {
	it.each<[unknown, string]>([
		['sbox-13', 'the confirmation that account 12 is deleted'],
		['sbox-2', 'the confirmation that account 12 is deleted'],
		[['sbox-12'], 'a confirmation'],
		['error-1 happened', 'a confirmation'],
		['not-1-deleted', 'a confirmation'],
		['error 12', 'a confirmation'],
	])('takes the answer %j for no confirmation', async (response, what) => {
		const body = { response, count: 1, links: [], status: 0, statusCode: 200 };
		at.sandbox.faults.add({ operationId: 'deleteThirdParty', status: 200, body, times: 'always' });
		const { items, error } = await remove({ accountId: '12' });
		expect([items, error?.message]).toEqual([[], `DocSpace answered without ${what}`]);
	});

	it('deletes an account; a schedule that goes to it stays, as the screen says', async () => {
		await create(webDavAccount());
		const set = operationAt(at, 'backupSchedule', 'createOrUpdate');
		await set({ storageType: 1, thirdPartyFolderId: 'sbox-1' });
		const { items } = await remove({ accountId: 1 });
		expect(items[0]?.json).toEqual({ deleted: true, providerId: 1, folderId: 'sbox-1' });
		const state = await at.sandbox.docSpace.state();
		expect([state.thirdPartyAccounts.length, state.schedules.length]).toEqual([0, 1]);
	});

	it('says what status 403 means here', async () => {
		const { error } = await remove({ accountId: '7' });
		expect(error).toMatchObject({
			message: 'The owner of the key has no third-party account with this ID',
			httpCode: '403',
		});
	});

	it.each(['', 'first', '-1', '1/2', '99999999999'])('sends nothing for %j', async (accountId) => {
		const { error } = await remove({ accountId: computed(accountId) });
		expect(error?.message).toBe('Account ID is not the ID of a third-party account');
		expect(at.requests()).toEqual([]);
	});
});

describe('the kinds of storage', () => {
	it('are listed with what is set up', async () => {
		const all = await operation('getManyProviders')({ returnAll: true });
		expect(all.items.at(-1)?.json).toMatchObject({ key: 'WebDav', connected: true, oauth: false });
		expect(all.items.map(({ json }) => json.name)).not.toContain('Yandex');
		const some = await operation('getManyProviders')({ returnAll: true, excludeWebDav: true });
		expect(some.items.length).toBeLessThan(all.items.length);
	});

	it('that can be connected are named', async () => {
		const { items } = await operation('getManyCapabilities')({ returnAll: true });
		expect(items[0]?.json.clientId).toBe('client-of-the-portal');
		expect(items.at(-1)?.json).toEqual({
			providerKey: 'WebDav',
			clientId: null,
			redirectUri: null,
		});
	});

	it('are none while third-party storage is switched off', async () => {
		const set = operation('setAvailability');
		expect((await set({ available: false })).items[0]?.json).toEqual({ enabled: false });
		expect((await operation('getManyCapabilities')()).items).toEqual([]);
		expect((await create(webDavAccount())).error?.message).toBe(
			'The portal did not connect the storage account',
		);
		expect((await set({ available: true })).items[0]?.json).toEqual({ enabled: true });
	});

	it('have no common folders', async () => {
		expect((await operation('getManyCommonFolders')()).items).toEqual([]);
	});
});

describe('Create Room', () => {
	it('makes a room on the account', async () => {
		await create(webDavAccount());
		const room = { thirdPartyFolderId: 'sbox-1', title: 'Archive', roomType: 6 };
		const options = { tags: 'archive, 2026', indexing: true, createAsNewFolder: true };
		const { items, error } = await createRoom({ ...room, options });
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({
			title: 'Archive',
			roomType: 6,
			roomTypeName: 'Public',
		});
	});

	it('says that an account backs one room only, and which folder is unknown', async () => {
		await create(webDavAccount());
		await createRoom({ thirdPartyFolderId: 'sbox-1', title: 'First' });
		const second = await createRoom({ thirdPartyFolderId: 'sbox-1', title: 'Second' });
		expect(second.error?.message).toBe('The account cannot back this room');
		const unknown = await createRoom({ thirdPartyFolderId: 'sbox-9', title: 'Third' });
		expect(unknown.error?.message).toBe('The portal has no such folder on a third-party account');
	});

	it.each([
		['System.UnauthorizedAccessException', 'The storage refused the user name and password'],
		['System.TimeoutException', 'DocSpace could not process the request (status 500)'],
	])('does not call a %s an unknown folder', async (type, message) => {
		const error = { message: 'Nein', type };
		const body = { error, status: 1, statusCode: 500 };
		at.sandbox.faults.add({ operationId: 'createThirdPartyRoom', status: 500, body });
		const outcome = await createRoom({ thirdPartyFolderId: 'sbox-1', title: 'A' });
		expect(outcome.error?.message).toBe(message);
	});

	it.each([
		[{ tags: 'a' }, 'Tags'],
		[{ indexing: true, createAsNewFolder: false }, 'Indexing'],
		[{ denyDownload: true }, 'Deny Download'],
	])('refuses %j, which the portal would leave out', async (options, field) => {
		const { error } = await createRoom({ thirdPartyFolderId: 'sbox-1', title: 'A', options });
		expect(error?.message).toBe(`${field} needs Create as New Folder`);
		expect(at.requests()).toEqual([]);
	});

	it.each([
		['12', 'Archive', 'Third-Party Folder ID is not the ID of a folder on a third-party account'],
		['sbox-1', ' ', 'Title is empty'],
	])('refuses folder %j with title %j', async (thirdPartyFolderId, title, message) => {
		const { error } = await createRoom({ thirdPartyFolderId, title: computed(title) });
		expect(error?.message).toBe(message);
		expect(at.requests()).toEqual([]);
	});

	it('keeps a hostile folder ID inside its segment', async () => {
		await createRoom({ thirdPartyFolderId: '../../backup/deletebackuphistory?x=', title: 'A' });
		expect(at.requests().map(({ operationId }) => operationId)).toEqual(['createThirdPartyRoom']);
	});
});

describe('the backup account', () => {
	const get = operationAt(at, 'thirdPartyBackupAccount', 'get');

	it('is one, or an item says that there is none', async () => {
		expect((await get()).items[0]?.json).toEqual({
			connected: false,
			message: 'The portal has no third-party backup account',
		});
		await operationAt(at, 'thirdPartyBackupAccount', 'createOrUpdate')(webDavAccount());
		expect((await get()).items[0]?.json).toMatchObject({ folderId: 'sbox-1', title: 'Off-site' });
		expect((await operation('getAll')()).items).toEqual([]);
	});
});
