import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { PATIENCE, waitFor } from '../../process/waiting';
import type { Runner } from '../runner';
import { expect, expectMails } from './expect';
import { EVERY_HALF_MINUTE } from './schedule';

const NAME = 'nightly-off-site-backup';
const TRIGGER = 'Every Night';
const STORED = 'DocSpace backup stored off-site';

const NOT_STORED = 'DocSpace backup was not stored off-site';

/** The archive and its manifest lie in Acronis, and a monitor heard of the start and of the end. */
export async function nightlyGoodDay(runner: Runner): Promise<void> {
	const { docSpace, acronis } = runner.sandbox;
	const messages = await runner.told(() => runner.run(NAME, TRIGGER, { pings: runner.monitor }));
	expectMails(messages, [`[ok] ${STORED}`, 'Copies deleted: none']);
	const archive = (await docSpace.archives()).at(-1);
	const files = acronis.files();
	const file = files.find(({ name }) => name === archive?.fileName);
	expect(file?.md5 === archive?.md5, 'the archive in Acronis is another one');
	const manifest = files.find(({ name }) => name === `${archive?.fileName}.manifest.json`);
	expect(manifest !== undefined, `there is no manifest beside ${archive?.fileName}`);
	expect(String(runner.pings) === '/ping/start,/ping', `the monitor heard ${String(runner.pings)}`);
}

/** A failure is told once and counted, and the next good night ends it; a deaf monitor stops nothing. */
export async function nightlyBadDays(runner: Runner): Promise<void> {
	const { docSpace, acronis } = runner.sandbox;
	const { nextBackups } = docSpace.settings;
	runner.pings.length = 0;
	nextBackups.push({ outcome: 'failedInJob', error: 'The disk is full' });
	const first = await runner.told(() => runner.run(NAME, TRIGGER, { pings: runner.monitor }));
	expectMails(first, [`[problem] ${NOT_STORED}`, 'Back Up DocSpace: The backup failed']);
	expect(
		String(runner.pings) === '/ping/start,/ping/fail',
		`the monitor heard ${String(runner.pings)}`,
	);
	const before = acronis.files().length;
	runner.sandbox.faults.add({ operationId: 'uploadFile', status: 403, times: 'always' });
	expectMails(await runner.told(() => runner.run(NAME, TRIGGER)));
	runner.sandbox.faults.clear();
	expect(acronis.files().length === before, 'something was stored in Acronis');
	const deaf = { pings: 'http://127.0.0.1:9/nobody' };
	const after = await runner.told(() => runner.run(NAME, TRIGGER, deaf));
	expectMails(after, [`[recovered] ${STORED}`, 'seen 2 times']);
	const nothing = { pattern: '*.zip', portalName: 'portal-without-pruning' };
	const unpruned = await runner.told(() => runner.run(NAME, TRIGGER, { settings: nothing }));
	expectMails(unpruned, [
		'[problem] DocSpace backup stored off-site, but old copies were not cleaned up',
		'Prune Old Copies: File Name Pattern',
	]);
}

/**
 * n8n keeps no archive of a night that worked: they would fill its disk.
 *
 * @param folders where n8n and its workers may keep files; the one of n8n when absent
 */
export async function diskIsFree(
	runner: Runner,
	folders: readonly string[] = [runner.stage.n8n.folder],
): Promise<void> {
	const bytes = 5_000_000;
	runner.sandbox.docSpace.settings.nextBackups.push({ archiveBytes: bytes });
	const { client } = runner.stage;
	const archives = async () =>
		(await Promise.all(folders.map((one) => filesOf(one, bytes)))).flat();
	let wasThere = false;
	// n8n keeps what is run by hand, so it has to start by itself.
	const parameters = { [TRIGGER]: EVERY_HALF_MINUTE };
	const id = await runner.store(NAME, { unsaved: true, parameters });
	const messages = await runner.told(async () => {
		const before = runner.sandbox.mail.messages.length;
		await client.publish(id);
		await waitFor(
			'the night to end',
			async () => {
				wasThere ||= (await archives()).length > 0;
				return runner.sandbox.mail.messages.length > before || undefined;
			},
			{ deadline: PATIENCE, interval: 100 },
		);
		await client.unpublish(id);
	});
	runner.runs += 1;
	expectMails(messages, [`[ok] ${STORED}`, `Size: ${bytes / 1_000_000} MB`]);
	expect(wasThere, 'the archive was not seen on the disk of n8n in between');
	await waitFor(
		'the archive to be gone from the disk of n8n',
		async () => ((await archives()).length === 0 ? true : undefined),
		{ deadline: PATIENCE },
	);
}

/** Files of exactly this length, in bytes. */
async function filesOf(folder: string, bytes: number): Promise<string[]> {
	const names = await readdir(folder, { recursive: true });
	const found: string[] = [];
	for (const name of names.filter((one) => !one.includes('node_modules'))) {
		const info = await stat(join(folder, name)).catch(() => undefined);
		if (info?.isFile() && info.size === bytes) found.push(name);
	}
	return found;
}
