import type { ReceivedMessage } from '../../../sandbox/mail';

/** @throws an Error with the message when something is not so */
export function expect(isSo: boolean, message: string): asserts isSo {
	if (!isSo) throw new Error(message);
}

/**
 * Holds the mails that arrived against what is wanted: a subject each, and a text that the mail has.
 *
 * @throws an Error with the mails that arrived
 */
export function expectMails(
	messages: readonly ReceivedMessage[],
	...wanted: Array<[subject: string, text?: string]>
): void {
	const subjects = messages.map(({ subject }) => subject);
	expect(
		String(subjects) === String(wanted.map(([subject]) => subject)),
		`the mails that arrived are: ${JSON.stringify(messages.map(({ subject, text }) => [subject, text]))}`,
	);
	for (const [index, [subject, text = '']] of wanted.entries()) {
		const arrived = messages[index]?.text ?? '';
		expect(arrived.includes(text), `the mail "${subject}" does not say "${text}": ${arrived}`);
	}
}
