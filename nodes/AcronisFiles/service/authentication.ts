import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

/** The field's value for signing in with user name and password, and the credential that goes with it. */
export const PASSWORD = 'password';
export const PASSWORD_CREDENTIAL = 'acronisFilesPasswordApi';

/** The ways to sign in; the node and its trigger offer the same ones. */
export const credentials: INodeCredentialDescription[] = [
	{
		name: 'acronisFilesOAuth2Api',
		required: true,
		displayOptions: { show: { authentication: ['oAuth2'] } },
	},
	{
		name: PASSWORD_CREDENTIAL,
		required: true,
		displayOptions: { show: { authentication: [PASSWORD] } },
	},
];

export const authenticationField: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'OAuth2', value: 'oAuth2' },
		{ name: 'User Name and Password', value: PASSWORD },
	],
	default: PASSWORD,
};
