import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunction,
	IExecuteSingleFunctions,
	INodeProperties,
	PreSendAction,
} from 'n8n-workflow';

import { rejectParameter } from '../../shared/parameters/rejectParameter';
import { pasted } from '../../shared/util/pasted';
import { textOf } from '../../shared/parameters/parameter';

const WITH_URL = ['WebDav', 'Nextcloud', 'OwnCloud', 'SharePoint'];
const WITH_PASSWORD = [...WITH_URL, 'kDrive', 'Yandex'];
const WITH_CODE = ['Box', 'DropboxV2', 'GoogleDrive', 'OneDrive'];

const CREDENTIAL_TYPE = 'docSpaceStorageAccountApi';

/** The kind of storage and its name in the portal. */
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
			{
				name: 'Yandex',
				value: 'Yandex',
				description:
					'Portals up to 3.8 cannot connect it, because they do not know its address. Use WebDAV with its URL.',
			},
		],
		default: 'WebDav',
		description:
			'The kind of storage. The portal accepts only kinds that its administrator has enabled.',
		routing: { send: { type: 'body', property: 'providerKey' } },
	},
	{
		displayName: 'Title',
		name: 'customerTitle',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Off-site backups',
		description: 'Name of the account in the portal',
		routing: { send: { type: 'body', property: 'customerTitle' } },
	},
];

/** A field of the credential, and what it needs to hold for a kind of storage. */
interface CredentialField {
	name: 'url' | 'login' | 'password' | 'token';
	displayName: string;
	kinds: readonly string[];
}

const CREDENTIAL_FIELDS: readonly CredentialField[] = [
	{ name: 'url', displayName: 'URL', kinds: WITH_URL },
	{ name: 'login', displayName: 'Login', kinds: WITH_PASSWORD },
	{ name: 'password', displayName: 'Password', kinds: WITH_PASSWORD },
	{ name: 'token', displayName: 'Authorization Code', kinds: WITH_CODE },
];

/**
 * Sends what opens the storage. The service answers a missing value with 403 or 500; this says which
 * one it is.
 */
export const sendAccount: PreSendAction = async function (options) {
	const provider = textOf(this, 'providerKey');
	if (textOf(this, 'customerTitle') === '') {
		rejectParameter(this, 'Title', 'is empty', `${provider} cannot be connected without it.`);
	}
	const body = options.body as object; // the engine always starts with an object
	return { ...options, body: { ...body, ...(await storageAccess(this, provider)) } };
};

/**
 * What opens a storage, from the credential.
 *
 * @param provider The kind of storage.
 * @param isNew Whether the portal takes an address too.
 * @throws NodeOperationError when something is missing.
 */
export async function storageAccess(
	context: IExecuteSingleFunctions,
	provider: string,
	isNew = true,
): Promise<Record<string, string>> {
	const credential = await context.getCredentials(CREDENTIAL_TYPE);
	const access: Record<string, string> = {};
	for (const { name, displayName, kinds } of CREDENTIAL_FIELDS) {
		if (!kinds.includes(provider) || (name === 'url' && !isNew)) continue;
		access[name] = valueOf(credential, name);
		if (access[name] !== '') continue;
		const advice = `${provider} cannot be connected without it. Set it in the credential of the storage account.`;
		rejectParameter(context, displayName, 'is empty', advice);
	}
	return access;
}

/** Only the portal can open the storage, so this looks for missing values, and says so. */
export const testStorageAccount: ICredentialTestFunction = async function ({ data = {} }) {
	const names = data.openedWith === 'code' ? ['token'] : ['login', 'password'];
	const missing = CREDENTIAL_FIELDS.find(
		({ name }) => names.includes(name) && valueOf(data, name) === '',
	);
	return missing
		? { status: 'Error', message: `${missing.displayName} is empty.` }
		: {
				status: 'OK',
				message:
					'No field is empty. Whether the login works is only known when the portal connects the account.',
			};
};

function valueOf(credential: ICredentialDataDecryptedObject, name: string): string {
	const value = credential[name];
	// Spaces and quotes may belong to a password.
	return name === 'password' && typeof value === 'string' ? value : pasted(value);
}
