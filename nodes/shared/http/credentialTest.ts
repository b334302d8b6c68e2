import type { ICredentialTestRequest } from 'n8n-workflow';

/** How to know by an answer with a good status that the service did not give it. */
export interface ForeignSign {
	/** A member of the parsed answer, or `[0]` for the first character of a text. */
	key: string;
	/** What stands there then. */
	values: readonly unknown[];
	/** What to say. */
	message: string;
}

/**
 * What n8n's test of a credential says to an answer that is no proof of it.
 *
 * An answer must not be an empty list: n8n's tester (1.123 to 2.41) reads the first item of it and
 * falls over. A list is asked for as a text.
 *
 * @param byStatus What to say by the answer's status.
 * @param foreign What to say to a good status that came from somebody else.
 */
export function credentialTestRules(
	byStatus: Readonly<Record<number, string>>,
	{ key, values, message }: ForeignSign,
): ICredentialTestRequest['rules'] {
	const rules = [
		...Object.entries(byStatus).map(([status, text]) => ({
			type: 'responseCode',
			properties: { value: Number(status), message: text },
		})),
		...values.map((value) => ({
			type: 'responseSuccessBody',
			properties: { key, value, message },
		})),
	];
	// n8n's engine takes rules of both kinds together; its type knows lists of one kind only.
	return rules as unknown as ICredentialTestRequest['rules'];
}
