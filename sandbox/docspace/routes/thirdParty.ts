import { type Handlers, bodyOf, queryOf } from '../../http/call';
import { accessDenied, exception, success } from '../quirks/answers';
import type { Account } from '../state/credentials';
import { portalDate } from '../quirks/dates';
import type { Portal, ThirdPartyAccount } from '../state/portal';

interface AccountRequest {
	login?: string | null;
	password?: string | null;
	token?: string | null;
	customerTitle?: string;
	providerKey?: string;
	providerId?: number | string | null;
}

/** The kinds of storage, with how their folder ids begin and what they are opened with. */
const PROVIDERS = [
	{ key: 'WebDav', selector: 'sbox', secret: 'password' },
	{ key: 'Nextcloud', selector: 'sbox', secret: 'password' },
	{ key: 'OwnCloud', selector: 'sbox', secret: 'password' },
	{ key: 'kDrive', selector: 'sbox', secret: 'password' },
	{ key: 'Yandex', selector: 'sbox', secret: 'password' },
	{ key: 'SharePoint', selector: 'spoint', secret: 'password' },
	{ key: 'GoogleDrive', selector: 'drive', secret: 'token' },
	{ key: 'Box', selector: 'box', secret: 'token' },
	{ key: 'DropboxV2', selector: 'dropbox', secret: 'token' },
	{ key: 'OneDrive', selector: 'onedrive', secret: 'token' },
] as const;

const INVALID_OPERATION = 'System.InvalidOperationException';

/** Accounts at third-party storages, for rooms and for backups. */
export function thirdPartyRoutes(portal: Portal): Handlers<Account> {
	return {
		saveThirdParty(call) {
			const request = bodyOf<AccountRequest>(call);
			if (call.caller.role === 'user') throw exception(403, 'Forbidden', INVALID_OPERATION);
			const provider = checkedProvider(portal, request);
			const { providerId = null } = request;
			const account =
				providerId === null
					? create(portal, request, provider, call.caller)
					: ownAccount(portal, Number(providerId), call.caller);
			checkSecret(portal, request, provider);
			if (providerId === null) portal.thirdPartyAccounts.push(account);
			const event = providerId === null ? 'ThirdPartyCreated' : 'ThirdPartyUpdated';
			portal.logEvent(event, portal.now());
			// An update changes what the storage is opened with, and nothing that is shown.
			account.updatedAt = portal.now();
			return success(folder(account, call.caller), `${call.address}/api/2.0/files/thirdparty`);
		},

		saveThirdPartyBackup(call) {
			const request = bodyOf<AccountRequest>(call);
			const provider = checkedProvider(portal, request);
			checkSecret(portal, request, provider);
			const { backupAccount } = portal;
			const saved = create(portal, request, provider, call.caller, backupAccount);
			portal.backupAccount = saved;
			return success(folder(saved, call.caller), `${call.address}/api/2.0/files/thirdparty/backup`);
		},

		getThirdPartyBackup(call) {
			const { backupAccount } = portal;
			return success(
				backupAccount && folder(backupAccount, call.caller),
				`${call.address}/api/2.0/files/thirdparty/backup`,
			);
		},

		getThirdPartyAccounts: (call) =>
			success(
				portal.thirdPartyAccounts
					.filter(({ ownerId }) => ownerId === call.caller.userId)
					.map(({ title, providerId, providerKey }) => ({
						corporate: false,
						roomsStorage: true,
						customer_title: title,
						provider_id: providerId,
						provider_key: providerKey,
					})),
				`${call.address}/api/2.0/files/thirdparty`,
			),

		deleteThirdParty(call) {
			const { providerId } = ownAccount(portal, Number(call.parameters.providerId), call.caller);
			const folderId = portal.removeThirdPartyAccount(providerId);
			return success(folderId, `${call.address}/api/2.0/files/thirdparty/${providerId}`);
		},

		setThirdPartyAvailability(call) {
			const { set } = bodyOf<{ set: boolean }>(call);
			portal.settings.thirdPartyEnabled = set;
			return success(set, `${call.address}/api/2.0/files/thirdparty`);
		},

		getThirdPartyCapabilities(call) {
			const rows = PROVIDERS.filter(isEnabled).map(({ key, secret }) =>
				secret === 'token' ? [key, 'client-of-the-portal', `${call.address}/thirdparty`] : [key],
			);
			return success(
				portal.settings.thirdPartyEnabled ? rows : [],
				`${call.address}/api/2.0/files/thirdparty/capabilities`,
			);
		},

		getThirdPartyProviders(call) {
			const { excludewebdav = false } = queryOf<{ excludewebdav?: boolean }>(call);
			const rows = PROVIDERS.filter(({ selector }) => !excludewebdav || selector !== 'sbox').map(
				(provider) => ({
					name: provider.key,
					key: provider.key,
					connected: isEnabled(provider),
					oauth: provider.secret === 'token',
					requiredConnectionUrl: ['WebDav', 'Nextcloud', 'OwnCloud'].includes(provider.key),
				}),
			);
			return success(rows, `${call.address}/api/2.0/files/thirdparty/providers`);
		},

		getThirdPartyCommon: (call) => success([], `${call.address}/api/2.0/files/thirdparty/common`),

		createThirdPartyRoom(call) {
			const { id = '' } = call.parameters;
			const { title, roomType } = bodyOf<{ title: string; roomType: number }>(call);
			const account = portal.thirdPartyAccounts.find(
				({ folderId, ownerId }) =>
					ownerId === call.caller.userId && `${id}-`.startsWith(`${folderId}-`),
			);
			if (!account) throw exception(404, 'The required folder was not found');
			const room = { ...folder(account, call.caller), id: `${id}-${title}`, title, roomType };
			return success(room, `${call.address}/api/2.0/files/rooms/thirdparty/${id}`);
		},
	};
}

