import type { Runner } from '../runner';
import { expect, expectMails } from './expect';

const NAME = 'backup-watchdog';
const TRIGGER = 'Every Hour';

/** Silence while there is a good copy; an alarm when there is none, and when nobody can tell. */
export async function watchdog(runner: Runner): Promise<void> {
	const check = async (settings = {}) =>
		await runner.told(() => runner.run(NAME, TRIGGER, { settings, pings: runner.monitor }));
	runner.pings.length = 0;
	expectMails(await check());
	expectMails(await check({ maximumAgeHours: 0 }), [
		'[problem] No good off-site copy',
		'Promised are 0 hours',
	]);
	expectMails(await check(), ['[recovered] There is a good off-site copy', 'seen once']);
	expectMails(await check({ folder: '/Nowhere' }), [
		'[problem] The off-site copies could not be checked',
		'there is no /Nowhere',
	]);
	expect(
		String(runner.pings) === '/ping,/ping/fail,/ping,/ping/fail',
		`the monitor heard ${String(runner.pings)}`,
	);
	expectMails(await check(), ['[recovered] There is a good off-site copy']);
}

/** A copy whose date lies in the future proves nothing: it would keep the watchdog silent until then. */
export async function watchdogFutureCopy(runner: Runner): Promise<void> {
	const { acronis } = runner.sandbox;
	const copies = acronis.files().filter(({ path }) => path.startsWith('DocSpace Backups/'));
	const archives = copies.filter(({ name }) => name.endsWith('.tar.gz')).length;
	const dateAll = (time: number) => copies.forEach(({ uuid }) => acronis.dateFile(uuid, time));
	const settings = { portalName: 'portal-of-the-future' };
	dateAll(Date.now() + 365 * 86_400_000);
	const told = await runner.told(() => runner.run(NAME, TRIGGER, { settings }));
	dateAll(Date.now());
	expectMails(told, ['[problem] No good off-site copy', `Dated in the future: ${archives}`]);
}
