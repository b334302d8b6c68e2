import type { INodeParameters } from 'n8n-workflow';

import { listOperations } from '../../../sandbox/contracts';
import { fileItem } from '../../support/binaryData';
import { useSandbox } from '../../support/sandbox';
import { CHANGES, chosen, operationAt, operationsOfNode, place } from './support';

const at = useSandbox();

const PAGES = ['auditLog', 'purgingPolicies', 'security', 'server', 'webPreview'];

const file = chosen('/Reports/june.pdf', 'path');
const folder = chosen('/Reports', 'path');
const target = chosen('/Archive', 'path');
type Made = { device: string; user: string; member: string };

/** Each operation of the node once, in an order in which each finds what it needs. */
const CALLS: [string, string, (made: Made) => INodeParameters][] = [
	['auditLog', 'getAll', () => ({})],
	['device', 'getAll', () => ({})],
	['device', 'get', ({ device }) => ({ device: chosen(device) })],
	['device', 'update', ({ device }) => ({ device: chosen(device), notes: 'Lent' })],
	['device', 'delete', ({ device }) => ({ device: chosen(device) })],
	['user', 'get', ({ user }) => ({ user: chosen(user) })],
	...PAGES.flatMap((group): typeof CALLS => [
		['settings', 'get', () => ({ group })],
		['settings', 'update', () => ({ group, [`${group}Changes`]: CHANGES[group] ?? {} })],
	]),
	['folder', 'create', () => ({ name: 'Empty' })],
	['folder', 'get', () => ({ folder })],
	['folder', 'getAll', () => ({ folder })],
	['folder', 'download', () => ({ folder })],
	['folder', 'prune', () => ({ folder, pattern: '*' })],
	['folder', 'startSync', () => ({ folder })],
	['folder', 'stopSync', () => ({ folder })],
	['folder', 'copy', () => ({ folder, target })],
	['folder', 'rename', () => ({ folder: chosen('/Empty', 'path'), name: 'Nothing' })],
	['folder', 'move', () => ({ folder: chosen('/Nothing', 'path'), target })],
	['folder', 'delete', () => ({ folder: chosen('/Archive/Nothing', 'path') })],
	['member', 'add', () => ({ folder, email: 'user@files.example' })],
	['member', 'getAll', () => ({ folder })],
	['member', 'get', ({ member }) => ({ folder, member: chosen(member) })],
	[
		'member',
		'update',
		({ member }) => ({ folder, member: chosen(member), rights: { can_invite: true } }),
	],
	['member', 'remove', ({ member }) => ({ folder, member: chosen(member) })],
	['member', 'removeAll', () => ({ folder, confirm: true })],
	['file', 'upload', () => ({ folder })],
	['file', 'get', () => ({ file })],
	['file', 'download', () => ({ file })],
	['file', 'copy', () => ({ file, target })],
	['fileLink', 'create', () => ({ file })],
	['fileLink', 'update', () => ({ file, linkId: '1', changes: { ttl: 3 } })],
	['revision', 'getAll', () => ({ file })],
	['revision', 'restore', () => ({ file, revision: chosen(1) })],
	['file', 'rename', () => ({ file, name: 'july.pdf' })],
	['file', 'delete', () => ({ file: chosen('/Archive/june.pdf', 'path') })],
	['file', 'move', () => ({ file: chosen('/Reports/july.pdf', 'path'), target })],
];

it('works in each operation, and reaches each operation of the contract', async () => {
	await place(at, '/Reports/june.pdf', '/Archive/');
	const [device] = (await operationAt(at, 'device', 'getAll')()).items;
	const made = {
		device: String(device?.json.uuid),
		user: String(device?.json.user_uuid),
		member: '',
	};
	for (const [resource, operation, parameters] of CALLS) {
		const input = [await fileItem(Buffer.from('second'), 'june.pdf')];
		const outcome = await operationAt(at, resource, operation)(parameters(made), { input });
		const { items, error } = outcome;
		expect([resource, operation, error?.message]).toEqual([resource, operation, undefined]);
		expect([resource, operation, items.length > 0]).toEqual([resource, operation, true]);
		for (const { pairedItem } of items) expect(pairedItem).toEqual({ item: 0 });
		if (operation === 'add') made.member = String(items[0]?.json.id);
	}
	const reached = new Set(at.requests().map(({ operationId }) => operationId));
	const wanted = listOperations().filter(({ contract }) => contract === 'acronis.yaml');
	expect(wanted).toHaveLength(37);
	expect(wanted.filter(({ operationId }) => !reached.has(operationId))).toEqual([]);
});

