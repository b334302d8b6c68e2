import type { INodeProperties } from 'n8n-workflow';

/** The field's value for signing in with user name and password, and the credential that goes with it. */
export const PASSWORD = 'password';
export const PASSWORD_CREDENTIAL = 'acronisFilesPasswordApi';

/** The value for a sign-in in the browser, and its credential. */
export const BROWSER = 'oAuth2';
export const BROWSER_CREDENTIAL = 'acronisFilesOAuth2Api';

export const authenticationField: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'OAuth2', value: BROWSER },
		{ name: 'User Name and Password', value: PASSWORD },
	],
	default: PASSWORD,
};
