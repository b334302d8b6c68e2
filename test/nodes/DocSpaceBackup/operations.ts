import { type Fields, rowsWith } from '../../support/operationTable';
import { either, has, is, something } from '../../support/promises';
import { useSandbox } from '../../support/sandbox';
import {
	type Case,
	meaning,
	deadLink,
	failed,
	noAccount,
	noArchive,
	noAudit,
	noFolder,
	noRoom,
	notConnected,
	tooOld,
	wrongPassword,
} from './faults';
import { operationAt, webDavAccount } from './support';

/** The sandbox that the operations are run against. */
export const at = useSandbox();

const row = rowsWith<'once' | 'never', Case>([failed]);

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
export const OPERATIONS = [
	row('backup', 'start', 'startBackup', has('taskId'), {
		repeat: 'once',
		fields: () => ({ waitForCompletion: false }),
	}),
	row('backup', 'getProgress', 'getBackupProgress', either('running', 'progress')),
	row('backup', 'getResult', 'getBackupProgress', () => true, {
		fields: () => ({ which: 'newest' }),
	}),
	row('backup', 'cancel', 'cancelBackup', is('cancelled', true, false), {
		repeat: 'once',
		failures: [tooOld],
	}),
	row('backup', 'getAll', 'getBackupHistory', has('backupId'), { fields: noted }),
	row('backup', 'delete', 'deleteBackup', is('deleted', true), {
		failures: [meaning(500, 'The portal has no backup with this ID, or could not delete its file')],
		fields: backup,
	}),
	row('backup', 'deleteAll', 'deleteBackupHistory', is('deleted', true), {
		fields: () => ({ confirm: true }),
	}),
	row('backup', 'download', 'downloadTemporaryBackup', has('fileName', 'bytes'), {
		failures: [noArchive, deadLink],
		fields: link,
	}),
	row('backup', 'getCount', 'getBackupsCount', has('count'), { failures: [tooOld] }),
	row('backup', 'getServiceState', 'getBackupServiceState', is('enabled', true, false), {
		failures: [tooOld],
	}),
	row('backupSchedule', 'createOrUpdate', 'createBackupSchedule', is('success', true), {
		fields: () => ({ storageType: 4 }),
	}),
	row('backupSchedule', 'get', 'getBackupSchedule', either('scheduled', 'storageType')),
	row('backupSchedule', 'delete', 'deleteBackupSchedule', is('deleted', true)),
	row('restore', 'start', 'startRestore', has('taskId'), {
		repeat: 'never',
		failures: [meaning(404, 'DocSpace has no such file, folder, backup or portal')],
		fields: async () => ({ ...(await backup()), confirm: true, waitForCompletion: false }),
	}),
	row('restore', 'getProgress', 'getRestoreProgress', either('running', 'progress')),
	row('thirdPartyAccount', 'create', 'saveThirdParty', has('folderId'), {
		repeat: 'once',
		failures: [wrongPassword, notConnected],
		fields: () => webDavAccount(),
	}),
	row('thirdPartyAccount', 'update', 'saveThirdParty', has('folderId'), {
		failures: [wrongPassword, noAccount],
		fields: async () => webDavAccount({ ...(await account()) }),
	}),
	row('thirdPartyAccount', 'delete', 'deleteThirdParty', is('deleted', true), {
		failures: [noAccount],
		fields: account,
	}),
	row('thirdPartyAccount', 'getAll', 'getThirdPartyAccounts', has('providerId'), {
		fields: account,
	}),
	row('thirdPartyAccount', 'getManyProviders', 'getThirdPartyProviders', has('name')),
	row('thirdPartyAccount', 'getManyCapabilities', 'getThirdPartyCapabilities', has('providerKey')),
	row('thirdPartyAccount', 'getManyCommonFolders', 'getThirdPartyCommon', has('folderId')),
	row('thirdPartyAccount', 'createRoom', 'createThirdPartyRoom', has('folderId'), {
		repeat: 'once',
		failures: [noRoom, noFolder],
		fields: async () => {
			await account();
			const { thirdPartyAccounts } = await at.sandbox.docSpace.state();
			return { thirdPartyFolderId: thirdPartyAccounts.at(-1)?.folderId ?? '', title: 'Archive' };
		},
	}),
	row(
		'thirdPartyAccount',
		'setAvailability',
		'setThirdPartyAvailability',
		is('enabled', true, false),
		{ fields: () => ({ available: true }) },
	),
	row('thirdPartyBackupAccount', 'createOrUpdate', 'saveThirdPartyBackup', has('folderId'), {
		failures: [wrongPassword, notConnected],
		fields: () => webDavAccount(),
	}),
	row('thirdPartyBackupAccount', 'get', 'getThirdPartyBackup', either('connected', 'folderId')),
	row('storage', 'getAll', 'getBackupStorages', has('id')),
	row('storage', 'getManyRegions', 'getStorageRegions', something),
	row('storage', 'getQuota', 'getPortalQuota', has('maxTotalSize')),
	row('auditEvent', 'getAll', 'getAuditEvents', has('id')),
	row('auditEvent', 'getLatest', 'getLatestAuditEvents', has('id')),
	row('auditEvent', 'createReport', 'createAuditReport', has('url'), {
		repeat: 'once',
		failures: [noAudit],
	}),
	row('auditEvent', 'getFilters', 'getAuditTypes', something, {
		fields: () => ({ list: 'types' }),
	}),
	row('auditEvent', 'getFilters', 'getAuditMappers', something, {
		fields: () => ({ list: 'mappers' }),
	}),
	row(
		'auditEvent',
		'getRetention',
		'getAuditRetention',
		has('auditTrailLifeTime', 'loginHistoryLifeTime'),
		{ failures: [noAudit] },
	),
	row(
		'auditEvent',
		'updateRetention',
		'setAuditRetention',
		has('auditTrailLifeTime', 'loginHistoryLifeTime'),
		{ failures: [noAudit] },
	),
	row('loginEvent', 'getAll', 'getLoginEvents', has('id')),
	row('loginEvent', 'getLatest', 'getLatestLoginEvents', has('id')),
	row('loginEvent', 'createReport', 'createLoginReport', has('url'), {
		repeat: 'once',
		failures: [noAudit],
	}),
];
