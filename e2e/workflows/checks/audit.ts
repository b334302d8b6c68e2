import { createHash } from 'node:crypto';

import { nodeOutput } from '../../n8n/executions';
import type { Runner } from '../runner';
import { expect, expectMails } from './expect';
import { EVERY_HALF_MINUTE } from './schedule';

const DAY_MS = 86_400_000;

/** What the nightly backup sets beside the rules. */
const PRUNE = {
	resource: 'folder',
	operation: 'prune',
	folder: { __rl: true, mode: 'path', value: "={{ $('Settings').first().json.folder }}" },
	pattern: '*.tar.gz',
	dateFrom: 'modification',
	dryRun: false,
};

/** Both logs of yesterday lie in Acronis; a night that fails is told. */
export async function auditArchive(runner: Runner): Promise<void> {
	const { acronis, docSpace, faults } = runner.sandbox;
	const noonYesterday = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS / 2);
	acronis.appendAuditRows([{ text: 'From yesterday', createdAt: noonYesterday.toISOString() }]);
	docSpace.appendAuditEvents([{ action: 'FileCreated', date: noonYesterday.toISOString() }]);
	const execution = await runner.run('audit-archive', 'Every Night');
	const [lines] = nodeOutput(execution, 'Make Lines');
	const text = String(lines?.json.text);
	const rows = text
		.trim()
		.split('\n')
		.map((line): Record<string, unknown> => JSON.parse(line));
	const [head, ...entries] = rows;
	expect(head?.previousSha256 === null, 'the first file names another one before it');
	const sources = new Set(entries.map(({ source }) => source));
	expect(sources.has('acronis') && sources.has('docspace'), `the file has ${[...sources]}`);
	const file = acronis.files().find(({ name }) => name === lines?.json.fileName);
	const md5 = createHash('md5').update(text).digest('hex');
	expect(file?.md5 === md5, 'the file in Acronis is another one');
	faults.add({ operationId: 'uploadFile', status: 403, times: 'always' });
	const bad = await runner.told(() => runner.run('audit-archive', 'Every Night'));
	faults.clear();
	expectMails(bad, ['[problem] Audit logs could not be archived', 'Upload File']);
}

/**
 * Nothing falls between two nights: neither what happened within the last second of a day, nor the
 * chain of files when somebody runs the workflow by hand.
 */
export async function auditArchiveWithoutGap(runner: Runner): Promise<void> {
	const { acronis } = runner.sandbox;
	const midnight = Math.floor(Date.now() / DAY_MS) * DAY_MS;
	acronis.settings.auditLog.hiddenSubSeconds = true;
	const row = (text: string, time: number) => ({ text, createdAt: new Date(time).toISOString() });
	acronis.appendAuditRows([
		row('In the last second', midnight - 400),
		row('In the next day', midnight + 400),
	]);
	const settings = { folder: '/Chained Archive' };
	const night = await runner.runPublished('audit-archive', () => undefined, {
		settings,
		parameters: { 'Every Night': EVERY_HALF_MINUTE },
	});
	const [lines] = nodeOutput(night, 'Make Lines');
	const text = String(lines?.json.text);
	expect(text.includes('In the last second'), 'the last second of the day is left out');
	expect(!text.includes('In the next day'), 'the next day is in the file');
	const stored = () =>
		acronis.files().find(({ path }) => path === `Chained Archive/${String(lines?.json.fileName)}`);
	const before = stored();
	await runner.run('audit-archive', 'Every Night', { settings });
	acronis.settings.auditLog.hiddenSubSeconds = false;
	expect(before !== undefined, 'the night has stored no file');
	expect(stored()?.revisions === before.revisions, 'a run by hand replaced a file of the chain');
}

