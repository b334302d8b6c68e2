import { runNode } from '../../../support/engine';
import { computed, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const { startBackup } = runsAt(at);

beforeEach(() => {
	at.sandbox.docSpace.settings.backup.durationMilliseconds = 60;
});

describe('the storage', () => {
	it.each([
		['a room', { storageType: 0, folderId: ' 10 ' }],
		['the temporary one', { storageType: 4 }],
	])('can be %s', async (_what, parameters) => {
		const { error } = await runNode(startBackup(parameters));
		expect(error).toBeUndefined();
		expect(await at.sandbox.docSpace.archives()).toMatchObject([
			{ storageType: parameters.storageType },
		]);
	});

	it.each([
		[{ storageType: 0, folderId: 'sbox-1' }, 'Folder ID is not a number'],
		[{ storageType: 0, folderId: computed('') }, 'Folder ID is not a number'],
		[
			{ storageType: 1, thirdPartyFolderId: '12' },
			'Third-Party Folder ID is not the ID of a folder',
		],
		[
			{ storageType: 1, thirdPartyFolderId: ' ' },
			'Third-Party Folder ID is not the ID of a folder',
		],
		[{ storageType: 3, directory: ' ' }, 'Directory is empty'],
	])('is refused before a backup starts: %j', async (parameters, message) => {
		const { error } = await runNode(startBackup(parameters));
		expect(error?.message).toContain(message);
		expect(at.requests('startBackup')).toEqual([]);
	});

	it('that is refused by the portal is explained', async () => {
		const { error } = await runNode(startBackup({ storageType: 0, folderId: '11' }));
		expect(error?.message).toBe('The owner of the key may not do this');
	});
});
