import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { ignoreSslIssuesField, ignoresSslIssues } from '../nodes/shared/http/certificates';
import { credentialTestRules } from '../nodes/shared/http/credentialTest';
import { authenticatedFor, serviceOrigin } from '../nodes/shared/http/serviceUrl';
import { pasted } from '../nodes/shared/util/pasted';

/** What a header may hold: no space, no control character, and in a cookie no semicolon. */
const HEADER_SAFE = /^[\x21-\x3a\x3c-\x7e]+$/;

const SENT_ON = 'The portal redirects to another address. Set Portal URL to that one.';

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

	documentationUrl = 'https://api.onlyoffice.com/docspace/api-backend/get-started/authentication/';

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
					description: 'A session token, with all rights of the person who signed in',
				},
				{
					name: 'API Key (Bearer)',
					value: 'bearer',
					description:
						'A key from Developer Tools → API keys, which begins with sk- (DocSpace 3.1 or newer)',
				},
			],
			default: 'cookie',
		},
		{
			displayName: 'Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The session token or the API key. Backups need an owner or administrator; an API key needs the permissions *:read and *:write.',
		},
		ignoreSslIssuesField('allowUnauthorizedCerts'),
	];

	/**
	 * Adds the portal's address and the key; see `authenticatedFor`.
	 *
	 * @throws UserError when the address or the key cannot be used.
	 */
	async authenticate(
		credential: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { portalUrl, method, apiKey } = credential;
		const origin = serviceOrigin(portalUrl, 'Portal URL');
		const secret = keyHeader(method, apiKey);
		return authenticatedFor(origin, requestOptions, secret, ignoresSslIssues(credential));
	}

	test: ICredentialTestRequest = {
		request: { url: '/api/2.0/backup/getbackupprogress', json: true, disableFollowRedirect: true },
		rules: credentialTestRules(
			{
				301: SENT_ON,
				302: SENT_ON,
				401: 'The portal does not accept the key. Check Method and Key.',
				403: 'The key is good, but its owner may not run backups. Use the key of an owner or administrator with the permissions *:read and *:write.',
				404: 'There is no DocSpace API at this address. Check Portal URL.',
			},
			{
				// Every answer of the API has this member; a web page at a wrong address has none.
				key: 'statusCode',
				values: [undefined],
				message: 'A web page answered instead of the DocSpace API. Check Portal URL.',
			},
		),
	};
}

/** A session token in a whole cookie, as browsers and programs show it. */
const IN_COOKIE = /(?:^|[\s;"'])asc_auth_key=([^;\s"']*)/;

/** The beginning of a copied header. */
const HEADER_BEGINNING = /^(?:(?:authorization|cookie)\s*:\s*)?(?:bearer\s+)?/i;

function keyHeader(method: unknown, typed: unknown): Record<string, string> {
	const text = pasted(typed);
	const cookie = IN_COOKIE.exec(text)?.[1];
	const key = cookie ?? pasted(text.replace(HEADER_BEGINNING, ''));
	if (!HEADER_SAFE.test(key)) {
		throw new UserError(key === '' ? 'Key is empty' : 'Key holds a character that no key has', {
			description:
				'Copy the key into Key in the credential once more, without spaces or line ends.',
		});
	}
	if (method === 'bearer') {
		if (cookie === undefined) return { Authorization: `Bearer ${key}` };
		throw new UserError('Key is a session token, which DocSpace does not accept as an API key', {
			description: 'Set Method in the credential to Cookie (asc_auth_key).',
		});
	}
	if (key.startsWith('sk-')) {
		throw new UserError('Key is an API key, which DocSpace does not accept as a cookie', {
			description: 'Set Method in the credential to API Key (Bearer).',
		});
	}
	return { Cookie: `asc_auth_key=${key}` };
}
