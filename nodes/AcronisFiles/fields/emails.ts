import type { RequestContext } from '../../shared/context';
import { rejectParameter } from '../../shared/parameters/rejectParameter';

const EMAIL = /^[^\s@,;]+@[^\s@,;]+$/;

/**
 * The email addresses in a field, which are separated by commas, semicolons or white space.
 *
 * @param field The field's display name.
 * @throws NodeOperationError that names the first one that is not an address.
 */
export function emailsIn(context: RequestContext, field: string, value: unknown): string[] {
	const emails = String(value ?? '')
		.split(/[,;\s]+/)
		.filter((email) => email !== '');
	const wrong = emails.find((email) => !EMAIL.test(email));
	if (wrong !== undefined) {
		rejectParameter(
			context,
			field,
			`contains "${wrong}", which is not an email address`,
			'Separate the addresses with commas.',
		);
	}
	return emails;
}
