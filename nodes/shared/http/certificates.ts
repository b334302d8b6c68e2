import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';

/** Names that n8n's own credentials have for it: most of them, and those with OAuth2. */
type FieldName = 'allowUnauthorizedCerts' | 'ignoreSSLIssues';

/**
 * The field with which a credential accepts a server whose certificate nobody vouches for: for the
 * sign-in, lists and triggers, which have no Request Options.
 *
 * @param name n8n's sign-in with OAuth2 reads `ignoreSSLIssues`.
 */
export function ignoreSslIssuesField(name: FieldName): INodeProperties {
	return {
		displayName: 'Ignore SSL Issues (Insecure)',
		name,
		type: 'boolean',
		default: false,
		description: 'Whether to connect even if the certificate of the server cannot be verified',
	};
}

/** Whether the credential accepts any certificate of its own server. */
export function ignoresSslIssues(credential: ICredentialDataDecryptedObject): boolean {
	const names: FieldName[] = ['allowUnauthorizedCerts', 'ignoreSSLIssues'];
	return names.some((name) => credential[name] === true);
}
