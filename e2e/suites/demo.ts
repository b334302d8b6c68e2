import { type Demo, setDemo } from '../demo';
import { executionFailure } from '../n8n/executions';
import type { Suite } from '../suite';
import { PATIENCE, waitFor } from '../process/waiting';
import { readExampleWorkflow } from '../workflows/examples';

/** What starts a workflow that one can execute at once. */
const TRIGGERS = /\.(scheduleTrigger|acronisFilesTrigger|docSpaceBackupTrigger)$/;

/** These tell of what the demo's people have done. */
const ALARMS = [
	'[problem] A link was made or changed',
	'[problem] Sharing was changed',
	'[problem] Many failed sign-ins',
	// The demo has no copies of the days before it began.
	'[problem] Weekly evidence report: the promised age was not kept',
];

/** What `npm start` sets up: each example works at its first *Execute*. */
export const suite: Suite = {
	deadline: 20 * 60_000,
	async run({ lifetime, report, check }) {
		const demo = await setDemo(lifetime, { report });
		const order = [...demo.workflows].sort(([one], [other]) => turnOf(one) - turnOf(other));
		for (const [name, id] of order) {
			const { nodes } = await readExampleWorkflow(name);
			const trigger = nodes.find(({ type }) => TRIGGERS.test(type));
			if (trigger) {
				await check(`${name} works at its first Execute`, () =>
					checkExecute(demo, id, trigger.name),
				);
			}
		}
		await check('the contracts are kept', async () => {
			const violations = [demo.sandbox, demo.testPortal].flatMap((one) => one.violations());
			if (violations.length > 0) throw new Error(JSON.stringify(violations));
		});
	},
};

/** The first one needs the newest backup, which the others replace; the last one keeps the portal busy. */
function turnOf(name: string): number {
	return name.startsWith('scheduled') ? 0 : name.startsWith('long') ? 2 : 1;
}

/** @throws an Error with what went wrong, or with a mail that tells of it */
async function checkExecute({ client, sandbox }: Demo, id: string, trigger: string): Promise<void> {
	const before = sandbox.mail.messages.length;
	const run = await client.run(id, trigger);
	const execution = await waitFor(
		'the execution to end, or to wait as it is meant to',
		async () => {
			const found = await client.execution(run);
			return ['new', 'running'].includes(found.status) ? undefined : found;
		},
		{ deadline: PATIENCE, interval: 500 },
	);
	if (!['success', 'waiting'].includes(execution.status)) {
		throw new Error(executionFailure(execution) ?? execution.status);
	}
	const problems = sandbox.mail.messages
		.slice(before)
		.filter(({ subject }) => subject.startsWith('[problem]'))
		.filter(({ subject }) => !ALARMS.some((alarm) => subject.startsWith(alarm)));
	if (problems.length > 0) throw new Error(problems.map(({ text }) => text).join('\n'));
}
