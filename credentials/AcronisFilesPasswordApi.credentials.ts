import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { ignoreSslIssuesField, ignoresSslIssues } from '../nodes/shared/http/certificates';
import { credentialTestRules } from '../nodes/shared/http/credentialTest';
import { authenticatedFor } from '../nodes/shared/http/serviceUrl';
import { dataCenterOf, DIRECTORY } from '../nodes/AcronisFiles/service/dataCenter';
import { hasUsableToken, passwordToken } from '../nodes/AcronisFiles/service/passwordToken';

/**
 * Access to File Sync & Share with a person's user name and password (OAuth 2.0 password grant).
 *
 * The token is kept with the credential and renewed when the service refuses it, or shortly before
 * it is known to run out.
 */
export class AcronisFilesPasswordApi implements ICredentialType {
	name = 'acronisFilesPasswordApi';

	displayName = 'Acronis File Sync & Share Password API';

	icon = {
		light: 'file:../nodes/AcronisFiles/acronisFiles.svg',
		dark: 'file:../nodes/AcronisFiles/acronisFiles.dark.svg',
	} as const;

	documentationUrl =
		'https://developer.acronis.com/doc/account-management/v2/guide/getting-started/authentication.html';

	properties: INodeProperties[] = [
		{
			displayName: 'Find the Data Center',
			name: 'findDataCenter',
			type: 'boolean',
			default: false,
			description:
				'Whether to ask Acronis for the data center of the user. That sends the user name to the address below.',
		},
		{
			displayName: 'Directory URL',
			name: 'directoryUrl',
			type: 'string',
			default: DIRECTORY,
			required: true,
			displayOptions: { show: { findDataCenter: [true] } },
			description: 'Where Acronis knows the data centers of all users',
		},
		{
			displayName: 'Data Center URL',
			name: 'dataCenterUrl',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { findDataCenter: [false] } },
			placeholder: 'e.g. https://eu2-cloud.acronis.com',
			description: 'The address that the browser shows after signing in to Acronis',
		},
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'A user with two-factor authentication cannot sign in like this: use a service account, exempt the user, or use the OAuth2 credential',
		},
		ignoreSslIssuesField('allowUnauthorizedCerts'),
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Made For',
			name: 'madeFor',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Found URL',
			name: 'foundUrl',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Valid Until',
			name: 'validUntil',
			type: 'hidden',
			default: 0,
		},
	];

	/** Fetches a token; n8n calls it when there is none, and after the service refused one. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return { ...(await passwordToken(this.helpers, credentials)) };
	}

	/**
	 * Adds the data center's address and the token; see `authenticatedFor`.
	 *
	 * @throws UserError when the address cannot be used; an error with status 401 when the token has
	 * run out or was made for another user or place, which makes n8n renew it before anything is sent.
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const origin = dataCenterOf(credentials);
		if (origin === undefined || !hasUsableToken(credentials)) throw new TokenExpired();
		const secret = { Authorization: `Bearer ${String(credentials.accessToken)}` };
		return authenticatedFor(origin, requestOptions, secret, ignoresSslIssues(credentials));
	}

	test: ICredentialTestRequest = {
		request: {
			url: '/fc/api/v1/sync_and_share_nodes/0/contents',
			qs: { per_page: 1 },
			headers: { Accept: 'application/json' },
			encoding: 'text',
			disableFollowRedirect: true,
		},
		rules: credentialTestRules(
			{
				401: 'Acronis does not accept the user name and password.',
				403: 'The user name and password are good, but the user has no role in File Sync & Share.',
				404: 'There is no File Sync & Share at this address. Check Data Center URL.',
			},
			{
				// The answer is a list, which begins with [.
				key: '[0]',
				values: [undefined, '<', '{', ' ', '\r', '\n', '\t', '\uFEFF'],
				message: 'Something else answered instead of the Acronis API. Check Data Center URL.',
			},
		),
	};
}

/** Looks to n8n like the service's refusal of a token, so that it renews the token. */
class TokenExpired extends Error {
	readonly response = { status: 401 };

	constructor() {
		super('The access token has expired');
	}
}
