import type { INodeParameters } from 'n8n-workflow';

import { listBounds } from '../../../../nodes/shared/parameters/locatorList';
import { searchList } from '../../../support/engine';
import { useSandbox } from '../../../support/sandbox';
import { operationAt, webDavAccount } from '../support';

const at = useSandbox();
const operation = (resource: string, name: string) => operationAt(at, resource, name);
const search = async (method: string, filter?: string, parameters: INodeParameters = {}) =>
	(
		await searchList(
			{ node: 'docSpaceBackup', parameters, credential: at.docSpace() },
			method,
			filter,
		)
	).results;
const names = async (...search_: Parameters<typeof search>) =>
	(await search(...search_)).map(({ name }) => name);
const picked = (mode: string, value: string): INodeParameters => ({ __rl: true, mode, value });

const sent = (operationId: string): unknown =>
	JSON.parse(String(at.requests(operationId)[0]?.body));

describe('rooms and their folders', () => {
	it('are walked by a path, in any upper and lower case', async () => {
		expect(await search('searchRoomFolders')).toEqual([
			{ name: 'Announcements (11)', value: '11' },
			{ name: 'Backups (10)', value: '10' },
		]);
		expect(await names('searchRoomFolders', 'back')).toEqual(['Backups (10)']);
		expect(await search('searchRoomFolders', 'backups/')).toEqual([
			{ name: 'Backups/Nightly (12)', value: '12' },
		]);
		expect(await names('searchRoomFolders', '/Backups/Nightly/')).toEqual([]);
		expect(await names('searchRoomFolders', 'Backups/None/')).toEqual([]);
	});

	it('are asked for by the page, and without files', async () => {
		await names('searchRoomFolders', 'Backups/');
		expect(at.requests('getFolderContents').map(({ query }) => query)).toEqual([
			expect.objectContaining({ filterType: '2', withSubFolders: 'false', count: '100' }),
		]);
		jest.replaceProperty(listBounds, 'entries', 1);
		const run = { node: 'docSpaceBackup', parameters: {}, credential: at.docSpace() } as const;
		const { results, paginationToken } = await searchList(run, 'searchRoomFolders');
		expect(results.map(({ value }) => value)).toEqual(['11']);
		expect(paginationToken).toBe('1');
	});

	it.each([
		['picked', picked('list', '12')],
		[
			'by the address of a folder',
			picked('url', 'https://p.example/rooms/shared/10/filter?folder=12'),
		],
		['by the address of a room', picked('url', 'https://p.example/rooms/shared/10/filter?page=1')],
		['by the address of a room alone', picked('url', 'https://p.example/rooms/shared/10')],
		['by its number', picked('id', '10')],
	])('take a backup: %s', async (_name, folderId) => {
		const start = { storageType: 0, folderId, waitForCompletion: false };
		const { error } = await operation('backup', 'start')(start);
		expect(error).toBeUndefined();
		const value = String(folderId.value).endsWith('12') ? '12' : '10';
		expect(sent('startBackup')).toEqual({
			storageType: 0,
			storageParams: [{ key: 'folderId', value }],
		});
	});

	it.each([
		['https://p.example/rooms/shared/filter', 'is not the address of a room or folder'],
		['https://p.example/rooms/shared/10/filter?folder=x', 'is not the address of a room or folder'],
		['10', 'is not the address of a room or folder'],
	])('are refused by the address %s', async (value, words) => {
		const folderId = picked('url', value);
		const { error } = await operation('backup', 'start')({ storageType: 0, folderId });
		expect(error?.message).toContain(`Folder ID ${words}`);
		expect(at.requests('startBackup')).toEqual([]);
	});
});

describe('the folders of an account', () => {
	it('are walked by a path, and take a backup', async () => {
		await operation('thirdPartyAccount', 'create')(webDavAccount());
		const [folder] = await search('searchBackupAccountFolders', 'off-site/');
		expect(folder).toEqual({
			name: 'Off-site/Archives (sbox-1-|Archives)',
			value: 'sbox-1-|Archives',
		});
		expect(await search('searchAccountFolders', 'off-site/')).toEqual([folder]);
		const { error } = await operation(
			'backup',
			'start',
		)({
			storageType: 1,
			thirdPartyFolderId: picked('list', String(folder?.value)),
			waitForCompletion: false,
		});
		expect(error).toBeUndefined();
	});
});

describe('archives', () => {
	const room = { storageType: 0 };

	it('are found in their folder, with the folders to walk into', async () => {
		expect(await search('searchArchives', '', room)).toEqual([
			{ name: 'Announcements/ (folder)', value: 'folder:Announcements/' },
			{ name: 'Backups/ (folder)', value: 'folder:Backups/' },
		]);
		expect(await search('searchArchives', 'Backups/', room)).toEqual([
			{ name: 'Backups/Nightly/ (folder)', value: 'folder:Backups/Nightly/' },
			{ name: 'Backups/portal_2026-06-01_03-00-12.tar.gz (12)', value: '12' },
		]);
		// What is no archive is left out.
		expect(await names('searchArchives', 'Backups/Nightly/', room)).toEqual([
			'Backups/Nightly/portal_2026-06-02_03-00-11.tar.gz (501)',
		]);
	});

	it('are found deeper by a part of their name', async () => {
		expect(await search('searchArchives', 'Backups/portal', room)).toEqual([
			{ name: 'Backups/portal_2026-06-01_03-00-12.tar.gz (12)', value: '12' },
			{ name: 'Backups/…/portal_2026-06-02_03-00-11.tar.gz (501)', value: '501' },
		]);
	});

	it('on an account have the texts that a restore takes', async () => {
		await operation('thirdPartyAccount', 'create')(webDavAccount());
		const [archive] = await search('searchArchives', 'Off-site/Archives/', { storageType: 1 });
		expect(archive?.value).toBe('sbox-1-|Archives|portal_2026-06-03_03-00-10.tar.gz');
		const fileId = picked('list', String(archive?.value));
		const start = { source: 'file', storageType: 1, fileId, confirm: true };
		const { error } = await operation('restore', 'start')({ ...start, waitForCompletion: false });
		expect(error).toBeUndefined();
		expect(sent('startRestore')).toMatchObject({
			storageParams: [{ key: 'filePath', value: archive?.value }],
		});
	});

	it.each([0, 1])('are never a folder that was picked (%i)', async (storageType) => {
		const fileId = picked('list', 'folder:Backups/Nightly/');
		const start = { source: 'file', storageType, fileId, confirm: true };
		const { error } = await operation('restore', 'start')(start);
		expect(error?.message).toContain('File ID is a folder');
		expect(error?.description).toContain('Type Backups/Nightly/ into the search');
		expect(at.requests('startRestore')).toEqual([]);
	});
});

describe('people', () => {
	it('are found by a part of their name, and their events are asked for', async () => {
		const [ada] = await search('searchPeople', 'ada');
		expect(ada?.name).toBe('Ada Administrator');
		expect(await names('searchPeople')).toEqual(['Ada Administrator', 'Rosa Rooms', 'Uwe User']);
		const userId = picked('list', String(ada?.value));
		const { error } = await operation('auditEvent', 'getAll')({ filters: { userId } });
		expect(error).toBeUndefined();
		expect(at.requests('getAuditEvents').at(-1)?.query).toMatchObject({ userId: ada?.value });
	});

	it('says to type the ID where the key may not read them', async () => {
		at.sandbox.faults.add({ status: 403, path: '/api/2.0/people/*', times: 'always' });
		await expect(search('searchPeople')).rejects.toThrow('choose By ID');
	});
});
