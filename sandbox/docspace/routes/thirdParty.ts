import { type Handlers, bodyOf, queryOf } from '../../http/call';
import { exception, success } from '../quirks/answers';
import type { Account } from '../state/credentials';
import { portalDate } from '../quirks/dates';
import type { ThirdPartyAccount } from '../state/kept';
import type { Portal } from '../state/portal';

interface AccountRequest {
	url?: string | null;
	login?: string | null;
	password?: string | null;
	token?: string | null;
	customerTitle?: string;
	providerKey?: string;
	providerId?: number | string | null;
}

/**
 * The kinds of storage: how their folder ids begin, what they are opened with, and the key under which
 * the list of providers and a stored account have them.
 */
const PROVIDERS = [
	{ key: 'Box', selector: 'box', secret: 'token', stored: 'Box' },
	{ key: 'DropboxV2', selector: 'dropbox', secret: 'token', stored: 'DropboxV2' },
	{ key: 'GoogleDrive', selector: 'drive', secret: 'token', stored: 'GoogleDrive' },
	{ key: 'OneDrive', selector: 'onedrive', secret: 'token', stored: 'OneDrive' },
	{ key: 'SharePoint', selector: 'spoint', secret: 'password', stored: 'SharePoint' },
	{ key: 'kDrive', selector: 'sbox', secret: 'password', stored: 'kDrive' },
	{ key: 'Yandex', selector: 'sbox', secret: 'password', stored: 'Yandex' },
	{ key: 'WebDav', selector: 'sbox', secret: 'password', stored: 'WebDav' },
	{ key: 'Nextcloud', selector: 'sbox', secret: 'password', stored: 'WebDav' },
	{ key: 'OwnCloud', selector: 'sbox', secret: 'password', stored: 'WebDav' },
] as const;

/** The kinds whose address the caller gives. */
const WITH_URL = ['WebDav', 'Nextcloud', 'OwnCloud'];

/** The kinds that the list of what can be connected leaves out. */
const UNLISTED = ['Nextcloud', 'OwnCloud'];

interface RoomRequest {
	title: string;
	roomType: number;
	createAsNewFolder?: boolean;
	tags?: string[];
	indexing?: boolean;
	denyDownload?: boolean;
}

const INVALID_OPERATION = 'System.InvalidOperationException';

/** Accounts at third-party storages, for rooms and for backups. */
export function thirdPartyRoutes(portal: Portal): Handlers<Account> {
	return {
		saveThirdParty(call) {
			const request = bodyOf<AccountRequest>(call);
			if (call.caller.role === 'user' || !portal.settings.thirdPartyEnabled) {
				throw exception(403, 'Forbidden', INVALID_OPERATION);
			}
			const { providerId = null } = request;
			const account =
				providerId === null
					? created(portal, request, call.caller)
					: updated(portal, request, ownAccount(portal, Number(providerId), call.caller));
			portal.logEvent(
				providerId === null ? 'ThirdPartyCreated' : 'ThirdPartyUpdated',
				portal.now(),
			);
			return success(folder(account, call.caller), `${call.address}/api/2.0/files/thirdparty`);
		},

		saveThirdPartyBackup(call) {
			const request = bodyOf<AccountRequest>(call);
			if (!portal.settings.thirdPartyEnabled) throw exception(403, 'Forbidden', INVALID_OPERATION);
			const { backupAccount } = portal;
			const provider = knownProvider(request);
			if (backupAccount === undefined) checkTitle(request);
			if (!opens(portal, request, provider)) throw refusedBy(portal, backupAccount !== undefined);
			const saved = accountOf(portal, request, provider, call.caller, backupAccount);
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
			const providerId = Number(call.parameters.providerId);
			const { backupAccount } = portal;
			const isBackupAccount = backupAccount?.providerId === providerId;
			if (!isBackupAccount || !portal.settings.deletesBackupAccount) {
				ownAccount(portal, providerId, call.caller);
			}
			const folderId = portal.removeThirdPartyAccount(providerId);
			return success(folderId, `${call.address}/api/2.0/files/thirdparty/${providerId}`);
		},

		setThirdPartyAvailability(call) {
			const { set } = bodyOf<{ set: boolean }>(call);
			portal.settings.thirdPartyEnabled = set;
			return success(set, `${call.address}/api/2.0/files/thirdparty`);
		},

		getThirdPartyCapabilities(call) {
			const listed = PROVIDERS.filter((one) => isEnabled(one) && !UNLISTED.includes(one.key));
			const rows = listed.map(({ key, secret }) =>
				secret === 'token' ? [key, 'client-of-the-portal', `${call.address}/thirdparty`] : [key],
			);
			return success(
				portal.settings.thirdPartyEnabled ? rows : [],
				`${call.address}/api/2.0/files/thirdparty/capabilities`,
			);
		},

		getThirdPartyProviders(call) {
			const { excludewebdav = false } = queryOf<{ excludewebdav?: boolean }>(call);
			const rows = PROVIDERS.filter(
				(one) => isEnabled(one) && (!excludewebdav || one.selector !== 'sbox'),
			).map(({ key, selector, secret }) => ({
				name: key,
				// Four kinds have the key of one.
				key: selector === 'sbox' ? 'WebDav' : key,
				connected: true,
				oauth: secret === 'token',
				requiredConnectionUrl: WITH_URL.includes(key),
			}));
			return success(
				portal.settings.thirdPartyEnabled ? rows : [],
				`${call.address}/api/2.0/files/thirdparty/providers`,
			);
		},

		createThirdPartyRoom(call) {
			const { id = '' } = call.parameters;
			const room = bodyOf<RoomRequest>(call);
			const account = portal.allAccounts.find((known) => `${id}-`.startsWith(`${known.folderId}-`));
			if (!account || account.ownerId !== call.caller.userId) {
				throw exception(
					500,
					'Object reference not set to an instance of an object.',
					'System.NullReferenceException',
				);
			}
			if (account === portal.backupAccount) {
				throw exception(403, portal.say('Unknown provider'), INVALID_OPERATION);
			}
			// One account backs one room.
			if (account.roomFolderId !== undefined) {
				throw exception(403, portal.say('The provider is connected already'), INVALID_OPERATION);
			}
			const { title, roomType, createAsNewFolder = false, tags, indexing, denyDownload } = room;
			account.roomFolderId = createAsNewFolder ? `${id}-${title}` : id;
			// Without a folder of its own the room keeps none of these, and nobody is told.
			const kept = createAsNewFolder ? { tags, indexing, denyDownload } : {};
			const made = { ...folder(account, call.caller), id: account.roomFolderId, title, roomType };
			return success({ ...made, ...kept }, `${call.address}/api/2.0/files/rooms/thirdparty/${id}`);
		},
	};
}

