import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * What a portal needs to open a storage account: WebDAV, Nextcloud and the like with a login, others
 * with a code that the provider gave a browser. Only the portal uses it, so there is nothing here that
 * n8n could ask; the node's own test says which fields the kinds of storage need.
 */
export class DocSpaceStorageAccountApi implements ICredentialType {
	name = 'docSpaceStorageAccountApi';

	displayName = 'Storage Account for ONLYOFFICE DocSpace API';

	icon = {
		light: 'file:../nodes/DocSpaceBackup/docSpaceBackup.svg',
		dark: 'file:../nodes/DocSpaceBackup/docSpaceBackup.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/docspace-acronis/n8n-nodes-docspace-acronis/blob/main/docs/credentials-docspace.md#storage-account-for-onlyoffice-docspace-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Opened With',
			name: 'openedWith',
			type: 'options',
			options: [
				{
					name: 'Login and Password',
					value: 'password',
					description: 'KDrive, Nextcloud, ownCloud, SharePoint and WebDAV',
				},
				{
					name: 'Authorization Code',
					value: 'code',
					description: 'Box, Dropbox, Google Drive and OneDrive',
				},
			],
			default: 'password',
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://cloud.example.com/remote.php/dav/files/backup',
			description: 'The address of the storage. Leave it empty for kDrive.',
			displayOptions: { show: { openedWith: ['password'] } },
		},
		{
			displayName: 'Login',
			name: 'login',
			type: 'string',
			default: '',
			required: true,
			description: 'The user name for the storage, not for the portal',
			displayOptions: { show: { openedWith: ['password'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Use an app password where the storage offers one',
			displayOptions: { show: { openedWith: ['password'] } },
		},
		{
			displayName: 'Authorization Code',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				"The one-time code that the provider gave a browser for the portal's own application. It is not an access token, and n8n cannot get it.",
			displayOptions: { show: { openedWith: ['code'] } },
		},
	];
}
