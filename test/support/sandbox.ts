import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { sharing } from '../../nodes/AcronisFiles/service/passwordToken';
import { retryTiming } from '../../nodes/shared/http/exchange/retry';
import type { Sandbox, SandboxOptions } from '../../sandbox';
import { startSandbox } from '../../sandbox';
import type { RequestEntry } from '../../sandbox/http/journal';
import type { StoredCredential } from './credentials';
import { watchSecrets } from './secretWatch';

/** The sandbox of one test file, with what its tests ask most. */
export interface SandboxUnderTest {
	/** Only inside a test or a hook. */
	readonly sandbox: Sandbox;
	/** The requests of one operation of the contracts, or of all of them. */
	requests(operationId?: string): RequestEntry[];
	/** A DocSpace administrator's session, or what is given. */
	docSpace(data?: ICredentialDataDecryptedObject): StoredCredential;
	/** A WebDAV account that the sandbox lets in, or what is given. */
	storageAccount(data?: ICredentialDataDecryptedObject): StoredCredential;
	/** An Acronis administrator's user name and password, or what is given. */
	acronis(data?: ICredentialDataDecryptedObject): StoredCredential;
}

/**
 * Starts a sandbox for the tests of a file and lets the retries wait for moments only. Each test
 * finds the sandbox as it was at the start, and fails when a contract was violated.
 */
export function useSandbox(options: SandboxOptions = {}): SandboxUnderTest {
	let running: Sandbox | undefined;
	const sandbox = () => {
		if (!running) throw new Error('The sandbox runs only while tests do');
		return running;
	};
	beforeAll(async () => {
		// Nobody may rely on English words.
		running = await startSandbox({ language: 'german', ...options });
	});
	beforeEach(() => {
		jest.replaceProperty(retryTiming, 'firstWaitMs', 1);
		// Each test signs in by itself.
		jest.replaceProperty(sharing, 'afterwardsMs', 0);
		watchSecrets(secretsOf(sandbox()));
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		const violations = sandbox().violations();
		await sandbox().reset();
		expect(violations).toEqual([]);
	});
	afterAll(async () => {
		await running?.close();
	});
	return {
		get sandbox() {
			return sandbox();
		},
		requests: (operationId) =>
			sandbox()
				.requests()
				.filter((entry) => operationId === undefined || entry.operationId === operationId),
		docSpace: (data) => ({
			type: 'docSpaceApi',
			data: {
				portalUrl: sandbox().docSpace.url,
				method: 'cookie',
				apiKey: sandbox().docSpace.credentials.adminCookie,
				...data,
			},
		}),
		storageAccount: (data) => {
			const { login, password } = sandbox().docSpace.credentials.storage;
			const url = 'https://storage.example/dav';
			return { type: 'docSpaceStorageAccountApi', data: { url, login, password, ...data } };
		},
		acronis: (data) => {
			const { login, password } = sandbox().acronis.users.admin;
			const dataCenterUrl = sandbox().acronis.url;
			return {
				type: 'acronisFilesPasswordApi',
				data: { dataCenterUrl, username: login, password, ...data },
			};
		},
	};
}

function secretsOf({ docSpace, acronis }: Sandbox): string[] {
	const { storage, people, ...keys } = docSpace.credentials;
	return [
		...Object.values(keys),
		storage.password,
		storage.token,
		people.admin.password,
		people.twoFactor.password,
		...Object.values(acronis.users).map(({ password }) => password),
		acronis.client.secret,
	];
}
