import { runNode } from '../../support/engine';
import { emptyItems, runsAt } from '../../support/runs';
import { useSandbox } from '../../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

/** How often the portal said no, and what came of the items. */
async function run(items: number, limit: object) {
	at.sandbox.faults.add({
		operationId: 'getBackupProgress',
		limit,
		delayMilliseconds: 20,
		times: 'always',
	});
	const outcome = await runNode(runs.getProgress({}, { input: emptyItems(items) }));
	const refusals = at.requests('getBackupProgress').filter(({ status }) => status === 429).length;
	return { ...outcome, refusals };
}

it.each([false, true])(
	'loses no item at a portal that takes 15 requests at once (named: %s), and is refused a few times',
	async (named) => {
		const { items, error, refusals } = await run(300, { atOnce: 15, named });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(300);
		expect(refusals).toBeLessThanOrEqual(15);
	},
);
