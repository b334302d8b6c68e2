import { useSandbox } from '../../../support/sandbox';
import { operationAt } from '../support';

const at = useSandbox();

const of = (resource: string, operation: string, fields = {}) =>
	operationAt(at, resource, operation)(fields);

it('a task says in words what its numbers mean, wherever it leaves the node', async () => {
	const { backup: making, restore: putting } = at.sandbox.docSpace.settings;
	making.durationMilliseconds = 0;
	putting.durationMilliseconds = 60_000;
	const backup = await of('backup', 'start', { waitForCompletion: false });
	const shown = await of('backup', 'getProgress');
	const { backupId } = (await of('backup', 'getResult', { which: 'newest' })).items[0]?.json ?? {};
	const restore = await of('restore', 'start', {
		confirm: true,
		backupId: String(backupId ?? ''),
		waitForCompletion: false,
	});
	const restoring = await of('restore', 'getProgress');
	const runs = [backup, shown, restore, restoring];
	expect(runs.map(({ error }) => error?.message)).toEqual([
		undefined,
		undefined,
		undefined,
		undefined,
	]);
	expect(runs.map(({ items }) => items[0]?.json)).toEqual([
		expect.objectContaining({ backupProgressEnumName: 'Backup', statusName: 'Completed' }),
		expect.objectContaining({ backupProgressEnumName: 'Backup', statusName: 'Completed' }),
		expect.objectContaining({ backupProgressEnumName: 'Restore', statusName: 'Running' }),
		expect.objectContaining({ backupProgressEnumName: 'Restore', statusName: 'Running' }),
	]);
});
