import type { INodeParameters } from 'n8n-workflow';

import { searchList } from '../../../support/engine';
import { useSandbox } from '../../../support/sandbox';
import { operationAt, webDavAccount } from '../support';

const at = useSandbox();
const operation = (resource: string, name: string) => operationAt(at, resource, name);
const create = operation('thirdPartyAccount', 'create');
const search = async (method: string, filter?: string) =>
	await searchList(
		{ node: 'docSpaceBackup', parameters: {}, credential: at.docSpace() },
		method,
		filter,
	);
const picked = (value: string, shown: string): INodeParameters => ({
	...{ __rl: true, mode: 'list', value, cachedResultName: shown },
});

beforeEach(async () => {
	await create(webDavAccount());
	await create(webDavAccount({ customerTitle: 'Reports' }));
});

it('offers the accounts by title, and finds them by a part of it', async () => {
	expect((await search('searchAccounts')).results).toEqual([
		{ name: 'Off-site (WebDav, 1)', value: '1' },
		{ name: 'Reports (WebDav, 2)', value: '2' },
	]);
	expect((await search('searchAccounts', 'rep')).results).toEqual([
		{ name: 'Reports (WebDav, 2)', value: '2' },
	]);
});

it('offers the folders of the accounts; for backups that of the backup account first', async () => {
	await operation(
		'thirdPartyBackupAccount',
		'createOrUpdate',
	)(webDavAccount({ customerTitle: 'Vault' }));
	const rooms = (await search('searchAccountFolders')).results;
	expect(rooms.map(({ value }) => value)).toEqual(['sbox-1', 'sbox-2']);
	const [first, ...rest] = (await search('searchBackupAccountFolders')).results;
	expect(first).toEqual({ name: 'Vault (backup account, sbox-3)', value: 'sbox-3' });
	expect(rest).toEqual(rooms);
});

it('takes what was picked', async () => {
	const accountId = picked('2', 'Reports (WebDav, 2)');
	const { items } = await operation('thirdPartyAccount', 'delete')({ accountId });
	expect(items[0]?.json).toMatchObject({ deleted: true });
	expect((await search('searchAccounts')).results).toHaveLength(1);
	const thirdPartyFolderId = picked('sbox-1', 'Off-site (WebDav, sbox-1)');
	const room = await operation(
		'thirdPartyAccount',
		'createRoom',
	)({ thirdPartyFolderId, title: 'A' });
	expect(room.error).toBeUndefined();
	const { error } = await operation('backup', 'start')({ storageType: 1, thirdPartyFolderId });
	expect(error).toBeUndefined();
});

it('says to type the ID where the key may not read the list', async () => {
	at.sandbox.faults.add({ status: 403, path: '/api/2.0/files/*', times: 'always' });
	const failure = search('searchBackupAccountFolders');
	await expect(failure).rejects.toMatchObject({
		message: 'The key may not read this list: choose By ID',
		description: expect.stringMatching(/^Without the list, type the ID\. .*permission/),
	});
});
