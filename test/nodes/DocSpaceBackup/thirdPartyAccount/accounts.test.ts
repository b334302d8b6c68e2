import { computed } from '../../../support/runs';
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
			id: 'sbox-1',
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
	it.each(['1', 'sbox-1'])('takes the account %s', async (accountId) => {
		await create(webDavAccount());
		const { items, error } = await update(webDavAccount({ accountId }));
		expect(error).toBeUndefined();
		expect(items[0]?.json.providerId).toBe(1);
		expect((await at.sandbox.docSpace.state()).thirdPartyAccounts).toHaveLength(1);
	});

	it.each(['3.1', '3.6', '3.7'] as const)('names a wrong password on %s', async (version) => {
		at.sandbox.docSpace.settings.version = version;
		const { error } = await create(webDavAccount(), wrongPassword());
		expect(error?.message).toBe('The storage refused the user name and password');
	});

	it('tells a wrong password from an account that is not there', async () => {
		await create(webDavAccount());
		const wrong = await update(webDavAccount({ accountId: '1' }), wrongPassword());
		expect(wrong.error?.message).toBe('The storage refused the user name and password');
		const unknown = await update(webDavAccount({ accountId: '9' }));
		expect(unknown.error?.message).toBe(
			'The owner of the key has no third-party account with this ID',
		);
	});
});

describe('Delete', () => {
	it('deletes an account together with the schedule that goes to it', async () => {
		await create(webDavAccount());
		const set = operationAt(at, 'backupSchedule', 'createOrUpdate');
		await set({ storageType: 1, thirdPartyFolderId: 'sbox-1' });
		const { items } = await remove({ accountId: 1 });
		expect(items[0]?.json).toEqual({ deleted: true });
		const state = await at.sandbox.docSpace.state();
		expect([state.thirdPartyAccounts, state.schedules]).toEqual([[], []]);
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
		expect(all.items[0]?.json).toMatchObject({ key: 'WebDav', connected: true, oauth: false });
		const some = await operation('getManyProviders')({ returnAll: true, excludeWebDav: true });
		expect(some.items.length).toBeLessThan(all.items.length);
	});

	it('that can be connected are named', async () => {
		const { items } = await operation('getManyCapabilities')({ returnAll: true });
		expect(items[0]?.json).toEqual({ providerKey: 'WebDav', clientId: null, redirectUri: null });
		expect(items.at(-1)?.json.clientId).toBe('client-of-the-portal');
	});

	it('are none while third-party storage is switched off', async () => {
		const set = operation('setAvailability');
		expect((await set({ available: false })).items[0]?.json).toEqual({ enabled: false });
		expect((await operation('getManyCapabilities')()).items).toEqual([]);
		expect((await create(webDavAccount())).error?.message).toBe(
			'The owner of the key may not do this',
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
		const options = { tags: 'archive, 2026', indexing: true };
		const { items, error } = await createRoom({ ...room, options });
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({
			title: 'Archive',
			roomType: 6,
			roomTypeName: 'PublicRoom',
		});
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
		expect((await get()).items[0]?.json).toMatchObject({ id: 'sbox-1', title: 'Off-site' });
		expect((await operation('getAll')()).items).toEqual([]);
	});
});
