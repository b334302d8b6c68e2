import { computed } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';
import { operationAt, webDavAccount } from '../support';

const at = useSandbox();
const set = operationAt(at, 'thirdPartyBackupAccount', 'createOrUpdate');

it('overwrites the one account in place', async () => {
	const first = await set(webDavAccount());
	const second = await set(webDavAccount({ customerTitle: 'Elsewhere' }));
	expect(first.items[0]?.json.folderId).toBe(second.items[0]?.json.folderId);
	expect((await at.sandbox.docSpace.state()).backupAccount?.title).toBe('Elsewhere');
});

it('is sent again after a lost answer, since that changes nothing', async () => {
	at.sandbox.faults.add({ operationId: 'saveThirdPartyBackup', cut: true, afterWork: true });
	expect((await set(webDavAccount())).error).toBeUndefined();
	expect(at.requests('saveThirdPartyBackup')).toHaveLength(2);
});

it('sends nothing without a title', async () => {
	const { error } = await set(webDavAccount({ customerTitle: computed(' ') }));
	expect(error?.message).toBe('Title is empty');
	expect(at.requests()).toEqual([]);
});

it.each([
	[{ url: '' }, 'URL is empty'],
	[{ login: ' ' }, 'Login is empty'],
	[{ password: '' }, 'Password is empty'],
])('sends nothing for the credential %j', async (data, message) => {
	const { error } = await set(webDavAccount(), { storage: at.storageAccount(data) });
	expect(error?.message).toBe(message);
	expect(at.requests()).toEqual([]);
});

it('needs an administrator', async () => {
	const apiKey = at.sandbox.docSpace.credentials.roomAdminCookie;
	const { error } = await set(webDavAccount(), { credential: at.docSpace({ apiKey }) });
	expect(error?.message).toBe('The owner of the key may not do this');
});
