import type { Runner } from '../runner';
import { expectMails } from './expect';

/** What no mail server took was not told: it is told at the next run, the end of a problem as well. */
export async function mailServerDown(runner: Runner): Promise<void> {
	const { mail } = runner.sandbox;
	const watch = async (maximumAgeHours: number) => {
		const settings = { maximumAgeHours, portalName: 'portal-without-mail' };
		return await runner.told(() => runner.run('backup-watchdog', 'Every Hour', { settings }));
	};
	const watchInVain = async (maximumAgeHours: number) => {
		mail.isFull = true;
		const refused = await watch(maximumAgeHours).then(
			() => false,
			(error: unknown) => String(error).includes('Insufficient storage'),
		);
		mail.isFull = false;
		if (!refused) throw new Error('a message that nobody took did not stop the workflow');
	};
	await watchInVain(0);
	expectMails(await watch(0), ['[problem] No good off-site copy', 'seen 2 times']);
	expectMails(await watch(0));
	await watchInVain(26);
	expectMails(await watch(26), ['[recovered] There is a good off-site copy', 'seen 3 times']);
	expectMails(await watch(26));
}
