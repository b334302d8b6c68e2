import { connect } from 'node:net';

import { askFiles, askPortal, json, signIn, useSandbox } from './support';

const used = useSandbox();

async function control(method: string, path: string, body?: unknown) {
	const url = used.sandbox.control.url + path;
	const answer = await fetch(url, body === undefined ? { method } : { ...json(body), method });
	// Each test says what it expects.
	return { status: answer.status, body: (await answer.json()) as never };
}

describe('the control over HTTP', () => {
	it('shows addresses and secrets that work', async () => {
		const { body } = await control('GET', '/credentials');
		const { docSpace, acronis, mail } = used.sandbox;
		expect(body).toMatchObject({
			docSpace: { url: docSpace.url, credentials: docSpace.credentials },
			acronis: { url: acronis.url, users: acronis.users, client: acronis.client },
			mail: { port: mail.port },
		});
	});

	it('changes switches one by one', async () => {
		const nextBackups = [{ outcome: 'failedInJob' }];
		const { status } = await control('POST', '/settings', {
			docSpace: { version: '3.6', nextBackups, backup: { archiveBytes: 10 } },
			acronis: { paging: { maximumPerPage: 7 } },
		});
		expect(status).toBe(200);
		const { docSpace, acronis } = used.sandbox;
		expect(docSpace.settings).toMatchObject({
			version: '3.6',
			nextBackups,
			backup: { archiveBytes: 10, outcome: 'success' },
		});
		expect(acronis.settings.paging).toMatchObject({ maximumPerPage: 7, contentRange: true });
	});

	it.each([
		['/settings', { docSpace: { versoin: '3.6' } }],
		['/settings', { docSpace: { backup: { outcome: 'failed' } } }],
		['/settings', { acronis: { paging: { maximumPerPage: '7' } } }],
		['/faults', { operationID: 'startBackup' }],
		['/audit-log', [{ severity: 5 }]],
		['/audit-log', { severity: 1 }],
	])('refuses what it does not know: %s %j', async (path, body) => {
		expect((await control('POST', path, body)).status).toBe(400);
	});

	it('switches faults', async () => {
		const added = await control('POST', '/faults', {
			operationId: 'getBackupProgress',
			status: 503,
		});
		expect(added.body).toMatchObject({ id: expect.any(Number), met: 0 });
		expect((await askPortal(used.sandbox, 'backup/getbackupprogress')).status).toBe(503);
		expect((await control('GET', '/faults')).body).toMatchObject([{ met: 1 }]);
		expect((await control('DELETE', '/faults')).body).toEqual([]);
	});

	it('appends rows to the audit log, listed or many of a kind', async () => {
		const listed = [{ text: 'one', createdAt: '2026-03-01T10:00:00Z' }];
		expect((await control('POST', '/audit-log', listed)).body).toMatchObject([{ text: 'one' }]);
		const many = {
			count: 3,
			startingAt: '2026-03-01T11:00:00Z',
			stepMilliseconds: 1000,
			severity: 2,
		};
		await control('POST', '/audit-log', many);
		const log = await askFiles(used.sandbox, await signIn(used.sandbox), 'audit_log');
		expect(await log.json()).toMatchObject([
			{ created_at: '2026-03-01T11:00:02Z', severity: 2 },
			{ created_at: '2026-03-01T11:00:01Z' },
			{ created_at: '2026-03-01T11:00:00Z' },
			{ text: 'one' },
		]);
	});

	it('ends tokens', async () => {
		const token = await signIn(used.sandbox);
		await control('POST', '/tokens/expire');
		expect((await askFiles(used.sandbox, token, 'audit_log')).status).toBe(401);
	});

	it('shows requests, violations, figures and the state', async () => {
		await askPortal(used.sandbox, 'backup/startbackup', { storageType: 4 });
		used.clock.pass(2_000);
		await askPortal(used.sandbox, 'backup/getbackupprogress?x=1');
		expect((await control('GET', '/requests')).body).toHaveLength(2);
		// Bodies hold the secrets of accounts.
		expect(JSON.stringify((await control('GET', '/requests')).body)).not.toContain('storageType');
		expect((await control('GET', '/violations')).body).toHaveLength(1);
		expect((await control('GET', '/statistics')).body).toMatchObject({
			docSpace: { requests: 2, violations: 1 },
		});
		expect((await control('DELETE', '/statistics')).body).toMatchObject({
			docSpace: { requests: 0 },
		});
		const { body } = await control('GET', '/state');
		expect(body).toMatchObject({
			docSpace: { archives: [{ bytes: 262_144, md5: expect.stringMatching(/^[0-9a-f]{32}$/) }] },
		});
		const { credentials } = used.sandbox.docSpace;
		expect(JSON.stringify(body)).not.toContain(credentials.adminCookie);
	});

	it('shows files', async () => {
		const token = await signIn(used.sandbox);
		const path = 'sync_and_share_nodes/0/upload?filename=a.txt&size=1';
		const headers = { 'content-type': 'application/octet-stream' };
		const uploaded = await askFiles(used.sandbox, token, path, {
			method: 'POST',
			headers,
			body: 'a',
		});
		const { uuid } = await uploaded.json();
		const file = { uuid, name: 'a.txt', size: 1, md5: '0cc175b9c0f1b6a831c399e269772661' };
		expect((await control('GET', `/files/${uuid}`)).body).toMatchObject(file);
		expect((await control('GET', '/files')).body).toMatchObject([file]);
		expect((await control('GET', '/files/nothing')).status).toBe(404);
	});

	it('goes back to the start with the same secrets', async () => {
		const { sandbox } = used;
		const before = { ...sandbox.docSpace.credentials };
		await askPortal(sandbox, 'backup/startbackup', { storageType: 4 });
		sandbox.docSpace.settings.version = '3.1';
		sandbox.acronis.appendAuditRows([{}]);
		await control('POST', '/reset');
		expect(sandbox.docSpace.credentials).toEqual(before);
		expect(sandbox.docSpace.settings.version).toBe('3.7');
		expect(sandbox.requests()).toEqual([]);
		const progress = await askPortal(sandbox, 'backup/getbackupprogress');
		expect(await progress.json()).not.toHaveProperty('response');
		expect(sandbox.acronis.state()).toMatchObject({ auditRows: 0, nodes: [] });
	});
});

