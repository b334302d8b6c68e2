import type { INodeParameters } from 'n8n-workflow';

import { listOperations } from '../../../sandbox/contracts';
import { useSandbox } from '../../support/sandbox';
import { type Case, COMMON, meaning, NOT_ALLOWED, refusal } from './faults';
import { operationAt, operationsOfNode, webDavAccount } from './support';

/** What goes wrong with the request of each operation, and what a person is told. */

const at = useSandbox();

type Fields = () => Promise<INodeParameters> | INodeParameters;
type Row = [
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
const failed = meaning(500, 'DocSpace could not carry the request out (status 500)');
const tooOld = meaning(404, 'This portal is too old for the operation');
const noAudit = meaning(402, "The portal's plan does not include audit");
const noArchive = refusal(
	'a web page',
	{ html: true },
	'Link leads to a web page, not to an archive',
);
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
	await operationAt(at, 'thirdPartyAccount', 'create')(webDavAccount(at));
	return { accountId: '1' };
};

const OPERATIONS: Row[] = [
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
	['backup', 'download', 'downloadTemporaryBackup', 'safe', [noArchive], link],
	['backup', 'getCount', 'getBackupsCount', 'safe', [tooOld], NOTHING],
	['backup', 'getServiceState', 'getBackupServiceState', 'safe', [tooOld], NOTHING],
	['backupSchedule', 'createOrUpdate', 'createBackupSchedule', 'safe', [failed], NOTHING],
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
		[wrongPassword],
		() => webDavAccount(at),
	],
	[
		'thirdPartyAccount',
		'update',
		'saveThirdParty',
		'safe',
		[wrongPassword, noAccount],
		async () => webDavAccount(at, { ...(await account()) }),
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
		[failed],
		async () => {
			await account();
			return { thirdPartyFolderId: 'sbox-1', title: 'Archive' };
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
		[wrongPassword],
		() => webDavAccount(at),
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

beforeEach(() => {
	const { backup: made, restore } = at.sandbox.docSpace.settings;
	made.durationMilliseconds = 0;
	restore.durationMilliseconds = 0;
	at.sandbox.docSpace.appendAuditEvents([{}]);
	at.sandbox.docSpace.appendLoginEvents([{}]);
});

describe.each(OPERATIONS)(
	'%s %s: %s',
	(resource, operation, operationId, repeat, meanings, fields) => {
		const execute = operationAt(at, resource, operation);
		/** The statuses that its requests got since a moment; undefined where the connection was cut. */
		const answersSince = (start: number) =>
			at.requests(operationId).flatMap(({ status }, index) => (index < start ? [] : [status]));

		it('fails with words for a person, and changes nothing', async () => {
			const parameters = await fields();
			const before = await at.sandbox.docSpace.state();
			const others = COMMON.filter(({ name }) => !meanings.some((own) => own.name === name));
			for (const { name, fault, message, tries } of [...meanings, ...others]) {
				const start = at.requests(operationId).length;
				at.sandbox.faults.add({ ...fault, operationId, times: 'always' });
				const { items, error } = await execute(parameters);
				at.sandbox.faults.clear();
				expect([name, items, error?.message]).toEqual([
					name,
					[],
					typeof message === 'string' ? message : expect.stringMatching(message),
				]);
				expect([name, error?.description]).toEqual([name, expect.stringMatching(/\S/)]);
				const isSigned = operationId !== 'getRestoreProgress';
				const expected =
					fault.status === 401 && !isSigned ? 1 : tries[['safe', 'once', 'never'].indexOf(repeat)];
				expect([name, answersSince(start).length]).toEqual([name, expected]);
			}
			expect(await at.sandbox.docSpace.state()).toEqual(before);
		});

		if (repeat !== 'never') {
			it('works after what passes: too many requests, and a fault where it may repeat', async () => {
				const parameters = await fields();
				const start = at.requests(operationId).length;
				at.sandbox.faults.add({ operationId, status: 429, headers: { 'retry-after': '0' } });
				if (repeat === 'safe') {
					at.sandbox.faults.add({ operationId, cut: true });
					at.sandbox.faults.add({ operationId, html: true, status: 502 });
				}
				const { error } = await execute(parameters);
				expect(error?.message).toBeUndefined();
				const faults = repeat === 'safe' ? [429, undefined, 502] : [429];
				expect(answersSince(start).slice(0, faults.length + 1)).toEqual([...faults, 200]);
			});
		}

		it('fails for one item only under Continue on Fail', async () => {
			const parameters = await fields();
			at.sandbox.faults.add({ ...NOT_ALLOWED.fault, operationId });
			const { items, errorItems, error } = await execute(parameters, {
				input: [{ json: {} }, { json: {} }],
				onError: 'continueErrorOutput',
			});
			expect(error).toBeUndefined();
			expect(errorItems.map(({ json }) => json.error)).toEqual([NOT_ALLOWED.message]);
			const failedAt = errorItems[0]?.pairedItem;
			for (const { pairedItem } of items) expect(pairedItem).not.toEqual(failedAt);
			expect(answersSince(0).at(-1)).toBe(200);
			// The one list that is always without a row.
			expect(items.length > 0).toBe(operationId !== 'getThirdPartyCommon');
		});
	},
);

it('is about every operation of the node and of the contract', () => {
	const tried = OPERATIONS.map(([resource, operation]) => `${resource} ${operation}`);
	expect([...new Set(tried)].sort()).toEqual(operationsOfNode().sort());
	const ids = OPERATIONS.map(([, , operationId]) => operationId);
	const wanted = listOperations().filter(({ contract }) => contract === 'docspace.yaml');
	expect([...new Set(ids)].sort()).toEqual(wanted.map(({ operationId }) => operationId).sort());
});
