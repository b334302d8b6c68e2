import { createHash } from 'node:crypto';

import { type Answer, asAdministrator, ask, askPortal, useSandbox } from './support';

const used = useSandbox();

async function finishedLink(body: object = { storageType: 4 }): Promise<string> {
	const { sandbox, clock } = used;
	await askPortal(sandbox, 'backup/startbackup', body);
	clock.pass(2_000);
	const { response } = await (await askPortal(sandbox, 'backup/getbackupprogress')).json();
	return new URL(response.link, sandbox.docSpace.url).href;
}

async function md5Of(answer: Answer): Promise<string> {
	return createHash('md5')
		.update(Buffer.from(await answer.arrayBuffer()))
		.digest('hex');
}

describe('the archive of the temporary storage', () => {
	it('is as long as set, the same every time, and its MD5 is in the state', async () => {
		const { sandbox } = used;
		sandbox.docSpace.settings.backup.archiveBytes = 300_001;
		const link = await finishedLink();
		const answer = await ask(link, { headers: asAdministrator(sandbox) });
		expect(answer.headers.get('content-length')).toBe('300001');
		const [archive] = await sandbox.docSpace.archives();
		expect(await md5Of(answer)).toBe(archive?.md5);
		const again = await ask(link, { headers: asAdministrator(sandbox) });
		expect(await md5Of(again)).toBe(archive?.md5);
		expect(sandbox.violations()).toEqual([]);
	});

	it('is not public, and not for those without rights', async () => {
		const link = await finishedLink();
		const { userCookie } = used.sandbox.docSpace.credentials;
		const administrator = asAdministrator(used.sandbox);
		for (const [url, headers] of [
			[link, {}],
			[link, { cookie: `asc_auth_key=${userCookie}` }],
			[`${link}0`, administrator],
		] as const) {
			const answer = await ask(url, { headers });
			expect([answer.status, await answer.text()]).toEqual([403, '']);
		}
	});

	it('is refused after a day, in the same way', async () => {
		const link = await finishedLink();
		used.clock.pass(24 * 60 * 60 * 1000 + 1);
		expect((await ask(link, { headers: asAdministrator(used.sandbox) })).status).toBe(403);
	});

	it('may be at another origin, which tells when a secret of the portal goes astray', async () => {
		const { sandbox, clock } = used;
		sandbox.docSpace.settings.downloadRedirect = true;
		const headers = asAdministrator(sandbox);
		const moved = await ask(await finishedLink(), { headers, redirect: 'manual' });
		expect(moved.status).toBe(302);
		const signed = moved.headers.get('location') ?? '';
		expect(new URL(signed).origin).toBe(sandbox.docSpace.storageUrl);
		const [archive] = await sandbox.docSpace.archives();
		expect(await md5Of(await ask(signed))).toBe(archive?.md5);
		expect(sandbox.violations()).toEqual([]);

		for (const secret of [headers, { authorization: 'Bearer sk-astray' }]) {
			expect((await ask(signed, { headers: secret })).status).toBe(400);
		}
		expect(sandbox.violations().map(({ origin, kind }) => [origin, kind])).toEqual([
			['docSpaceStorage', 'secret'],
			['docSpaceStorage', 'secret'],
		]);
		expect((await ask(`${signed}0`)).status).toBe(403);
		clock.pass(16_000);
		expect((await ask(signed)).status).toBe(403);
	});

	it('of a consumer storage has a signed link from the start, good for a day', async () => {
		const body = { storageType: 5, storageParams: [{ key: 'module', value: 's3' }] };
		const link = await finishedLink(body);
		used.clock.pass(60 * 60 * 1000);
		const [archive] = await used.sandbox.docSpace.archives();
		expect(await md5Of(await ask(link))).toBe(archive?.md5);
	});
});
