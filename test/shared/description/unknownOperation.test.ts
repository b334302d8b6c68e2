import type { INodeParameters } from 'n8n-workflow';

import { runNode } from '../../support/engine';
import { emptyItems } from '../../support/runs';
import { useSandbox } from '../../support/sandbox';

const at = useSandbox();

const run = async (
	node: 'acronisFiles' | 'docSpaceBackup',
	parameters: INodeParameters,
	rest: object = {},
) =>
	await runNode({
		node,
		credential: node === 'acronisFiles' ? at.acronis() : at.docSpace(),
		parameters,
		...rest,
	});

it.each([
	['acronisFiles', 'file', 'getMany', 'Operation is not one of the options: "getMany"'],
	['acronisFiles', 'folder', 'getMany', 'Operation is not one of the options: "getMany"'],
	['acronisFiles', 'file', '', 'Operation is not one of the options: ""'],
	['acronisFiles', 'files', 'upload', 'Resource is not one of the options: "files"'],
	['docSpaceBackup', 'backup', 'create', 'Operation is not one of the options: "create"'],
	['docSpaceBackup', 'backup', 'Start', 'Operation is not written the way n8n expects it: "Start"'],
	['docSpaceBackup', 'backups', 'start', 'Resource is not one of the options: "backups"'],
	['docSpaceBackup', '', '', 'Resource is not one of the options: ""'],
] as const)('%s: %s, %s is refused', async (node, resource, operation, message) => {
	const { error, items } = await run(node, { resource, operation });
	expect([items, error?.message]).toEqual([[], message]);
	expect(error?.description).toMatch(/^(The options are|Set it to) /);
	expect(at.requests()).toEqual([]);
});

it('names the nearest one', async () => {
	const { error } = await run('acronisFiles', { resource: 'folder', operation: 'getMany' });
	expect(error?.description).toMatch(/Did you mean Get Many\?$/);
});

it('leaves an item that is linked to the one that came in', async () => {
	const { items } = await run(
		'docSpaceBackup',
		{ resource: 'backup', operation: 'restart' },
		{ input: emptyItems(2), onError: 'continueRegularOutput' },
	);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	expect(at.requests()).toEqual([]);
});
