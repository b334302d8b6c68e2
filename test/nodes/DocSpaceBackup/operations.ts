import type { INodeParameters } from 'n8n-workflow';

import { useSandbox } from '../../support/sandbox';
import { type Case, meaning, refusal } from './faults';
import { operationAt, webDavAccount } from './support';

/** The sandbox that the operations are run against. */
export const at = useSandbox();

/** The fields of an operation. */
export type Fields = () => Promise<INodeParameters> | INodeParameters;
/** An operation, and the fields it can be run with. */
export type Row = [
	resource: string,
	operation: string,
	operationId: string,
	/** What sending it twice does. */
	repeat: 'safe' | 'once' | 'never',
	/** What certain answers mean here alone. */
	meanings: Case[],
	/** Makes what the operation is about. */
	fields: Fields,
];

const NOTHING: Fields = () => ({});
const failed = meaning(500, 'DocSpace could not process the request (status 500)');
const tooOld = meaning(404, 'This portal is too old for the operation');
const noAudit = meaning(402, "The portal's plan does not include audit");
const noArchive = refusal(
	'a web page',
	{ html: true },
	'Link leads to a web page, not to an archive',
);
const deadLink = refusal(
	'a key without the permission',
	{ status: 403 },
	'The link no longer works, or the key may not use it',
);
const notConnected = meaning(
	403,
	'The portal did not connect the storage account',
	'System.InvalidOperationException',
);
const noRoom = meaning(
	403,
	'The account cannot back this room',
	'System.InvalidOperationException',
);
const noFolder = meaning(500, 'The portal has no such folder on a third-party account');
const wrongPassword = meaning(
	403,
	'The storage refused the user name and password',
	'System.UnauthorizedAccessException',
);
const noAccount = meaning(
	403,
	'The owner of the key has no third-party account with this ID',
	'System.InvalidOperationException',
);

const backup: Fields = async () => {
	at.sandbox.docSpace.addArchives(1);
	const [archive] = await at.sandbox.docSpace.archives();
	return { backupId: archive?.id ?? '' };
};
const noted: Fields = async () => {
	await backup();
	return {};
};
const link: Fields = async () => {
	const { items } = await operationAt(
		at,
		'backup',
		'start',
	)({ waiting: { intervalSeconds: 0.02 } });
	return { link: String(items[0]?.json.link) };
};
const account: Fields = async () => {
	await operationAt(at, 'thirdPartyAccount', 'create')(webDavAccount());
	return { accountId: '1' };
};

/** Each operation of the node with each request of the contract that it is about. */
export const OPERATIONS: Row[] = [
	['backup', 'start', 'startBackup', 'once', [failed], () => ({ waitForCompletion: false })],
	['backup', 'getProgress', 'getBackupProgress', 'safe', [failed], NOTHING],
	['backup', 'getResult', 'getBackupProgress', 'safe', [failed], () => ({ which: 'newest' })],
	['backup', 'cancel', 'cancelBackup', 'once', [tooOld], NOTHING],
	['backup', 'getAll', 'getBackupHistory', 'safe', [failed], noted],
	[
		'backup',
		'delete',
		'deleteBackup',
		'safe',
		[meaning(500, 'The portal has no backup with this ID, or could not delete its file')],
		backup,
	],
	['backup', 'deleteAll', 'deleteBackupHistory', 'safe', [failed], () => ({ confirm: true })],
	['backup', 'download', 'downloadTemporaryBackup', 'safe', [noArchive, deadLink], link],
	['backup', 'getCount', 'getBackupsCount', 'safe', [tooOld], NOTHING],
	['backup', 'getServiceState', 'getBackupServiceState', 'safe', [tooOld], NOTHING],
	[
		'backupSchedule',
		'createOrUpdate',
		'createBackupSchedule',
		'safe',
		[failed],
		() => ({ storageType: 4 }),
	],
	['backupSchedule', 'get', 'getBackupSchedule', 'safe', [failed], NOTHING],
	['backupSchedule', 'delete', 'deleteBackupSchedule', 'safe', [failed], NOTHING],
	[
		'restore',
		'start',
		'startRestore',
		'never',
		[meaning(404, 'DocSpace has no such file, folder, backup or portal')],
		async () => ({ ...(await backup()), confirm: true, waitForCompletion: false }),
	],
	['restore', 'getProgress', 'getRestoreProgress', 'safe', [failed], NOTHING],
	[
		'thirdPartyAccount',
		'create',
		'saveThirdParty',
		'once',
		[wrongPassword, notConnected],
		() => webDavAccount(),
	],
	[
		'thirdPartyAccount',
		'update',
		'saveThirdParty',
		'safe',
		[wrongPassword, noAccount],
		async () => webDavAccount({ ...(await account()) }),
	],
	['thirdPartyAccount', 'delete', 'deleteThirdParty', 'safe', [noAccount], account],
	['thirdPartyAccount', 'getAll', 'getThirdPartyAccounts', 'safe', [failed], account],
	['thirdPartyAccount', 'getManyProviders', 'getThirdPartyProviders', 'safe', [failed], NOTHING],
	[
		'thirdPartyAccount',
		'getManyCapabilities',
		'getThirdPartyCapabilities',
		'safe',
		[failed],
		NOTHING,
	],
	['thirdPartyAccount', 'getManyCommonFolders', 'getThirdPartyCommon', 'safe', [failed], NOTHING],
	[
		'thirdPartyAccount',
		'createRoom',
		'createThirdPartyRoom',
		'once',
		[noRoom, noFolder],
		async () => {
			await account();
			const { thirdPartyAccounts } = await at.sandbox.docSpace.state();
			return { thirdPartyFolderId: thirdPartyAccounts.at(-1)?.folderId ?? '', title: 'Archive' };
		},
	],
	[
		'thirdPartyAccount',
		'setAvailability',
		'setThirdPartyAvailability',
		'safe',
		[failed],
		() => ({ available: true }),
	],
	[
		'thirdPartyBackupAccount',
		'createOrUpdate',
		'saveThirdPartyBackup',
		'safe',
		[wrongPassword, notConnected],
		() => webDavAccount(),
	],
	['thirdPartyBackupAccount', 'get', 'getThirdPartyBackup', 'safe', [failed], NOTHING],
	['storage', 'getAll', 'getBackupStorages', 'safe', [failed], NOTHING],
	['storage', 'getManyRegions', 'getStorageRegions', 'safe', [failed], NOTHING],
	['auditEvent', 'getAll', 'getAuditEvents', 'safe', [failed], NOTHING],
	['auditEvent', 'getLatest', 'getLatestAuditEvents', 'safe', [failed], NOTHING],
	['auditEvent', 'createReport', 'createAuditReport', 'once', [noAudit], NOTHING],
	['auditEvent', 'getFilters', 'getAuditTypes', 'safe', [failed], () => ({ list: 'types' })],
	['auditEvent', 'getFilters', 'getAuditMappers', 'safe', [failed], () => ({ list: 'mappers' })],
	['auditEvent', 'getRetention', 'getAuditRetention', 'safe', [noAudit], NOTHING],
	['auditEvent', 'updateRetention', 'setAuditRetention', 'safe', [noAudit], NOTHING],
	['loginEvent', 'getAll', 'getLoginEvents', 'safe', [failed], NOTHING],
	['loginEvent', 'getLatest', 'getLatestLoginEvents', 'safe', [failed], NOTHING],
	['loginEvent', 'createReport', 'createLoginReport', 'once', [noAudit], NOTHING],
];
