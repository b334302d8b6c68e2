import { PATIENCE, waitFor } from '../../process/waiting';
import type { Runner } from '../runner';
import { expect, expectMails } from './expect';
import { EVERY_HALF_MINUTE } from './schedule';

const NAME = 'long-backup-with-wait-node';

/** Shorter waits stay in n8n's memory, and do not outlive it. */
const PERSISTED_SECONDS = 66;

/** The backup goes on while n8n is down, and so does the workflow afterwards; a failed one is told. */
export async function longBackup(runner: Runner): Promise<void> {
	const { client, n8n } = runner.stage;
	const { settings } = runner.sandbox.docSpace;
	settings.nextBackups.push({ durationMilliseconds: 20_000 });
	const wait = { resume: 'timeInterval', amount: PERSISTED_SECONDS, unit: 'seconds' };
	const parameters = { 'Every Saturday': EVERY_HALF_MINUTE, Wait: wait };
	const id = await runner.store(NAME, { parameters });
	const messages = await runner.told(async () => {
		const before = runner.sandbox.mail.messages.length;
		await client.publish(id);
		const waiting = await waitFor(
			'an execution to wait',
			async () => (await client.executions(id)).find(({ status }) => status === 'waiting'),
			{ deadline: PATIENCE },
		);
		await client.unpublish(id);
		runner.report(`${NAME}: execution ${waiting.id} waits, n8n is killed`);
		await n8n.kill();
		await n8n.start();
		// n8n calls an execution that waits stopped as well.
		const execution = await waitFor(
			'the execution to go on and end',
			async () => {
				const found = await client.execution(waiting.id);
				return ['waiting', 'running', 'new'].includes(found.status) ? undefined : found;
			},
			{ deadline: PATIENCE, interval: 2_000 },
		);
		runner.good(NAME, execution);
		await waitFor('the mail', () => runner.sandbox.mail.messages.length > before || undefined, {
			deadline: PATIENCE,
		});
	});
	expectMails(messages, ['[ok] Long DocSpace backup stored off-site', '.tar.gz']);
	settings.nextBackups.push({ outcome: 'failedInJob', error: 'The disk is full' });
	const short = { resume: 'timeInterval', amount: 3, unit: 'seconds' };
	const bad = await runner.told(() =>
		runner.run(NAME, 'Every Saturday', { parameters: { Wait: short } }),
	);
	expectMails(bad, ['[problem] Long DocSpace backup was not stored off-site', 'The disk is full']);
	expect(runner.sandbox.docSpace.settings.nextBackups.length === 0, 'a backup was not made');
}
