import { withDeadline } from '../process/lifetime';
import { setStage } from '../stage';
import type { Suite } from '../suite';
import { startWorkers } from '../triggers/workers';
import { missingQueueServices, startQueueServices } from '../triggers/queueServices';
import type { Outcome } from '../triggers/outcome';
import { MANY_KILLS } from '../triggers/kills';
import { restartInOutage } from '../triggers/outage';
import { soak } from '../triggers/soak';

/** Events of each of the two services: 2,000 in all. */
const EVENTS = 1_000;

/** n8n's scheduler that keeps a trigger's place and its executions in one transaction. */
const DURABLE = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

/**
 * When n8n is killed while it starts, its next start leaves the triggers off until the publication
 * that was under way has run out: two minutes, unless told otherwise. A publication that takes longer
 * than 70 % of this is given up, and its triggers stay off: a loaded machine needs its time. In seconds.
 */
const PROMPT = { N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '40' };

const SOAK_DEADLINE = 20 * 60_000;

/** Both triggers in a real n8n that is killed again and again, at services that fail now and then. */
export const suite: Suite = {
	deadline: 70 * 60_000,
	onlyWhenNamed: 'it kills n8n many times in three setups, which takes about ten minutes',
	async run({ lifetime, report, check }) {
		const shared = { events: EVENTS, secondsBetweenPolls: 3, report };
		await check('default engine with "repeat the last events": nothing lost', () =>
			withDeadline(lifetime, SOAK_DEADLINE, async (within) => {
				const stage = await setStage(within, { report, environment: PROMPT });
				const outcomes = await soak(stage, within, {
					...shared,
					afterRestart: 'repeat',
					kills: MANY_KILLS,
				});
				expectNothing(outcomes, ['lost'], report);
				// Each start repeats the last events: without any, the kills have met nothing.
				const isEachRepeated = Object.values(outcomes).every(({ redelivered }) => redelivered > 0);
				if (!isEachRepeated) throw new Error('No restart has repeated its last events');
			}),
		);
		await check('durable cursors: nothing lost, nothing repeated', () =>
			withDeadline(lifetime, SOAK_DEADLINE, async (within) => {
				const stage = await setStage(within, { report, environment: { ...PROMPT, ...DURABLE } });
				const outcomes = await soak(stage, within, {
					...shared,
					afterRestart: 'continue',
					kills: MANY_KILLS,
				});
				expectNothing(outcomes, ['lost', 'repeated'], report);
			}),
		);

		const engines = { 'default engine': {}, 'durable cursors': DURABLE };
		for (const [engine, environment] of Object.entries(engines)) {
			await check(`a start of n8n in an outage leaves the triggers on: ${engine}`, () =>
				withDeadline(lifetime, SOAK_DEADLINE, async (within) => {
					const stage = await setStage(within, { report, environment });
					await restartInOutage(stage, within, 503);
				}),
			);
		}

		const missing = await missingQueueServices();
		if (missing.length > 0) {
			report(`NOT CHECKED: queue mode with two workers, because this machine has no`);
			report(`             ${missing.join(' and no ')} (apt-get install postgresql redis-server)`);
			return;
		}
		await check('queue mode, two workers, durable cursors: nothing lost or repeated', () =>
			withDeadline(lifetime, SOAK_DEADLINE, async (within) => {
				const environment = {
					...(await startQueueServices(within)),
					...PROMPT,
					...DURABLE,
				};
				const stage = await setStage(within, { report, environment });
				await startWorkers(within, stage, environment, 2);
				const outcomes = await soak(stage, within, {
					...shared,
					afterRestart: 'continue',
					kills: MANY_KILLS,
				});
				expectNothing(outcomes, ['lost', 'repeated'], report);
			}),
		);
	},
};

function expectNothing(
	outcomes: Record<string, Outcome>,
	figures: Array<'lost' | 'repeated'>,
	report: (line: string) => void,
): void {
	report(JSON.stringify(outcomes));
	for (const [trigger, outcome] of Object.entries(outcomes)) {
		for (const figure of figures) {
			if (outcome[figure] > 0) throw new Error(`${trigger}: ${figure} ${outcome[figure]} events`);
		}
	}
}
