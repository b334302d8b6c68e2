import type { INodeParameters } from 'n8n-workflow';

import { type Fields, rowsWith } from '../../support/operationTable';
import { has, says, something } from '../../support/promises';
import { useSandbox } from '../../support/sandbox';
import type { Refusal } from './faults';
import { CHANGES, chosen, only, operationAt, place } from './support';

/** The sandbox that the operations are run against. */
export const at = useSandbox();

const row = rowsWith<'once', Refusal>(['notPermitted']);

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

const NODES = (['file', 'folder'] as const).flatMap((kind) => {
	const node = kind === 'file' ? file : folder;
	return [
		row(kind, 'get', 'getNode', has('uuid', 'name'), { fields: node }),
		row(kind, 'download', 'downloadNode', has('uuid', 'fileName', 'bytes'), { fields: node }),
		row(kind, 'rename', 'updateNode', says('renamed', 'uuid'), {
			failures: ['notPermitted', 'nameExists'],
			fields: withFields(node, { name: 'july' }),
		}),
		row(kind, 'copy', 'copyNode', (json) => json.copied === true, {
			repeat: 'once',
			failures: ['notPermitted', 'invalid', 'nameExists'],
			fields: placed(node),
		}),
		row(kind, 'move', 'moveNode', says('moved', 'uuid', 'parent_uuid'), {
			repeat: 'once',
			failures: ['notPermitted', 'invalid', 'nameExists'],
			fields: placed(node),
		}),
		row(kind, 'delete', 'deleteNode', says('deleted', 'uuid'), { fields: node }),
	];
});

const SETTINGS = [
	['auditLog', 'AuditLogSettings'],
	['purgingPolicies', 'PurgingPolicies'],
	['security', 'SecuritySettings'],
	['server', 'ServerSettings'],
	['webPreview', 'WebPreviewSettings'],
].flatMap(([group = '', name]) => [
	row('settings', 'get', `get${name}`, (json) => something(json) && !('error' in json), {
		fields: () => ({ group }),
	}),
	row(
		'settings',
		'update',
		`update${name}`,
		(json) => typeof json.changed === 'boolean' && !('error' in json),
		{
			failures: ['notPermitted', 'invalid'],
			fields: () => ({ group, [`${group}Changes`]: CHANGES[group] ?? {} }),
		},
	),
]);

/** Each operation of the node with each request of the contract that it is about. */
export const OPERATIONS = [
	row('auditLog', 'getAll', 'listAuditLog', has('uuid', 'created_at'), { fields: logged }),
	row('device', 'getAll', 'listDevices', has('uuid', 'name')),
	row('device', 'get', 'getDevice', has('uuid', 'name'), {
		failures: ['notPermitted', 'notFound'],
		fields: device,
	}),
	row('device', 'update', 'updateDevice', says('updated', 'uuid'), {
		failures: ['notPermitted', 'notFound'],
		fields: withFields(device, { notes: 'Lent' }),
	}),
	row('device', 'delete', 'deleteDevice', says('deleted', 'uuid'), {
		failures: ['notPermitted', 'notFound'],
		fields: device,
	}),
	row('user', 'get', 'getUser', has('uuid', 'email'), {
		failures: ['notPermitted', 'notFound'],
		fields: () => ({ user: chosen(at.sandbox.acronis.users.user.uuid) }),
	}),
	...SETTINGS,
	...NODES,
	row('file', 'upload', 'uploadFile', has('uuid', 'name', 'checksum'), {
		failures: ['notPermitted', 'incomplete', 'notFound'],
		fields: () => ({ folder: root }),
	}),
	row('folder', 'create', 'createFolder', has('uuid', 'name'), {
		failures: ['notPermitted', 'notFound', 'nameExists'],
		fields: () => ({ name: 'june', ifExists: 'fail' }),
	}),
	row('folder', 'getAll', 'listContents', has('uuid', 'name'), {
		fields: async () => ({ folder: chosen((await place(at, '/A/june.pdf'))[0]?.parent_uuid) }),
	}),
	row('folder', 'prune', 'listContents', () => true, {
		fields: async () => ({
			folder: chosen((await place(at, '/A/june.pdf'))[0]?.parent_uuid),
			pattern: '*',
		}),
	}),
	row('folder', 'getSyncStatus', 'getNode', says('syncing', 'synced', 'uuid', 'name'), {
		fields: folder,
	}),
	row('folder', 'startSync', 'startSync', says('syncing', 'uuid'), { fields: folder }),
	row('folder', 'stopSync', 'stopSync', says('syncing', 'uuid'), { fields: folder }),
	row('fileLink', 'create', 'createFileLink', has('id', 'download_url'), {
		repeat: 'once',
		failures: ['notPermitted', 'invalid'],
		fields: file,
	}),
	row('fileLink', 'update', 'updateFileLink', says('updated', 'id'), {
		failures: ['notPermitted', 'invalid'],
		fields: link,
	}),
	row('member', 'add', 'createMember', has('id', 'email'), {
		repeat: 'once',
		failures: ['notPermitted', 'invalid'],
		fields: withFields(folder, { email: 'user@files.example' }),
	}),
	row('member', 'getAll', 'listMembers', has('id', 'email'), { fields: folder }),
	row('member', 'get', 'getMember', has('id', 'email'), { fields: member }),
	row('member', 'update', 'updateMember', has('id', 'email'), {
		failures: ['notPermitted', 'invalid'],
		fields: withFields(member, { rights: { read_only: true } }),
	}),
	row('member', 'remove', 'deleteMember', says('removed', 'id'), { fields: member }),
	row('member', 'removeAll', 'deleteAllMembers', says('removedAll'), {
		fields: withFields(folder, { confirm: true }),
	}),
	row('revision', 'getAll', 'listRevisions', has('revision'), { fields: file }),
	row('revision', 'restore', 'restoreRevision', says('restored', 'uuid', 'revision'), {
		repeat: 'once',
		failures: ['notPermitted', 'notFound', 'invalid'],
		fields: withFields(file, { revision: chosen(1) }),
	}),
];
