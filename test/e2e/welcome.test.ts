import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { welcomeText } from '../../e2e/welcome';
import { type Sandbox, startSandbox } from '../../sandbox';
import { offerOf } from '../../sandbox/offer';

let sandbox: Sandbox;
let testPortal: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
	testPortal = await startSandbox({ seed: 2 });
});
afterAll(async () => {
	await sandbox.close();
	await testPortal.close();
});

const text = () =>
	welcomeText({
		n8nUrl: 'http://localhost:5678',
		owner: { email: 'owner@example.com', password: 'Sandbox-2026' },
		sandbox: offerOf(sandbox),
		testPortal: offerOf(testPortal),
	});

it('has a command that lets a link be shared', async () => {
	const [command = ''] = /curl .*/.exec(text()) ?? [];
	await promisify(execFile)('sh', ['-c', command]);
	expect(sandbox.acronis.state().auditRows).toBe(1);
});

it('has a command that lets a backup and sign-ins fail', async () => {
	const command = /curl .*portal-history/.exec(text())?.[0] ?? '';
	// The control refuses what it does not know.
	const { stdout } = await promisify(execFile)('sh', ['-c', command]);
	expect(stdout).toBe('{}');
});

it('has every key and login', () => {
	const { people, storage, userCookie, roomAdminCookie, userApiKey, ...keys } =
		sandbox.docSpace.credentials;
	const secrets = [
		...Object.values(keys),
		people.admin.password,
		people.twoFactor.password,
		people.twoFactor.code,
		storage.password,
		testPortal.docSpace.credentials.adminCookie,
		...Object.values(sandbox.acronis.users).map(({ password }) => password),
		sandbox.acronis.client.secret,
	];
	expect(secrets.filter((secret) => !text().includes(String(secret)))).toEqual([]);
	expect([userCookie, roomAdminCookie, userApiKey].filter((one) => text().includes(one))).toEqual(
		[],
	);
});

it('names addresses that give the keys of today', async () => {
	const addresses = [...text().matchAll(/http\S+\/credentials/g)].map(([address]) => address);
	for (const [index, { docSpace }] of [sandbox, testPortal].entries()) {
		const answer = await fetch(addresses[index] ?? '');
		expect(await answer.text()).toContain(docSpace.credentials.adminApiKey);
	}
});
