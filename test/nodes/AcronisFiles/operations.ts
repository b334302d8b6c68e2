import type { INodeParameters } from 'n8n-workflow';

import { useSandbox } from '../../support/sandbox';
import type { Refusal } from './faults';
import { CHANGES, chosen, only, operationAt, place } from './support';

/** The sandbox that the operations are run against. */
export const at = useSandbox();

/** The fields of an operation. */
export type Fields = () => Promise<INodeParameters> | INodeParameters;
/** An operation, and the fields it can be run with. */
export type Row = [
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

/** Each operation of the node with each request of the contract that it is about. */
export const OPERATIONS: Row[] = [
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
		'safe',
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
