import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { ignoreSslIssuesField, ignoresSslIssues } from '../nodes/shared/http/certificates';
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
		'https://github.com/docspace-acronis/n8n-nodes-docspace-acronis/blob/main/docs/credentials-acronis.md';

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
			description: 'The Acronis service that knows the data center of each user',
		},
		{
			displayName: 'Data Center URL',
			name: 'dataCenterUrl',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { findDataCenter: [false] } },
			placeholder: 'e.g. https://eu2-cloud.acronis.com',
			description:
				'The address that the browser shows after signing in to Acronis. Each user belongs to one data center.',
		},
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			description: 'What the user types to sign in to Acronis, usually an email address',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Users with two-factor authentication cannot sign in this way. Use a service account, exempt the user, or use the OAuth2 credential.',
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
}

/** Looks to n8n like the service's refusal of a token, so that it renews the token. */
class TokenExpired extends Error {
	readonly response = { status: 401 };

	constructor() {
		super('The access token has expired');
	}
}
