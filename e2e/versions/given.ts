import type { Account } from '../n8n/client';
import { UserError } from '../process/userError';

/** An n8n that runs somewhere, such as one of an image. */
export interface GivenN8n {
	/** Without a slash at its end. */
	url: string;
	/** Who signs in; an n8n without an owner gets this one, or one of ours when absent. */
	owner?: Account;
}

/**
 * Reads where an n8n runs that is to be checked: `E2E_N8N_URL`, and its owner as `E2E_N8N_EMAIL` and
 * `E2E_N8N_PASSWORD`. It has to reach the sandbox, which listens on this machine's loopback.
 *
 * @returns undefined when there is none
 * @throws UserError for an address that is none, or half of an owner
 */
export function givenN8n(environment: NodeJS.ProcessEnv): GivenN8n | undefined {
	const { E2E_N8N_URL: address, E2E_N8N_EMAIL: email, E2E_N8N_PASSWORD: password } = environment;
	if (!address) return undefined;
	if (!URL.canParse(address)) throw new UserError(`E2E_N8N_URL is no address: ${address}`);
	const url = address.replace(/\/+$/, '');
	if (!email && !password) return { url };
	if (!email || !password) {
		throw new UserError('E2E_N8N_EMAIL and E2E_N8N_PASSWORD belong together');
	}
	return { url, owner: { email, password } };
}
