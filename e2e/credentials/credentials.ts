import type { SandboxOffer } from '../../sandbox/offer';
import type { NewCredential } from '../n8n/client';

/** What an assistant signs in with at the MCP server of the examples. */
export const MCP_TOKEN = 'token-of-the-mcp-server';

/** The name that the credential of the Restore Drill's portal has in its workflow. */
export const TEST_PORTAL = 'ONLYOFFICE DocSpace test portal';

/**
 * The credentials with which the example workflows reach the sandbox, under the names that n8n
 * gives to a user's first ones. The OAuth2 one still has to be connected in the editor.
 */
export function sandboxCredentials({ docSpace, acronis, mail }: SandboxOffer): NewCredential[] {
	return [
		{
			name: 'ONLYOFFICE DocSpace account',
			type: 'docSpaceApi',
			data: {
				portalUrl: docSpace.url,
				method: 'cookie',
				apiKey: docSpace.credentials.adminCookie,
			},
		},
		{
			name: 'Storage Account for ONLYOFFICE DocSpace account',
			type: 'docSpaceStorageAccountApi',
			data: {
				openedWith: 'password',
				url: 'https://storage.example/dav',
				login: docSpace.credentials.storage.login,
				password: docSpace.credentials.storage.password,
			},
		},
		{
			name: 'Acronis File Sync & Share account',
			type: 'acronisFilesPasswordApi',
			data: {
				dataCenterUrl: acronis.url,
				username: acronis.users.admin.login,
				password: acronis.users.admin.password,
			},
		},
		{
			name: 'Acronis File Sync & Share OAuth2 account',
			type: 'acronisFilesOAuth2Api',
			data: {
				dataCenterUrl: acronis.url,
				clientId: acronis.client.id,
				clientSecret: acronis.client.secret,
			},
		},
		{ name: 'Bearer Auth account', type: 'httpBearerAuth', data: { token: MCP_TOKEN } },
		{
			name: 'SMTP account',
			type: 'smtp',
			data: {
				host: mail.host,
				port: mail.port,
				secure: false,
				disableStartTls: true,
				user: '',
				password: '',
			},
		},
	];
}
