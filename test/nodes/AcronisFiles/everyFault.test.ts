import type { INodeParameters } from 'n8n-workflow';

import { listOperations } from '../../../sandbox/contracts';
import { fileItem } from '../../support/binaryData';
import { useSandbox } from '../../support/sandbox';
import type { Refusal } from './faults';
import { COMMON, REFUSALS } from './faults';
import { CHANGES, chosen, only, operationAt, operationsOfNode, place } from './support';

/** What goes wrong with the request of each operation, and what a person is told. */

const at = useSandbox();

type Fields = () => Promise<INodeParameters> | INodeParameters;
type Row = [
	resource: string,
	operation: string,
	operationId: string,
	/** Whether sending it twice does no harm. */
	repeat: 'safe' | 'once',
	refusals: Refusal[],
	/** Makes what the operation is about. */
	fields: Fields,
];

async function made(path: string) {
	return chosen((await place(at, path))[0]?.uuid);
}

const root = chosen('0');
const file: Fields = async () => ({ file: await made('/A/june.pdf') });
const folder: Fields = async () => ({ folder: await made('/A/june/') });
const device: Fields = async () => {
	const { items } = await operationAt(at, 'device', 'getAll')({ limit: 1 });
	return { device: chosen(items[0]?.json.uuid) };
};
const member: Fields = async () => {
	const fields = { folder: await made('/A/june/') };
	const email = 'user@files.example';
	const { id } = only(await operationAt(at, 'member', 'add')({ ...fields, email }));
	return { ...fields, member: chosen(id) };
};
const link: Fields = async () => {
	const fields = { file: await made('/A/june.pdf') };
	const { id } = only(await operationAt(at, 'fileLink', 'create')(fields));
	return { ...fields, linkId: String(id), changes: { ttl: 3 } };
};
const logged: Fields = () => {
	at.sandbox.acronis.appendAuditRows({ count: 1 });
	return {};
};
const withFields =
	(fields: Fields, more: INodeParameters): Fields =>
	async () => ({ ...(await fields()), ...more });
/** Something to put somewhere else. */
const placed = (fields: Fields): Fields => withFields(fields, { target: root });

const NODES: Row[] = (['file', 'folder'] as const).flatMap((kind): Row[] => {
	const node = kind === 'file' ? file : folder;
	return [
		[kind, 'get', 'getNode', 'safe', ['notPermitted'], node],
		[kind, 'download', 'downloadNode', 'safe', ['notPermitted'], node],
		[
			kind,
			'rename',
			'updateNode',
			'safe',
			['notPermitted', 'nameExists'],
			withFields(node, { name: 'july' }),
		],
		[kind, 'copy', 'copyNode', 'once', ['notPermitted', 'invalid', 'nameExists'], placed(node)],
		[kind, 'move', 'moveNode', 'once', ['notPermitted', 'invalid', 'nameExists'], placed(node)],
		[kind, 'delete', 'deleteNode', 'safe', ['notPermitted'], node],
	];
});

const SETTINGS: Row[] = [
	['auditLog', 'AuditLogSettings'],
	['purgingPolicies', 'PurgingPolicies'],
	['security', 'SecuritySettings'],
	['server', 'ServerSettings'],
	['webPreview', 'WebPreviewSettings'],
].flatMap(([group = '', name]): Row[] => [
	['settings', 'get', `get${name}`, 'safe', ['notPermitted'], () => ({ group })],
	[
		'settings',
		'update',
		`update${name}`,
		'safe',
		['notPermitted', 'invalid'],
		() => ({ group, [`${group}Changes`]: CHANGES[group] ?? {} }),
	],
]);

const OPERATIONS: Row[] = [
	['auditLog', 'getAll', 'listAuditLog', 'safe', ['notPermitted'], logged],
	['device', 'getAll', 'listDevices', 'safe', ['notPermitted'], () => ({})],
	['device', 'get', 'getDevice', 'safe', ['notPermitted', 'notFound'], device],
	[
		'device',
		'update',
		'updateDevice',
		'safe',
		['notPermitted', 'notFound'],
		withFields(device, { notes: 'Lent' }),
	],
	['device', 'delete', 'deleteDevice', 'safe', ['notPermitted', 'notFound'], device],
	[
		'user',
		'get',
		'getUser',
		'safe',
		['notPermitted', 'notFound'],
		() => ({ user: chosen(at.sandbox.acronis.users.user.uuid) }),
	],
	...SETTINGS,
	...NODES,
	[
		'file',
		'upload',
		'uploadFile',
		'once',
		['notPermitted', 'incomplete', 'notFound'],
		() => ({ folder: root }),
	],
	[
		'folder',
		'create',
		'createFolder',
		'safe',
		['notPermitted', 'notFound', 'nameExists'],
		() => ({ name: 'june', ifExists: 'fail' }),
	],
	[
		'folder',
		'getAll',
		'listContents',
		'safe',
		['notPermitted'],
		async () => ({ folder: chosen((await place(at, '/A/june.pdf'))[0]?.parent_uuid) }),
	],
	[
		'folder',
		'prune',
		'listContents',
		'safe',
		['notPermitted'],
		async () => ({
			folder: chosen((await place(at, '/A/june.pdf'))[0]?.parent_uuid),
			pattern: '*',
		}),
	],
	['folder', 'startSync', 'startSync', 'safe', ['notPermitted'], folder],
	['folder', 'stopSync', 'stopSync', 'safe', ['notPermitted'], folder],
	['fileLink', 'create', 'createFileLink', 'once', ['notPermitted', 'invalid'], file],
	['fileLink', 'update', 'updateFileLink', 'safe', ['notPermitted', 'invalid'], link],
	[
		'member',
		'add',
		'createMember',
		'once',
		['notPermitted', 'invalid'],
		withFields(folder, { email: 'user@files.example' }),
	],
	['member', 'getAll', 'listMembers', 'safe', ['notPermitted'], folder],
	['member', 'get', 'getMember', 'safe', ['notPermitted'], member],
	[
		'member',
		'update',
		'updateMember',
		'safe',
		['notPermitted', 'invalid'],
		withFields(member, { rights: { read_only: true } }),
	],
	['member', 'remove', 'deleteMember', 'safe', ['notPermitted'], member],
	[
		'member',
		'removeAll',
		'deleteAllMembers',
		'safe',
		['notPermitted'],
		withFields(folder, { confirm: true }),
	],
	['revision', 'getAll', 'listRevisions', 'safe', ['notPermitted'], file],
	[
		'revision',
		'restore',
		'restoreRevision',
		'once',
		['notPermitted', 'notFound', 'invalid'],
		withFields(file, { revision: chosen(1) }),
	],
];

