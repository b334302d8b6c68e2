import { runNode } from '../../../support/engine';
import { computed, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

const secrets = () => at.sandbox.docSpace.credentials.storage;

describe.each(['createAccount', 'setBackupAccount'] as const)('%s', (operation) => {
	const run = runs[operation];

	it('connects a storage with login and password', async () => {
		const { items, error } = await runNode(run({ password: secrets().password }));
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ title: 'Off-site', providerKey: 'WebDav' });
		expect(items[0]?.json).not.toHaveProperty('createdBy');
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
	});

	it('connects a storage with the code of a browser', async () => {
		const parameters = { providerKey: 'GoogleDrive', token: secrets().token };
		const { error } = await runNode(run(parameters));
		expect(error).toBeUndefined();
	});

	it('shows everything when that is wanted', async () => {
		const { items } = await runNode(run({ password: secrets().password, simplify: false }));
		expect(items[0]?.json).toMatchObject({ createdBy: expect.anything(), rootFolderId: '2' });
	});

	it('says that the storage does not open', async () => {
		const { error } = await runNode(run({ password: 'wrong-storage-password' }));
		expect(error?.message).toBe('The storage refused the user name and password');
	});

	it('says that the portal has no third-party storages', async () => {
		at.sandbox.docSpace.settings.thirdPartyEnabled = false;
		const { error } = await runNode(run({ password: secrets().password }));
		expect(error?.message).toBe('The owner of the key may not do this');
	});

	it.each([
		[{ customerTitle: computed(' ') }, 'Title is empty'],
		[{ url: computed('') }, 'URL is empty'],
		[{ login: computed('') }, 'Login is empty'],
		[{ password: computed('') }, 'Password is empty'],
		[{ providerKey: 'Box', token: computed('') }, 'Authorization Code is empty'],
		[{ providerKey: computed('FTP'), token: 'any-code' }, 'Provider "FTP" is unknown'],
	])('refuses %j before anything is sent', async (parameters, message) => {
		const { error } = await runNode(run({ password: 'any-password', ...parameters }));
		expect(error?.message).toContain(message);
		expect(at.requests()).toEqual([]);
	});
});

it('a second account is another one; the account for backups is one', async () => {
	const { password } = secrets();
	const ids = async (operation: 'createAccount' | 'setBackupAccount') => {
		const first = await runNode(runs[operation]({ password }));
		const second = await runNode(runs[operation]({ password, customerTitle: 'Other' }));
		return new Set([first, second].map(({ items }) => items[0]?.json.id)).size;
	};
	expect([await ids('createAccount'), await ids('setBackupAccount')]).toEqual([2, 1]);
});
