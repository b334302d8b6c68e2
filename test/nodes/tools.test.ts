import type { INodeParameters } from 'n8n-workflow';

import { runNode } from '../support/engine';
import type { NodeRun } from '../support/engine';
import { computed } from '../support/runs';
import { useSandbox } from '../support/sandbox';

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
