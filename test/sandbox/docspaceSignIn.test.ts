import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { useSandbox } from './support';

const used = useSandbox();
const run = promisify(execFile);

/** The commands of the page, as they stand there. */
const [withPassword = '', withCode = ''] = [
	...readFileSync(join(__dirname, '..', '..', 'docs', 'credentials-docspace.md'), 'utf8').matchAll(
		/```sh\n(.*?)```/gs,
	),
].map(([, command]) => command);

interface Answer {
	response?: { token?: string; tfa?: boolean };
}

/** What a command of the page answers, with this portal and person in the place of the examples. */
async function answerTo(
	command: string,
	person: { userName: string; password: string; code?: string },
): Promise<Answer> {
	const own = command
		.replace('https://yourcompany.onlyoffice.com', used.sandbox.docSpace.url)
		.replace('ada@yourcompany.com', person.userName)
		.replace('her password', person.password)
		.replace('123456', person.code ?? '');
	const { stdout } = await run('sh', ['-c', own]);
	// The contract says what the answer looks like.
	return JSON.parse(stdout) as Answer;
}

async function statusWith(token: string): Promise<number> {
	const { status } = await fetch(`${used.sandbox.docSpace.url}/api/2.0/backup/getbackupprogress`, {
		headers: { cookie: `asc_auth_key=${token}` },
	});
	return status;
}

it('the first command of the page gives a session token that works', async () => {
	const { admin } = used.sandbox.docSpace.credentials.people;
	const { response } = await answerTo(withPassword, admin);
	expect(await statusWith(response?.token ?? '')).toBe(200);
	expect(used.sandbox.violations()).toEqual([]);
});

it('with two-factor authentication it asks for a code, and the second command gives the token', async () => {
	const { twoFactor } = used.sandbox.docSpace.credentials.people;
	expect((await answerTo(withPassword, twoFactor)).response).toEqual({ tfa: true });
	const { response } = await answerTo(withCode, twoFactor);
	expect(await statusWith(response?.token ?? '')).toBe(200);
	const wrong = await answerTo(withCode, { ...twoFactor, code: '000000' });
	expect(wrong.response).toBeUndefined();
});

it('a wrong password gives none', async () => {
	const { admin } = used.sandbox.docSpace.credentials.people;
	const { response } = await answerTo(withPassword, { ...admin, password: 'another' });
	expect(response).toBeUndefined();
});
