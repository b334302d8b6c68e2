import { createHash } from 'node:crypto';

import { nodeOutput } from '../../n8n/executions';
import type { Runner } from '../runner';
import { expect, expectMails } from './expect';

const DAY_MS = 86_400_000;

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
