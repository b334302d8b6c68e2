import { startSandbox } from '../../sandbox';
import { setStage } from '../stage';
import type { Suite } from '../suite';
import { exampleWorkflowNames } from '../workflows/examples';
import { WORKFLOW_CHECKS } from '../workflows/checks';
import { PROMPT_CLEANING, Runner } from '../workflows/runner';

/** Every example workflow in the real n8n to its end, on good and on bad days. */
export const suite: Suite = {
	deadline: 40 * 60_000,
	async run({ lifetime, report, check }) {
		const stage = await setStage(lifetime, { report, environment: PROMPT_CLEANING });
		const testPortal = await startSandbox({ seed: 2 });
		await lifetime.onEnd(() => testPortal.close());
		const runner = await Runner.create(stage, testPortal, { report, lifetime });
		for (const [title, work] of WORKFLOW_CHECKS) {
			await check(title, async () => {
				await work(runner);
				return true;
			});
		}
		await check('the contracts are kept', async () => {
			const violations = [...stage.sandbox.violations(), ...testPortal.violations()];
			if (violations.length > 0) throw new Error(JSON.stringify(violations));
		});
		const unused = (await exampleWorkflowNames()).filter((name) => !runner.used.has(name));
		await check('no example workflow is left out', async () => {
			if (unused.length > 0) throw new Error(`Nothing runs ${unused.join(', ')}`);
		});
		return {
			workflows: runner.used.size,
			runs: runner.runs,
			failuresTold: runner.problemsTold,
		};
	},
};
