import type { Runner } from '../runner';
import { expect, expectMails } from './expect';

/** A share is told, and so are many deletions by one user; a few are not. */
export async function leakAlarm(runner: Runner): Promise<void> {
	const { acronis } = runner.sandbox;
	const { admin } = acronis.users;
	const user = { uuid: admin.uuid, name: admin.name, email: admin.email };
	const happen = async (...texts: string[]) =>
		await runner.told(() =>
			runner.runPublished('leak-and-mass-deletion-alarm', () =>
				acronis.appendAuditRows(texts.map((text) => ({ text, user }))),
			),
		);
	expectMails(await happen("Added new file 'june.pdf'.", "Deleted 'june.pdf'."));
	expectMails(await happen("Created public link to file 'contracts.pdf'."), [
		'[problem] A link was made or changed',
		'contracts.pdf',
	]);
	const many = Array.from({ length: 20 }, (_, index) => `Deleted 'file-${index}.pdf'.`);
	expectMails(await happen(...many), [`[problem] ${admin.email} deletes a lot`, '20 deletions']);
}

/** Many failures from one address are told, a few are not. */
export async function signInAlarm(runner: Runner): Promise<void> {
	const { docSpace } = runner.sandbox;
	const fail = async (count: number) =>
		await runner.told(() =>
			runner.runPublished('failed-sign-in-alarm', () =>
				docSpace.appendLoginEvents({ action: 'LoginFail', count }),
			),
		);
	expectMails(await fail(2));
	const subjects = (await fail(6)).map(({ subject }) => subject);
	expect(
		subjects.includes('[problem] Many failed sign-ins from the address 192.0.2.7'),
		`the mails that arrived are: ${subjects.join(', ')}`,
	);
}
