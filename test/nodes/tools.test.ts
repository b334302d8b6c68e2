import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { callDirectly } from './directTools';
import { nodeOf, runNode, workflowOf } from '../support/engine';
import type { NodeRun } from '../support/engine';
import { nodeTypes } from '../support/nodeTypes';
import { computed } from '../support/runs';
import { useSandbox } from '../support/sandbox';
import { chosen, place } from './AcronisFiles/support';

const at = useSandbox();
const uuid = '2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f';
const id = { __rl: true, mode: 'id', value: uuid };

const asTool = async (
	node: 'acronisFiles' | 'docSpaceBackup',
	parameters: INodeParameters,
	rest: Partial<NodeRun> = {},
) =>
	await runNode({
		node,
		credential: node === 'acronisFiles' ? at.acronis() : at.docSpace(),
		isTool: true,
		parameters,
		...rest,
	});

const DELETIONS = [
	['acronisFiles', { resource: 'file', operation: 'delete', file: id }],
	['acronisFiles', { resource: 'folder', operation: 'delete', folder: id }],
	['acronisFiles', { resource: 'device', operation: 'delete', device: id }],
	['acronisFiles', { resource: 'member', operation: 'remove', folder: id, member: id }],
	['docSpaceBackup', { resource: 'thirdPartyAccount', operation: 'delete', accountId: '12' }],
	['docSpaceBackup', { resource: 'backup', operation: 'delete', backupId: uuid }],
	['docSpaceBackup', { resource: 'backupSchedule', operation: 'delete' }],
	['docSpaceBackup', { resource: 'auditEvent', operation: 'updateRetention' }],
] as const;

it.each(DELETIONS)('a model cannot delete by itself: %s %j', async (node, parameters) => {
	for (const allowAsTool of [false, computed(true), 'true']) {
		const { error } = await asTool(node, { ...parameters, allowAsTool });
		expect(error?.message).toMatch(/^Allow as Tool is not turned on/);
	}
	expect(at.requests()).toEqual([]);
	await asTool(node, { ...parameters, allowAsTool: true });
	expect(at.requests()).not.toEqual([]);
});

it.each([
	['docSpaceBackup', { resource: 'backup', operation: 'deleteAll' }],
	['docSpaceBackup', { resource: 'restore', operation: 'start', backupId: uuid }],
	['acronisFiles', { resource: 'member', operation: 'removeAll', folder: id }],
] as const)('a model cannot confirm: %s %j', async (node, parameters) => {
	for (const confirm of [computed(true), computed('true'), 'true', false]) {
		const { error } = await asTool(node, { ...parameters, confirm });
		expect(error?.message).toMatch(/^Confirm .* is not turned on/);
	}
	expect(at.requests()).toEqual([]);
});

it('tells a model what to do next, in the message and in the item', async () => {
	const parameters = {
		resource: 'file',
		operation: 'get',
		file: { __rl: true, mode: 'id', value: 'june' },
	};
	const { error } = await asTool('acronisFiles', parameters);
	expect(error?.message).toMatch(/^File is not a UUID\. Pick it from the list, or /);
	const { items } = await asTool('acronisFiles', parameters, { onError: 'continueRegularOutput' });
	expect(items[0]?.json.error).toBe(error?.message);
});

describe('an agent that calls tools by itself, all at one time', () => {
	const call = async (...calls: INodeParameters[]) =>
		await callDirectly({ node: 'acronisFiles', credential: at.acronis() }, calls);

	it('gets of each what it has asked that one for', async () => {
		const names = ['a.txt', 'b.txt', 'c.txt'];
		await place(at, ...names.map((name) => `/Reports/${name}`));
		const found = await call(
			...names.map((name) => ({
				resource: 'file',
				operation: 'get',
				file: chosen(`/Reports/${name}`, 'path'),
			})),
		);
		expect(found.map((text) => JSON.parse(text)[0].name)).toEqual(names);
	});

	it('hears why one did not work', async () => {
		const file = { __rl: true, mode: 'id', value: 'june' };
		const [told] = await call({ resource: 'file', operation: 'get', file });
		expect(told).toMatch(/File is not a UUID\. Pick it from the list/);
	});
});

