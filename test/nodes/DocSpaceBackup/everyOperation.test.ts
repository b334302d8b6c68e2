import type { INodeParameters } from 'n8n-workflow';

import { listOperations } from '../../../sandbox/contracts';
import { useSandbox } from '../../support/sandbox';
import { operationAt, operationsOfNode, webDavAccount } from './support';

const at = useSandbox();

const wait = { intervalSeconds: 0.02 };

/** Each operation of the node once, in an order in which each finds what it needs. */
const CALLS: [string, string, (made: Record<string, string>) => INodeParameters][] = [
	['backup', 'start', () => ({ waiting: wait })],
	['backup', 'getProgress', () => ({})],
	['backup', 'getResult', ({ taskId = '' }) => ({ taskId })],
	['backup', 'getAll', () => ({})],
	['backup', 'download', ({ link = '' }) => ({ link })],
	['backup', 'getCount', () => ({})],
	['backup', 'getServiceState', () => ({})],
	['backup', 'delete', ({ taskId = '' }) => ({ backupId: taskId })],
	['backup', 'deleteAll', () => ({ confirm: true })],
	['backup', 'cancel', () => ({})],
	['backupSchedule', 'createOrUpdate', () => ({})],
	['backupSchedule', 'get', () => ({})],
	['backupSchedule', 'delete', () => ({})],
	['thirdPartyAccount', 'create', () => webDavAccount(at)],
	['thirdPartyAccount', 'update', () => webDavAccount(at, { accountId: '1' })],
	['thirdPartyAccount', 'getAll', () => ({})],
	['thirdPartyAccount', 'getManyProviders', () => ({})],
	['thirdPartyAccount', 'getManyCapabilities', () => ({})],
	['thirdPartyAccount', 'getManyCommonFolders', () => ({})],
	['thirdPartyAccount', 'createRoom', () => ({ thirdPartyFolderId: 'sbox-1', title: 'Archive' })],
	['thirdPartyAccount', 'delete', () => ({ accountId: '1' })],
	['thirdPartyAccount', 'setAvailability', () => ({ available: true })],
	['thirdPartyBackupAccount', 'createOrUpdate', () => webDavAccount(at)],
	['thirdPartyBackupAccount', 'get', () => ({})],
	['storage', 'getAll', () => ({})],
	['storage', 'getManyRegions', () => ({})],
	['auditEvent', 'getAll', () => ({})],
	['auditEvent', 'getLatest', () => ({})],
	['auditEvent', 'createReport', () => ({})],
	['auditEvent', 'getFilters', () => ({ list: 'types' })],
	['auditEvent', 'getFilters', () => ({ list: 'mappers' })],
	['auditEvent', 'getRetention', () => ({})],
	['auditEvent', 'updateRetention', () => ({})],
	['loginEvent', 'getAll', () => ({})],
	['loginEvent', 'getLatest', () => ({})],
	['loginEvent', 'createReport', () => ({})],
	['restore', 'getProgress', () => ({})],
];

it('works in each operation, and reaches each operation of the contract', async () => {
	const { backup, restore } = at.sandbox.docSpace.settings;
	backup.durationMilliseconds = 50;
	restore.durationMilliseconds = 50;
	const made: Record<string, string> = {};
	for (const [resource, operation, parameters] of CALLS) {
		const { items, error } = await operationAt(at, resource, operation)(parameters(made));
		expect([resource, operation, error?.message]).toEqual([resource, operation, undefined]);
		for (const { pairedItem } of items) expect(pairedItem).toEqual({ item: 0 });
		if (operation === 'start') Object.assign(made, items[0]?.json);
	}
	await operationAt(at, 'backup', 'start')({ waiting: wait });
	const [archive] = await at.sandbox.docSpace.archives();
	const { items, error } = await operationAt(
		at,
		'restore',
		'start',
	)({ confirm: true, backupId: archive?.id ?? '', waiting: wait });
	expect(error).toBeUndefined();
	expect(items[0]?.json).toMatchObject({ restored: true });

	const reached = new Set(at.requests().map(({ operationId }) => operationId));
	const wanted = listOperations().filter(({ contract }) => contract === 'docspace.yaml');
	expect(wanted.filter(({ operationId }) => !reached.has(operationId))).toEqual([]);
});

it('is about every operation that the node has', () => {
	const tried = [
		...CALLS.map(([resource, operation]) => `${resource} ${operation}`),
		'restore start',
	];
	const all = operationsOfNode();
	expect(all.length).toBeGreaterThan(30);
	expect([...new Set(tried)].sort()).toEqual(all.sort());
});
