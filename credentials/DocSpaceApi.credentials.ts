import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { ignoreSslIssuesField } from '../nodes/shared/http/certificates';
import { authenticated } from '../nodes/DocSpaceBackup/service/authenticate';

/**
 * Access to a portal with the rights of one person.
 *
 * The cookie method sends a session token (what the vendor's API pages call an API key); the bearer
 * method sends an API key of the portal's developer tools, which begins with `sk-`. The service
 * accepts neither in the other's place.
 */
export class DocSpaceApi implements ICredentialType {
	name = 'docSpaceApi';

	displayName = 'ONLYOFFICE DocSpace API';

	icon = {
		light: 'file:../nodes/DocSpaceBackup/docSpaceBackup.svg',
		dark: 'file:../nodes/DocSpaceBackup/docSpaceBackup.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/docspace-acronis/n8n-nodes-docspace-acronis/blob/main/docs/credentials-docspace.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Portal URL',
			name: 'portalUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://yourcompany.onlyoffice.com',
			description: 'The address of the portal, as the browser shows it',
		},
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: [
				{
					name: 'Cookie (asc_auth_key)',
					value: 'cookie',
					description: 'A session token. Works with every version, with all rights of its user.',
				},
				{
					name: 'API Key (Bearer)',
					value: 'bearer',
					description:
						'A key that begins with sk- (DocSpace 3.1 or newer). Stays valid after sign-outs and password changes.',
				},
			],
			default: 'cookie',
			description:
				'Use an API key for workflows that run for months, and a session token for older portals',
		},
		{
			displayName:
				'A session token works with every version, but ends with a sign-out, a password change or a restore. An API key is better for workflows that run for months. How to get a session token: POST /api/2.0/authentication returns one, also with two-factor authentication. The documentation has the commands. In a signed-in browser, it is the value of the cookie asc_auth_key.',
			name: 'cookieNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { method: ['cookie'] } },
		},
		{
			displayName:
				'An API key stays valid after sign-outs and password changes. It ends with a restore and on its expiry date. How to get one: in the portal, open Developer Tools → API keys → Create new secret key. Leave it unrestricted, because it needs *:read and *:write. The test only reads, so it also passes with a read-only key.',
			name: 'keyNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { method: ['bearer'] } },
		},
		{
			displayName: 'Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The session token or API key of the portal owner or a DocSpace administrator',
		},
		ignoreSslIssuesField('allowUnauthorizedCerts'),
	];

	/**
	 * Adds the portal's address and the key; see `authenticated`.
	 *
	 * @throws UserError when the address or the key cannot be used.
	 */
	async authenticate(
		credential: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return authenticated(credential, requestOptions);
	}
}