/** Kinds that the administrators of a portal have to switch on first. */
function isEnabled({ key }: Provider): boolean {
	return key !== 'SharePoint' && key !== 'Yandex';
}

type Provider = (typeof PROVIDERS)[number];

function created(portal: Portal, request: AccountRequest, caller: Account): ThirdPartyAccount {
	checkTitle(request);
	const provider = knownProvider(request);
	if (!opens(portal, request, provider)) throw refusedBy(portal, false);
	const account = accountOf(portal, request, provider, caller);
	portal.thirdPartyAccounts.push(account);
	return account;
}

/** Changes what the storage is opened with. Its address, kind and title stay, whatever was sent. */
function updated(
	portal: Portal,
	request: AccountRequest,
	account: ThirdPartyAccount,
): ThirdPartyAccount {
	const provider = PROVIDERS.find(({ key }) => key === account.providerKey);
	const isNothing = [request.url, request.login, request.password, request.token].every(
		(part) => (part ?? '') === '',
	);
	if (!isNothing && provider && !opens(portal, request, provider)) throw refusedBy(portal, true);
	account.updatedAt = portal.now();
	return account;
}

function knownProvider({ providerKey = '' }: AccountRequest): Provider {
	const provider = PROVIDERS.find(({ key }) => key.toLowerCase() === providerKey.toLowerCase());
	if (!provider) throw exception(400, 'Unknown provider');
	return provider;
}

function checkTitle({ customerTitle = '' }: AccountRequest): void {
	if (customerTitle.trim() === '') throw exception(403, 'Title is empty', INVALID_OPERATION);
}

function opens(portal: Portal, request: AccountRequest, provider: Provider): boolean {
	const { storage } = portal.credentials;
	return provider.secret === 'token'
		? request.token === storage.token
		: request.login === storage.login && request.password === storage.password;
}

/** Until 3.6 a change took a storage that does not open for a fault of the portal itself. */
function refusedBy(portal: Portal, isChange: boolean) {
	if (!isChange)
		return exception(403, portal.say('The storage refused the sign-in'), INVALID_OPERATION);
	const type = 'System.UnauthorizedAccessException';
	return exception(portal.since(3.7) ? 403 : 500, 'Access denied', type);
}

function ownAccount(portal: Portal, providerId: number, caller: Account): ThirdPartyAccount {
	const account = portal.thirdPartyAccounts.find((known) => known.providerId === providerId);
	if (!account) throw exception(403, 'Sequence contains no elements', INVALID_OPERATION);
	if (account.ownerId !== caller.userId) throw exception(403, 'Forbidden', INVALID_OPERATION);
	return account;
}

function accountOf(
	portal: Portal,
	{ customerTitle = '', url }: AccountRequest,
	{ stored, selector }: Provider,
	caller: Account,
	replaced?: ThirdPartyAccount,
): ThirdPartyAccount {
	const providerId = replaced?.providerId ?? portal.nextProviderId();
	return {
		providerId,
		providerKey: stored,
		url: url ?? '',
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