/** Kinds that the administrators of a portal have to switch on first. */
function isEnabled({ key }: Provider): boolean {
	return key !== 'SharePoint' && key !== 'Yandex';
}

type Provider = (typeof PROVIDERS)[number];

function checkedProvider(
	portal: Portal,
	{ providerKey = '', customerTitle = '' }: AccountRequest,
): Provider {
	if (!portal.settings.thirdPartyEnabled) throw accessDenied();
	const provider = PROVIDERS.find(({ key }) => key.toLowerCase() === providerKey.toLowerCase());
	if (!provider) throw exception(400, 'Unknown provider');
	if (customerTitle.trim() === '') throw exception(403, 'Title is empty', INVALID_OPERATION);
	return provider;
}

function checkSecret(portal: Portal, request: AccountRequest, provider: Provider): void {
	const { storage } = portal.credentials;
	const opens =
		provider.secret === 'token'
			? request.token === storage.token
			: request.login === storage.login && request.password === storage.password;
	// Until 3.6 the service took a storage that does not open for a fault of its own.
	if (!opens) {
		throw exception(
			portal.since(3.7) ? 403 : 500,
			'Access denied',
			'System.UnauthorizedAccessException',
		);
	}
}

function ownAccount(portal: Portal, providerId: number, caller: Account): ThirdPartyAccount {
	const account = portal.thirdPartyAccounts.find((known) => known.providerId === providerId);
	if (!account) throw exception(403, 'Sequence contains no elements', INVALID_OPERATION);
	if (account.ownerId !== caller.userId) throw exception(403, 'Forbidden', INVALID_OPERATION);
	return account;
}

function create(
	portal: Portal,
	{ customerTitle = '' }: AccountRequest,
	{ key, selector }: Provider,
	caller: Account,
	replaced?: ThirdPartyAccount,
): ThirdPartyAccount {
	const providerId = replaced?.providerId ?? portal.nextProviderId();
	return {
		providerId,
		providerKey: key,
		title: customerTitle.trim(),
		folderId: `${selector}-${providerId}`,
		ownerId: caller.userId,
		createdAt: replaced?.createdAt ?? portal.now(),
		updatedAt: portal.now(),
	};
}

function folder(account: ThirdPartyAccount, { userId, displayName }: Account) {
	return {
		id: account.folderId,
		parentId: '2',
		rootFolderId: '2',
		title: account.title,
		access: 0,
		shared: false,
		created: portalDate(account.createdAt),
		createdBy: { id: userId, displayName },
		updated: portalDate(account.updatedAt),
		updatedBy: { id: userId, displayName },
		rootFolderType: 14,
		providerItem: true,
		providerKey: account.providerKey,
		providerId: account.providerId,
		filesCount: 0,
		foldersCount: 0,
		new: 0,
		mute: false,
		pinned: false,
		private: false,
	};
}
