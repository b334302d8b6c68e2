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
			description: 'The address of the portal: copy what the browser shows',
		},
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: [
				{
					name: 'Cookie (asc_auth_key)',
					value: 'cookie',
					description: 'A session token: for every version, and with all rights of its person',
				},
				{
					name: 'API Key (Bearer)',
					value: 'bearer',
					description:
						'A key that begins with sk- (DocSpace 3.1 or newer): it outlives sign-outs and new passwords',
				},
			],
			default: 'cookie',
			description:
				'A session token works everywhere, and ends with a sign-out, a new password or a restore. An API key outlives the first two, so it is better for workflows that run for months.',
		},
		{
			displayName:
				'A session token works with every version, and ends with a sign-out, a new password or a restore. For workflows that run for months, an API key is better. Where to get it: POST /api/2.0/authentication answers with it, also with two-factor authentication: the documentation above has the commands. In a browser that is signed in, it is the value of the cookie asc_auth_key.',
			name: 'cookieNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { method: ['cookie'] } },
		},
		{
			displayName:
				'An API key outlives a sign-out and a new password, so it is better for workflows that run for months. It ends with a restore, and on the day that was chosen for it. Where to get it: in the portal, Developer Tools → API keys → Create new secret key. Leave it unrestricted: the key needs *:read and *:write. The test only reads, so it also accepts a key that may only read.',
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
			description:
				'The session token or the API key, as it was copied. It has to belong to the portal owner or to a DocSpace administrator.',
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