describe('what a model gets', () => {
	const latest = { resource: 'auditEvent', operation: 'getAll' };
	const logOf = async (parameters: INodeParameters) =>
		(await asTool('docSpaceBackup', { ...latest, ...parameters })).items.map(({ json }) => json);

	it('is no more than the limit, whatever an imported workflow says', async () => {
		at.sandbox.docSpace.appendAuditEvents({ count: 120 });
		expect(await logOf({ limit: 7 })).toHaveLength(7);
		for (const returnAll of [true, computed(true)]) {
			expect((await logOf({ returnAll })).length).toBe(50);
			expect((await logOf({ returnAll, limit: 7 })).length).toBeLessThan(51);
		}
	});

	it('is simplified, raw, or what was selected with the ID', async () => {
		at.sandbox.docSpace.appendAuditEvents([{ action: 'RoomCreated', target: 'Archive' }]);
		const membersOf = async (parameters: INodeParameters) =>
			Object.keys((await logOf(parameters))[0] ?? {});
		const simplified = await membersOf({});
		expect(simplified).toContain('action');
		expect(simplified).not.toContain('browser');
		expect(await membersOf({ simplify: false })).toEqual(simplified);
		expect(await membersOf({ output: 'raw' })).toContain('browser');
		expect(await membersOf({ output: 'selected', selectedFields: ['browser', 'date'] })).toEqual([
			'id',
			'browser',
			'date',
		]);
	});

	it('is sorted by what was not selected', async () => {
		await place(at, '/Reports/b.txt', '/Reports/c.txt', '/Reports/a.txt');
		const { items, error } = await asTool('acronisFiles', {
			resource: 'folder',
			operation: 'getAll',
			folder: chosen('/Reports', 'path'),
			output: 'selected',
			selectedFields: ['size'],
			options: { sortBy: 'name' },
		});
		expect(error?.message).toBeUndefined();
		expect(items.map(({ json }) => json.name)).toEqual(['a.txt', 'b.txt', 'c.txt']);
	});

	it('has no link to an archive, unless a person wants it there', async () => {
		const start = { resource: 'backup', operation: 'start', waiting: { intervalSeconds: 0.02 } };
		at.sandbox.docSpace.settings.backup.durationMilliseconds = 0;
		const first = (await asTool('docSpaceBackup', start)).items[0]?.json;
		expect(first?.link).toMatch(/^withheld/);
		const asked = [
			{ resource: 'backup', operation: 'getProgress' },
			{ resource: 'backup', operation: 'getResult', taskId: String(first?.taskId) },
		];
		for (const parameters of asked) {
			const linkOf = async (includeLink: boolean) =>
				(await asTool('docSpaceBackup', { ...parameters, includeLink })).items[0]?.json.link;
			expect(await linkOf(false)).toMatch(/^withheld/);
			expect(await linkOf(true)).toMatch(/tar\.gz/);
		}
	});
});

it.each([
	['acronisFiles', { resource: 'file', operation: 'upload', folder: id }],
	['acronisFiles', { resource: 'file', operation: 'download', file: id }],
	['acronisFiles', { resource: 'folder', operation: 'download', folder: id }],
	['docSpaceBackup', { resource: 'backup', operation: 'download', link: '/backup.tar.gz' }],
	['docSpaceBackup', { resource: 'restore', operation: 'start', source: 'upload', confirm: true }],
] as const)('says that files do not go through a tool: %s %j', async (node, parameters) => {
	const { error } = await asTool(node, parameters);
	expect(error?.message).toMatch(/names a file, and n8n .* \(Call n8n Workflow Tool\)/);
	expect(at.requests()).toEqual([]);
});

describe('the words that n8n sends a model', () => {
	const wordsFor = (node: 'acronisFiles' | 'docSpaceBackup', parameters: INodeParameters) => {
		const credential = node === 'acronisFiles' ? at.acronis() : at.docSpace();
		const types = nodeTypes();
		const tool = nodeOf(workflowOf({ node, credential, parameters, isTool: true }, types));
		const type = types.getByNameAndVersion(tool.type);
		return NodeHelpers.getToolDescriptionForNode(tool, type);
	};

	it('say what the operation does, what it needs and when not to use it', () => {
		expect(wordsFor('docSpaceBackup', { resource: 'backup', operation: 'getAll' })).toMatch(
			/^Get many backups in ONLYOFFICE DocSpace\. .* use Get Progress, which harms no record/,
		);
		expect(wordsFor('acronisFiles', { resource: 'file', operation: 'upload' })).toMatch(
			/^Not usable by an assistant/,
		);
	});

	it('are those of a person, where one has written some', () => {
		const parameters = { resource: 'backup', operation: 'getAll', toolDescription: 'My words' };
		expect(wordsFor('docSpaceBackup', parameters)).toBe('My words');
	});
});
