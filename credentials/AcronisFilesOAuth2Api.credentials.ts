import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { ignoreSslIssuesField } from '../nodes/shared/http/certificates';

/** Without what is pasted along, and with `https://` before a host without it. */
const ADDRESS =
	'$self["dataCenterUrl"].replace(/^[\\s"\'<]+|[\\s"\'>]+$/g, "").replace(/^(?!\\w+:\\/\\/)/, "https://")';

/** The address up to the end of its host; `http` for the machine itself only, and no user before it. */
const ORIGIN_PATTERN =
	'/^(?:https:\\/\\/|http:\\/\\/(?=(?:localhost|127(?:\\.\\d+){3}|\\[::1\\])(?:[:\\/?#]|$)))[^\\/?#@\\s]+(?=[\\/?#]|$)/i';

/**
 * The data center for n8n's own OAuth2 steps, as `serviceOrigin` has it for the requests. What stands
 * there in another case is no address, so that n8n sends the client's secret nowhere.
 */
const ORIGIN = `(${ADDRESS}.match(${ORIGIN_PATTERN}) ?? ["Data Center URL has to begin with https:"])[0]`;

/**
 * Access to File Sync & Share through the OAuth 2.0 authorization code grant. It works with
 * two-factor authentication, because a person signs in once in the browser.
 */
export class AcronisFilesOAuth2Api implements ICredentialType {
	name = 'acronisFilesOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Acronis File Sync & Share OAuth2 API';

	icon = {
		light: 'file:../nodes/AcronisFiles/acronisFiles.svg',
		dark: 'file:../nodes/AcronisFiles/acronisFiles.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/docspace-acronis/n8n-nodes-docspace-acronis/blob/main/docs/credentials-acronis.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Data Center URL',
			name: 'dataCenterUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://eu2-cloud.acronis.com',
			description:
				'The address that the browser shows after signing in to Acronis. After changing it, connect again before a node runs: n8n keeps the old token and would send it to the new address.',
		},
		{
			displayName:
				'How to get them: an administrator creates an API client in the management portal, under Settings → API clients. Client ID and Client Secret are shown once. Then register the OAuth Redirect URL of this dialog with Acronis. The documentation has the call.',
			name: 'clientNotice',
			type: 'notice',
			default: '',
		},
		ignoreSslIssuesField('ignoreSSLIssues'),
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `={{${ORIGIN}}}/api/2/idp/authorize`,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `={{${ORIGIN}}}/api/2/idp/token`,
		},
		// Without this scope the service gives no refresh token, and access would end after two hours.
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: 'offline_access' },
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
	];
}
