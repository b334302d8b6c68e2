import { runNode } from '../../../support/engine';
import { computed, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

const secrets = () => at.sandbox.docSpace.credentials.storage;

describe.each(['createAccount', 'setBackupAccount'] as const)('%s', (operation) => {
	const run = runs[operation];

	it('connects a storage with login and password', async () => {
		const { items, error } = await runNode(run());
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ title: 'Off-site', providerKey: 'WebDav' });
		expect(items[0]?.json).not.toHaveProperty('createdBy');
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
	});

	it('connects a storage with the code of a browser', async () => {
		const storage = at.storageAccount({ openedWith: 'code', token: secrets().token });
		const { error } = await runNode(run({ providerKey: 'GoogleDrive' }, { storage }));
		expect(error).toBeUndefined();
	});

	it('shows everything when that is wanted', async () => {
		const { items } = await runNode(run({ simplify: false }));
		expect(items[0]?.json).toMatchObject({ createdBy: expect.anything(), rootFolderId: '2' });
	});

	it('says that the storage does not open, and keeps the password out of the error', async () => {
		const password = 'wrong-storage-password';
		const { error } = await runNode(run({}, { storage: at.storageAccount({ password }) }));
		expect(error?.message).toBe('The portal did not connect the storage account');
		expect(JSON.stringify(error)).not.toContain(password);
	});

	it('says that the portal has no third-party storages', async () => {
		at.sandbox.docSpace.settings.thirdPartyEnabled = false;
		const { error } = await runNode(run());
		expect(error?.message).toBe('The portal did not connect the storage account');
	});

	it.each([
		[{ customerTitle: computed(' ') }, 'Title is empty'],
		[{ providerKey: computed('FTP') }, 'Provider is not one of the options: "FTP"'],
	])('refuses %j before anything is sent', async (parameters, message) => {
		const { error } = await runNode(run(parameters));
		expect(error?.message).toContain(message);
		expect(at.requests()).toEqual([]);
	});

	it.each([
		['WebDav', { url: ' ' }, 'URL is empty'],
		['WebDav', { login: '' }, 'Login is empty'],
		['kDrive', { url: '', password: '' }, 'Password is empty'],
		['Yandex', { url: '', login: '' }, 'Login is empty'],
		['Yandex', { url: '', password: '' }, 'Password is empty'],
		['Box', {}, 'Authorization Code is empty'],
		['WebDav', { openedWith: 'code', token: 'any-code' }, 'URL is empty'],
	])('for %s refuses the credential %j', async (providerKey, data, message) => {
		const storage = at.storageAccount(data);
		const { error } = await runNode(run({ providerKey }, { storage }));
		expect(error?.message).toBe(message);
		expect(error?.description).toContain('in the credential of the storage account');
		expect(at.requests()).toEqual([]);
	});

	it('asks for the credential', async () => {
		const { error } = await runNode(run({}, { storage: undefined }));
		expect(error?.message).toContain('credential');
		expect(at.requests()).toEqual([]);
	});
});

it('a second account is another one; the account for backups is one', async () => {
	const ids = async (operation: 'createAccount' | 'setBackupAccount') => {
		const first = await runNode(runs[operation]());
		const second = await runNode(runs[operation]({ customerTitle: 'Other' }));
		return new Set([first, second].map(({ items }) => items[0]?.json.folderId)).size;
	};
	expect([await ids('createAccount'), await ids('setBackupAccount')]).toEqual([2, 1]);
});
