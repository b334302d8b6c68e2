import type { INodeProperties, PreSendAction } from 'n8n-workflow';

import { refuse } from '../../shared/parameters/refuse';
import { textField } from '../../shared/parameters/textField';
import type { StatusMeaning } from '../service/statusMeaning';
import { isInvalidOperation } from '../service/statusMeaning';

const WITH_URL = ['WebDav', 'Nextcloud', 'OwnCloud', 'SharePoint'];
const WITH_PASSWORD = [...WITH_URL, 'kDrive'];
const WITH_CODE = ['Box', 'DropboxV2', 'GoogleDrive', 'OneDrive'];

/** What a storage account is described by; which fields there are depends on its provider. */
export const accountFields: INodeProperties[] = [
	{
		displayName: 'Provider',
		name: 'providerKey',
		type: 'options',
		options: [
			{ name: 'Box', value: 'Box' },
			{ name: 'Dropbox', value: 'DropboxV2' },
			{ name: 'Google Drive', value: 'GoogleDrive' },
			{ name: 'kDrive', value: 'kDrive' },
			{ name: 'Nextcloud', value: 'Nextcloud' },
			{ name: 'OneDrive', value: 'OneDrive' },
			{ name: 'ownCloud', value: 'OwnCloud' },
			{ name: 'SharePoint', value: 'SharePoint' },
			{ name: 'WebDAV', value: 'WebDav' },
		],
		default: 'WebDav',
		description:
			'The kind of storage. The portal takes only kinds that its administrator has enabled.',
		routing: { send: { type: 'body', property: 'providerKey' } },
	},
	{
		displayName: 'Title',
		name: 'customerTitle',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Off-site backups',
		description: 'What the portal calls the account',
		routing: { send: { type: 'body', property: 'customerTitle' } },
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://cloud.example.com/remote.php/dav/files/backup',
		description: 'The address of the storage',
		displayOptions: { show: { providerKey: WITH_URL } },
		routing: { send: { type: 'body', property: 'url' } },
	},
	{
		displayName: 'Login',
		name: 'login',
		type: 'string',
		default: '',
		required: true,
		displayOptions: { show: { providerKey: WITH_PASSWORD } },
		routing: { send: { type: 'body', property: 'login' } },
	},
	{
		displayName: 'Password',
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		displayOptions: { show: { providerKey: WITH_PASSWORD } },
		routing: { send: { type: 'body', property: 'password' } },
	},
	{
		displayName: 'Authorization Code',
		name: 'token',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		description:
			"The one-time code that the provider gave a browser for the portal's own application. It is neither an access token nor one of n8n's.",
		displayOptions: { show: { providerKey: WITH_CODE } },
		routing: { send: { type: 'body', property: 'token' } },
	},
];

/** An account that exists already. */
export const accountIdField: INodeProperties = {
	displayName: 'Account ID',
	name: 'accountId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 12',
	description: 'The providerId that Create and Get Many give',
};

/** The service looks for the account among those of the key's owner, and answers 403 for none. */
export const noSuchAccount: StatusMeaning = {
	status: 403,
	applies: isInvalidOperation,
	message: 'The owner of the key has no third-party account with this ID',
	description:
		'Check Account ID with Get Many. An account can be changed by its owner only, and not at all while third-party storage is switched off.',
};

/** The service answers a missing field with 403 or 500; this says which one it is. */
export const checkAccount: PreSendAction = async function (options) {
	const providerKey = textField(this, 'providerKey');
	const isKnown = [...WITH_PASSWORD, ...WITH_CODE].includes(providerKey);
	if (!isKnown)
		refuse(this, 'Provider', `"${providerKey}" is unknown`, 'Choose one from the list.');
	const needed = [
		['customerTitle', 'Title', true],
		['url', 'URL', WITH_URL.includes(providerKey)],
		['login', 'Login', WITH_PASSWORD.includes(providerKey)],
		['password', 'Password', WITH_PASSWORD.includes(providerKey)],
		['token', 'Authorization Code', WITH_CODE.includes(providerKey)],
	] as const;
	for (const [name, field, isNeeded] of needed) {
		if (isNeeded && textField(this, name) === '') {
			refuse(this, field, 'is empty', `${providerKey} cannot be connected without it.`);
		}
	}
	return options;
};