describe('the mail server', () => {
	it('keeps what it gets, and shows it', async () => {
		const lines = [
			'EHLO test',
			'MAIL FROM:<n8n@example.com>',
			'RCPT TO:<admin@example.com>',
			'RCPT TO:<second@example.com>',
			'DATA',
			[
				'From: n8n <n8n@example.com>',
				'Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=',
				'Content-Type: text/plain; charset=utf-8',
				'Content-Transfer-Encoding: quoted-printable',
				'',
				'The backup failed =E2=80=93 sorry.',
				'.',
			].join('\r\n'),
			'QUIT',
		];
		await new Promise<void>((resolve, reject) => {
			const socket = connect(used.sandbox.mail.port, '127.0.0.1').on('error', reject);
			socket.setEncoding('utf8').on('close', () => resolve());
			socket.on('data', (reply: string) => {
				// One command for each complete reply; a reply of several lines ends with code and space.
				if (/^\d{3} /m.test(reply)) socket.write(`${lines.shift() ?? ''}\r\n`);
			});
		});
		expect((await control('GET', '/mail')).body).toEqual([
			{
				time: used.clock.now(),
				from: 'n8n@example.com',
				to: ['admin@example.com', 'second@example.com'],
				subject: 'Grüße',
				text: expect.stringContaining('The backup failed – sorry.'),
				html: '',
			},
		]);
		used.sandbox.mail.reset();
		expect(used.sandbox.mail.messages).toEqual([]);
	});
});