/** The report is filed; a promise that was not kept is a problem, and so is a report that fails. */
export async function evidenceReport(runner: Runner): Promise<void> {
	const { acronis, faults } = runner.sandbox;
	const report = async (settings = {}) =>
		await runner.told(() => runner.run('weekly-evidence-report', 'Every Monday', { settings }));
	expectMails(await report({ promisedHours: 24 * 8 }), [
		'[ok] Weekly evidence report',
		'Copies in the last 7 days',
	]);
	const drills = acronis.files().filter(({ name }) => /^restore-drill-.*s\.json$/.test(name));
	expect(drills.length > 0, 'the drill has filed no record');
	const deleted = await deleteOldestCopy(runner);
	const second = await report();
	expectMails(second, ['[problem] Weekly evidence report: the promised age was not kept']);
	const [told] = second;
	for (const text of [
		/Last restore drill: \d{4}-\d\d-\d\d, restored in \d+ seconds/,
		/Gaps longer than promised: [1-9]/,
		new RegExp(`Deleted: ${deleted} by ${acronis.users.admin.email}`),
	]) {
		expect(text.test(told?.text ?? ''), `the report does not say ${text}: ${told?.text}`);
	}
	const file = acronis.files().find(({ name }) => /^evidence-.*\.xlsx$/.test(name));
	expect(file !== undefined && file.size > 0, 'there is no spreadsheet in Acronis');
	faults.add({ operationId: 'listContents', status: 403, times: 'always' });
	const failed = await report({ portalName: 'another-portal' });
	faults.clear();
	expectMails(failed, ['[problem] Weekly evidence report failed']);
}

/**
 * The report tells of what Prune has deleted, however old, and by which rule; of a gap that began
 * before the week; and it counts no copy that was never verified.
 */
export async function evidenceOfPrune(runner: Runner): Promise<void> {
	const { acronis } = runner.sandbox;
	const settings = { folder: '/Pruned Copies', portalName: 'portal-with-prune' };
	const night = async (keepLast: number) =>
		await runner.run('nightly-off-site-backup', 'Every Night', {
			settings,
			parameters: {
				'Prune Old Copies': { ...PRUNE, keepLast, keepAlso: {} },
			},
		});
	const archives = () => acronis.files().filter(({ path }) => /^Pruned Copies\/.*gz$/.test(path));
	const hours = (count: number) => Date.now() - count * 3_600_000;
	await night(9);
	const [first] = archives();
	expect(first !== undefined, 'there is no copy');
	acronis.dateFile(first.uuid, hours(24 * 20));
	await night(9);
	const second = archives().find(({ uuid }) => uuid !== first.uuid);
	expect(second !== undefined, 'there is no second copy');
	acronis.dateFile(second.uuid, hours(40));
	await night(2);
	expect(archives().length === 2, `Prune has left ${archives().length} copies`);
	const report = async (days: number, promisedHours: number) =>
		await runner.told(() =>
			runner.run('weekly-evidence-report', 'Every Monday', {
				settings: { ...settings, days, promisedHours },
			}),
		);
	const good = await report(1, 48);
	expectMails(good, ['[ok] Weekly evidence report', `Deleted: ${first.name} by Nightly Off-Site`]);
	const told = good[0]?.text ?? '';
	expect(told.includes('kept by no rule (last 2)'), `the report does not say why: ${told}`);
	expectMails(await report(1, 26), [
		'[problem] Weekly evidence report: the promised age was not kept',
		'without a verified copy: 40.0 hours',
	]);
}

/** Somebody deletes a copy by hand; gives its name. */
async function deleteOldestCopy({ sandbox }: Runner): Promise<string> {
	const { url, users } = sandbox.acronis;
	const [copy] = sandbox.acronis
		.files()
		.filter(({ path }) => /^DocSpace Backups\/.*\.tar\.gz$/.test(path));
	expect(copy !== undefined, 'there is no copy to delete');
	const { login, password } = users.admin;
	const grant = { grant_type: 'password', username: login, password };
	const body = new URLSearchParams(grant);
	const answer = await fetch(`${url}/api/2/idp/token`, { method: 'POST', body });
	// What the sandbox answers.
	const { access_token: token } = (await answer.json()) as { access_token: string };
	const deleted = await fetch(`${url}/fc/api/v1/sync_and_share_nodes/${copy.uuid}`, {
		method: 'DELETE',
		headers: { authorization: `Bearer ${token}` },
	});
	expect(deleted.ok, `the copy was not deleted: ${deleted.status}`);
	return copy.name;
}
