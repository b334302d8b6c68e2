import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox } from '../../sandbox';
import type { Fault } from '../../sandbox/http/faults';
import { offerOf } from '../../sandbox/offer';
import { connectByConsent } from './consent';
import { sandboxCredentials } from './credentials';
import type { Lifetime } from '../process/lifetime';
import type { N8nClient, NewCredential } from '../n8n/client';

/** Nobody listens there. */
const NOBODY = 'http://127.0.0.1:9';

/** A credential with something changed, and what n8n's test has to say of it. */
interface Case {
	type: string;
	what: string;
	data?: NewCredential['data'];
	/** What the services answer meanwhile. */
	fault?: Fault;
	/** Who connects an OAuth2 credential; nobody does when absent. */
	consent?: 'admin' | 'user';
	/** A part of the message; `OK` when all has to be well. */
	says: string;
}

/**
 * Has n8n itself test credentials of every type, right and wrong ones, against a sandbox whose accounts
 * are empty.
 *
 * @returns how many were tested
 * @throws an Error naming those of which n8n says something else than it has to
 */
export async function checkCredentialTests(lifetime: Lifetime, client: N8nClient): Promise<number> {
	const sandbox = await startSandbox({ seed: 3 });
	await lifetime.onEnd(() => sandbox.close());
	const offer = offerOf(sandbox);
	const right = new Map(sandboxCredentials(offer).map(({ type, data }) => [type, data]));
	const cases = casesFor(offer, await startStranger(lifetime));
	const wrong: string[] = [];
	for (const { type, what, data, fault, consent, says } of cases) {
		if (fault) sandbox.faults.add({ times: 'always', ...fault });
		const credential = await client.createCredential({
			name: `${type}: ${what}`,
			type,
			data: { ...right.get(type), ...data },
		});
		const { status, message } =
			consent === undefined
				? await client.testCredential(credential)
				: await connectByConsent(client, credential, consent);
		sandbox.faults.clear();
		const isExpected =
			says === 'OK' ? status === 'OK' : status === 'Error' && message.includes(says);
		if (!isExpected) wrong.push(`${credential.name} is ${status}: ${message}`);
	}
	const violations = sandbox.violations();
	if (violations.length > 0) wrong.push(JSON.stringify(violations));
	if (wrong.length > 0) throw new Error(wrong.join('\n'));
	return cases.length;
}

function casesFor({ docSpace, acronis }: ReturnType<typeof offerOf>, stranger: string): Case[] {
	const { adminApiKey, userCookie } = docSpace.credentials;
	const { user, twoFactor } = acronis.users;
	const portal = (what: string, says: string, data?: NewCredential['data']): Case => ({
		type: 'docSpaceApi',
		what,
		says,
		data,
	});
	const password = (what: string, says: string, rest: Partial<Case> = {}): Case => ({
		type: 'acronisFilesPasswordApi',
		what,
		says,
		...rest,
	});
	const oAuth2 = (what: string, says: string, rest: Partial<Case> = {}): Case => ({
		type: 'acronisFilesOAuth2Api',
		what,
		says,
		...rest,
	});
	const storage = (what: string, says: string, data: NewCredential['data']) => ({
		type: 'docSpaceStorageAccountApi',
		what,
		says,
		data: { openedWith: 'password', url: 'https://cloud.example/dav', login: 'backup', ...data },
	});
	const notConnected = 'was not connected';
	return [
		portal('right, nothing backed up yet', 'OK'),
		portal('right, an API key', 'OK', { method: 'bearer', apiKey: adminApiKey }),
		portal('wrong secret', 'does not accept the key', { apiKey: 'not-a-key-at-all' }),
		portal('no rights', 'its owner may not run backups', { apiKey: userCookie }),
		portal('wrong host', 'A web page answered', { portalUrl: stranger }),
		portal('nobody there', 'refused the connection', { portalUrl: NOBODY }),

		password('right, an empty account', 'OK'),
		password('right, an empty account of a user', 'OK', {
			data: { username: user.login, password: user.password },
		}),
		password('wrong secret', 'does not accept the user name and password', {
			data: { password: 'a-wrong-password' },
		}),
		password('two factors', 'two-factor authentication', {
			data: { username: twoFactor.login, password: twoFactor.password },
		}),
		password('no rights', 'no role in File Sync & Share', {
			fault: { operationId: 'listContents', status: 403 },
		}),
		password('wrong host', 'no Acronis sign-in service', { data: { dataCenterUrl: stranger } }),
		password('nobody there', 'refused the connection', {
			data: { dataCenterUrl: NOBODY },
		}),

		// n8n's own test of an OAuth2 credential asks whether somebody has connected it, and no service.
		oAuth2('right', 'OK', { consent: 'admin' }),
		oAuth2('right, an empty account of a user', 'OK', { consent: 'user' }),
		oAuth2('wrong secret', notConnected, {
			consent: 'admin',
			data: { clientSecret: 'a-wrong-secret' },
		}),
		oAuth2('wrong host', notConnected, { data: { dataCenterUrl: stranger } }),

		// Only the portal can try it, and n8n stores none with an empty field.
		storage('right', 'OK', { password: 'a-password' }),
		storage('a secret of spaces', 'Login is empty', { login: ' ', password: 'a-password' }),
	];
}

/** Starts a web server that is none of the services. */
async function startStranger(lifetime: Lifetime): Promise<string> {
	const server = createServer((_request, response) => {
		response.setHeader('content-type', 'text/html');
		response.end('<!DOCTYPE html><title>Somebody else</title>');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	await lifetime.onEnd(() => {
		server.close();
		server.closeAllConnections();
	});
	// A server that listens on a port has an address of this kind.
	const { port } = server.address() as AddressInfo;
	return `http://127.0.0.1:${port}`;
}
