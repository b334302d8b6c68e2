import type { ICredentialTestRequest } from 'n8n-workflow';

/**
 * What n8n's test of a credential says to an answer that is no proof of it.
 *
 * @param byStatus What to say by the answer's status.
 * @param webPage What to say to a web page with status 200, and by which value of which member of the
 * parsed answer to know one.
 */
export function credentialTestRules(
	byStatus: Readonly<Record<number, string>>,
	webPage: { key: string; value: unknown; message: string },
): ICredentialTestRequest['rules'] {
	const rules = [
		...Object.entries(byStatus).map(([status, message]) => ({
			type: 'responseCode',
			properties: { value: Number(status), message },
		})),
		{ type: 'responseSuccessBody', properties: webPage },
	];
	// n8n's engine takes rules of both kinds together; its type knows lists of one kind only.
	return rules as unknown as ICredentialTestRequest['rules'];
}