it('is about every operation that the node has', () => {
	const tried = CALLS.map(([resource, operation]) => `${resource} ${operation}`);
	expect([...new Set(tried)].sort()).toEqual(operationsOfNode().sort());
});

describe('the tenant', () => {
	const OF_TENANT = CALLS.filter(([resource]) =>
		['auditLog', 'device', 'user', 'settings'].includes(resource),
	);

	it('can be chosen where the service takes it: in 16 of its operations', async () => {
		const { own } = at.sandbox.acronis.tenantIds;
		const options = { tenantId: ` ${own} ` };
		const [device] = (await operationAt(at, 'device', 'getAll')({ options })).items;
		const made = {
			device: String(device?.json.uuid),
			user: String(device?.json.user_uuid),
			member: '',
		};
		for (const [resource, operation, parameters] of OF_TENANT) {
			const { error } = await operationAt(
				at,
				resource,
				operation,
			)({ ...parameters(made), options, filters: options });
			expect([resource, operation, error?.message]).toEqual([resource, operation, undefined]);
		}
		const asked = at.requests().filter(({ path }) => path.startsWith('/fc/'));
		expect(new Set(asked.map(({ operationId }) => operationId)).size).toBe(16);
		expect(asked.filter(({ query }) => query.tenant_id !== own)).toEqual([]);
	});

	it.each([
		['-', 'is not a UUID'],
		['own', 'is not a UUID'],
		['2057c38b', 'is not a UUID'],
		['../x', 'is not a UUID'],
		// What was meant for another tenant must not happen to the own one.
		['={{ null }}', 'has no value'],
		['={{ $json.absent }}', 'has no value'],
	])('is refused as %s', async (tenantId, problem) => {
		const options = { tenantId };
		const id = '2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f';
		for (const [resource, operation, parameters] of OF_TENANT) {
			const fields = parameters({ device: id, user: id, member: '' });
			const { error } = await operationAt(
				at,
				resource,
				operation,
			)({ ...fields, options, filters: options });
			expect(error?.message).toBe(`Tenant ID ${problem}`);
		}
		expect(at.requests()).toEqual([]);
	});
});

describe('a hostile ID', () => {
	it.each(['../../settings/server', 'a/b?c=d#e', '%2e%2e', '..', '.', ' ', '\u0000', '0/../x'])(
		'%p never leaves its place in the path',
		async (value) => {
			const hostile = `={{ ${JSON.stringify(value)} }}`;
			const id = { __rl: true, mode: 'list', value: hostile };
			at.sandbox.faults.add({ status: 403, path: '/fc/*', times: 'always' });
			for (const [resource, operation] of CALLS) {
				const input = [await fileItem(Buffer.from('x'), 'a.txt')];
				await operationAt(
					at,
					resource,
					operation,
				)(
					{
						...{ file: id, folder: id, target: id, device: id, user: id, member: id, revision: id },
						...{ linkId: hostile, name: 'a', email: 'a@b.example', confirm: true, pattern: '*' },
						...{ changes: { ttl: 1 }, rights: { read_only: true } },
					},
					{ input },
				);
			}
			const strangers = at
				.requests()
				.filter(({ path }) => path.startsWith('/fc/'))
				.filter(
					({ path }) => !/^\/fc\/api\/v1\/(audit_log|devices|settings\/audit_log)$/.test(path),
				);
			expect(strangers).toEqual([]);
		},
	);

	it('of a member is one segment of the path', async () => {
		const [folder] = await place(at, '/Shared/');
		at.sandbox.faults.add({ status: 403, path: '/fc/*/members/*', times: 'always' });
		for (const operation of ['get', 'remove', 'update']) {
			await operationAt(
				at,
				'member',
				operation,
			)({
				folder: chosen(folder?.uuid),
				member: chosen('guest-1,../..?x=#y'),
				rights: { read_only: true },
			});
		}
		const paths = at.requests().flatMap(({ path }) => (path.includes('/members') ? [path] : []));
		const wanted = `/fc/api/v1/sync_and_share_nodes/${String(folder?.uuid)}/members/guest-1%2C..%2F..%3Fx%3D%23y`;
		expect(paths).toEqual([wanted, wanted, wanted]);
	});
});