describe.each(OPERATIONS)('%s %s', (resource, operation, operationId, repeat, refusals, fields) => {
	const execute = operationAt(at, resource, operation);
	const inputOf = async (items: number) =>
		await Promise.all(
			Array.from({ length: items }, async () => await fileItem(Buffer.from('x'), 'a.txt')),
		);
	/** The statuses that its requests got since a moment; undefined where the connection was cut. */
	const answersSince = (start: number) =>
		at.requests(operationId).flatMap(({ status }, index) => (index < start ? [] : [status]));

	it('fails with words for a person, and changes nothing', async () => {
		const parameters = await fields();
		const before = at.sandbox.acronis.state();
		for (const { name, fault, message, tries } of [
			...refusals.map((reason) => REFUSALS[reason]),
			...COMMON,
		]) {
			const start = at.requests(operationId).length;
			at.sandbox.faults.add({ ...fault, operationId, times: 'always' });
			const { items, error } = await execute(parameters, { input: await inputOf(1) });
			at.sandbox.faults.clear();
			expect([name, items, error?.message]).toEqual([
				name,
				[],
				typeof message === 'string' ? message : expect.stringMatching(message),
			]);
			expect([name, error?.description]).toEqual([name, expect.stringMatching(/\.( .+)?$/)]);
			expect([name, answersSince(start).length]).toEqual([name, tries[repeat === 'safe' ? 0 : 1]]);
		}
		expect(at.sandbox.acronis.state()).toEqual(before);
	});

	it('works after what passes: too many requests, an old token, and a fault where it may repeat', async () => {
		const parameters = await fields();
		const start = at.requests(operationId).length;
		const tokens = at.requests('issueToken').length;
		at.sandbox.faults.add({ operationId, status: 429, headers: { 'retry-after': '0' } });
		at.sandbox.faults.add({ operationId, status: 401 });
		if (repeat === 'safe') {
			at.sandbox.faults.add({ operationId, cut: true });
			at.sandbox.faults.add({ operationId, status: 500 });
		}
		const { items, error } = await execute(parameters, { input: await inputOf(1) });
		expect(error?.message).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		const faults = repeat === 'safe' ? [429, 401, undefined, 500] : [429, 401];
		expect(answersSince(start)).toEqual([...faults, expect.any(Number)]);
		expect(answersSince(start).at(-1)).toBeLessThan(300);
		// One to begin with, and one for the old one.
		expect(at.requests('issueToken')).toHaveLength(tokens + 2);
	});

	it('fails for one item only under Continue on Fail', async () => {
		const parameters = await fields();
		at.sandbox.faults.add({ ...REFUSALS.notPermitted.fault, operationId });
		const { items, errorItems, error } = await execute(parameters, {
			input: await inputOf(2),
			onError: 'continueErrorOutput',
		});
		expect(error).toBeUndefined();
		expect(errorItems).toHaveLength(1);
		expect(items.length).toBeGreaterThan(0);
		expect(errorItems[0]?.json.error).toBe(REFUSALS.notPermitted.message);
		const failed = errorItems[0]?.pairedItem;
		const worked = new Set(items.map(({ pairedItem }) => JSON.stringify(pairedItem)));
		expect([failed, ...[...worked].map((one): unknown => JSON.parse(one))]).toEqual(
			expect.arrayContaining([{ item: 0 }, { item: 1 }]),
		);
		expect(worked.size).toBe(1);
	});
});

it('is about every operation of the node and of the contract', () => {
	const tried = OPERATIONS.map(([resource, operation]) => `${resource} ${operation}`);
	expect([...new Set(tried)].sort()).toEqual(operationsOfNode().sort());
	const ids = OPERATIONS.map(([, , operationId]) => operationId);
	const wanted = listOperations().filter(({ contract }) => contract === 'acronis.yaml');
	expect([...new Set(ids)].sort()).toEqual(wanted.map(({ operationId }) => operationId).sort());
});
