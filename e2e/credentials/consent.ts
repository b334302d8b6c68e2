import type { CredentialVerdict, N8nClient, StoredCredential } from '../n8n/client';
import { PATIENCE } from '../process/waiting';

/**
 * Connects an OAuth2 credential as a person does who chooses *Allow* on the consent page.
 *
 * @param user the account of the sandbox to sign in with
 * @returns what n8n's test says of the credential afterwards
 * @throws an Error when there is no consent page
 */
export async function connectByConsent(
	client: N8nClient,
	credential: StoredCredential,
	user: 'admin' | 'user' = 'admin',
): Promise<CredentialVerdict> {
	const address = await client.consentAddress(credential);
	const signal = AbortSignal.timeout(PATIENCE);
	const page = await fetch(address, { signal });
	const html = await page.text();
	const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1];
	if (!page.ok || action === undefined) throw new Error(`There is no consent page: ${html}`);
	const body = new URLSearchParams({ user, decision: 'allow' });
	for (const [, name = '', value = ''] of html.matchAll(
		/type="hidden" name="(.+?)" value="(.*?)"/g,
	)) {
		body.set(name, value.replaceAll('&amp;', '&'));
	}
	const consent = new URL(action, address);
	const answer = await fetch(consent, { method: 'POST', body, redirect: 'manual', signal });
	await client.open(answer.headers.get('location') ?? address);
	return await client.testCredential(credential);
}
