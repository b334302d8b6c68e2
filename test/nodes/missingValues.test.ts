import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { runNode } from '../support/engine';
import type { NodeName } from '../support/nodeTypes';
import { nodeClass } from '../support/nodeTypes';
import { PublishedTrigger } from '../support/polls';
import { computed, emptyItems } from '../support/runs';
import { useSandbox } from '../support/sandbox';

const at = useSandbox();

type Member = [name: string, displayName: string, fields: (value: string) => INodeParameters];

/** What n8n wants to be set in some operation before it starts a node. */
const uuid = '2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f';
const id = { __rl: true, mode: 'id', value: uuid };
const REQUIRED: INodeParameters = {
	...{ file: id, folder: id, target: id, device: id, user: id, member: id },
	...{ linkId: '1', name: 'a', email: 'a@b.example', confirm: true },
	...{ backupId: uuid, link: '/a', thirdPartyFolderId: 'sbox-1', title: 'Archive' },
};

/** What a field's own conditions want of others, in the first way in which they are met. */
function conditionsOf({ displayOptions }: INodeProperties): INodeParameters {
	const shown = Object.entries(displayOptions?.show ?? {});
	return Object.fromEntries(shown.map(([name, values]) => [name, values?.[0]])) as INodeParameters; // plain values
}

/** The resources of a node with their operations; a trigger has neither. */
function placesOf(properties: readonly INodeProperties[]): INodeParameters[] {
	const places = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			options.map((option) => ({
				resource: String(displayOptions?.show?.resource?.[0]),
				operation: String('value' in option && option.value),
			})),
		);
	return places.length > 0 ? places : [{}];
}

function isIn(place: INodeParameters, { displayOptions }: INodeProperties): boolean {
	return Object.entries(place).every(
		([name, value]) => displayOptions?.show?.[name]?.some((one) => one === value) === true,
	);
}

/** Each member of each collection of a node, for each operation that shows it. */
function membersOf(node: NodeName): Member[] {
	const { properties } = nodeClass(node).description;
	const collections = properties.filter(({ type }) => type === 'collection');
	return placesOf(properties).flatMap((place) =>
		collections
			.filter((collection) => isIn(place, collection))
			.flatMap((collection) =>
				(collection.options ?? []).flatMap((member): Member[] => {
					if (!('displayName' in member)) return [];
					const fields = (value: string) => ({
						...(node.endsWith('Trigger') ? {} : REQUIRED),
						...conditionsOf(collection),
						...place,
						[collection.name]: { [member.name]: value },
					});
					const where = [
						...Object.values(place),
						...Object.values(conditionsOf(collection)),
					].filter((value) => typeof value === 'string');
					const name = [...new Set(where), `${collection.name}.${member.name}`].join(' ');
					return [[name, member.displayName, fields]];
				}),
			),
	);
}

/** n8n itself takes a null that is no expression for a field that was not set. */
const NOTHING = ['={{ $json.absent }}', '={{ null }}'];

it('is about the collections of both nodes', () => {
	const names = (['acronisFiles', 'docSpaceBackup'] as const).map((node) =>
		membersOf(node).map(([name]) => name),
	);
	expect(names[0]).toEqual(
		expect.arrayContaining([
			'auditLog getAll filters.text',
			'file download options.fileName',
			'file upload options.fileName',
			'fileLink create options.recipients',
			'member update rights.read_only',
			'settings update server serverChanges.server_name',
		]),
	);
	expect(names[1]).toEqual(
		expect.arrayContaining([
			'auditEvent getAll filters.userId',
			'backup download options.fileName',
			'backup getCount options.from',
			'backup start options.dump',
			'backup start waiting.deadlineMinutes',
			'backupSchedule createOrUpdate options.dump',
			'loginEvent getAll filters.to',
			'restore start options.notify',
			'thirdPartyAccount createRoom options.tags',
		]),
	);
});

describe.each(['acronisFiles', 'docSpaceBackup'] as const)('%s refuses a missing', (node) => {
	const credential = () => (node === 'acronisFiles' ? at.acronis() : at.docSpace());

	it.each(membersOf(node))('%s', async (_name, displayName, fields) => {
		for (const value of NOTHING) {
			const { error } = await runNode({
				node,
				credential: credential(),
				parameters: fields(value),
			});
			expect(error?.message).toBe(`${displayName} has no value`);
			expect(error?.description).toBe('Set it, or take it out.');
		}
		expect(at.requests()).toEqual([]);
	});
});

describe.each(['acronisFilesTrigger', 'docSpaceBackupTrigger'] as const)(
	'%s refuses a missing',
	(node) => {
		it.each(membersOf(node))('%s', async (_name, displayName, fields) => {
			for (const value of ['={{ null }}', '={{ undefined }}']) {
				const credential = node === 'acronisFilesTrigger' ? at.acronis() : at.docSpace();
				const trigger = new PublishedTrigger({ node, credential, parameters: fields(value) });
				await expect(trigger.activate()).rejects.toThrow(`${displayName} has no value`);
			}
			expect(at.requests()).toEqual([]);
		});
	},
);

it.each<[string, string, string, INodeParameters]>([
	['backup', 'deleteAll', 'Whole Server', { dump: computed(null), confirm: true }],
	['backup', 'getCount', 'Paid', { paid: '={{ $json.absent }}' }],
	['thirdPartyAccount', 'createRoom', 'Room Type', { roomType: '={{ $json.absent }}' }],
	['thirdPartyAccount', 'setAvailability', 'Available', { available: '={{ $json.absent }}' }],
])('%s %s refuses a missing %s', async (resource, operation, displayName, fields) => {
	const parameters = { ...REQUIRED, resource, operation, ...fields };
	const { error } = await runNode({
		node: 'docSpaceBackup',
		credential: at.docSpace(),
		parameters,
	});
	expect(error?.message).toBe(`${displayName} has no value`);
	expect(at.requests()).toEqual([]);
});

it.each([
	[{ name: '={{ $json.absent }}', value: 'backups' }],
	[{ name: 'subdir', value: '={{ $json.absent }}' }],
])('refuses the setting %j of a cloud storage', async (setting) => {
	const cloudStorageSettings = { setting: [{ name: 'bucket', value: 'backups' }, setting] };
	const schedule = { resource: 'backupSchedule', operation: 'createOrUpdate' };
	const parameters = { ...schedule, storageType: 5, module: 's3', cloudStorageSettings };
	const { error } = await runNode({
		node: 'docSpaceBackup',
		credential: at.docSpace(),
		parameters,
	});
	expect(error?.message).toBe('Cloud Storage Settings has a setting without a value');
	expect(at.requests()).toEqual([]);
});

it('leaves an empty text out, as ever', async () => {
	const parameters = { resource: 'auditLog', operation: 'getAll', filters: { text: '', from: '' } };
	const { error } = await runNode({ node: 'acronisFiles', credential: at.acronis(), parameters });
	expect(error).toBeUndefined();
	expect(at.requests('listAuditLog')).toHaveLength(1);
	expect(at.requests('listAuditLog')[0]?.query).not.toHaveProperty('filter_text');
});

it('links the item that it refuses to the one that came in', async () => {
	const { items } = await runNode({
		node: 'acronisFiles',
		credential: at.acronis(),
		parameters: { resource: 'auditLog', operation: 'getAll', filters: { text: '={{ null }}' } },
		input: emptyItems(2),
		onError: 'continueRegularOutput',
	});
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	expect(items.map(({ error }) => error?.message)).toEqual(
		emptyItems(2).map(() => 'Text has no value'),
	);
});
