import { runNode } from '../../../support/engine';
import { emptyItems, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

it('says that there is none, for each item', async () => {
	const { items } = await runNode(runs.getProgress({}, { input: emptyItems(3) }));
	expect(items).toEqual(
		[0, 1, 2].map((item) => ({
			json: { running: false, message: 'No backup is running' },
			pairedItem: { item },
		})),
	);
});

it('shows the task that runs', async () => {
	at.sandbox.docSpace.settings.backup.durationMilliseconds = 60_000;
	await runNode(runs.startBackup({ waitForCompletion: false }));
	const { items } = await runNode(runs.getProgress());
	expect(items[0]?.json).toMatchObject({ taskId: expect.any(String), isCompleted: false });
});

it('keeps the backups of the whole server apart', async () => {
	const { settings } = at.sandbox.docSpace;
	settings.hosted = false;
	settings.backup.durationMilliseconds = 60_000;
	await runNode(runs.startBackup({ waitForCompletion: false, options: { dump: true } }));
	expect((await runNode(runs.getProgress())).items[0]?.json).toMatchObject({ running: false });
	const { items } = await runNode(runs.getProgress({ dump: true }));
	expect(items[0]?.json).toMatchObject({ isCompleted: false });
});
