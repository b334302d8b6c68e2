import { computed } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';
import { operationAt, webDavAccount } from '../support';

const at = useSandbox();
const set = operationAt(at, 'thirdPartyBackupAccount', 'createOrUpdate');

it('overwrites the one account in place', async () => {
	const first = await set(webDavAccount(at));
	const second = await set(webDavAccount(at, { customerTitle: 'Elsewhere' }));
	expect(first.items[0]?.json.id).toBe(second.items[0]?.json.id);
	expect((await at.sandbox.docSpace.state()).backupAccount?.title).toBe('Elsewhere');
});

it('is sent again after a lost answer, since that changes nothing', async () => {
	at.sandbox.faults.add({ operationId: 'saveThirdPartyBackup', cut: true, afterWork: true });
	expect((await set(webDavAccount(at))).error).toBeUndefined();
	expect(at.requests('saveThirdPartyBackup')).toHaveLength(2);
});

it.each([
	[{ customerTitle: computed(' ') }, 'Title is empty'],
	[{ url: computed('') }, 'URL is empty'],
	[{ login: computed(null) }, 'Login is empty'],
	[{ password: computed('') }, 'Password is empty'],
])('sends nothing for %j', async (changes, message) => {
	expect((await set(webDavAccount(at, changes))).error?.message).toBe(message);
	expect(at.requests()).toEqual([]);
});

it('needs an administrator', async () => {
	const apiKey = at.sandbox.docSpace.credentials.roomAdminCookie;
	const { error } = await set(webDavAccount(at), { credential: at.docSpace({ apiKey }) });
	expect(error?.message).toBe('The owner of the key may not do this');
});
