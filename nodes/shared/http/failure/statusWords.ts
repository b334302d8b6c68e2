import type { Explanation } from '../service';

/**
 * What statuses mean that are the same for every service (RFC 9110 and RFC 4918), for operations that
 * have no better words.
 *
 * @param name The service's name in messages.
 * @returns The words; undefined for a status that says nothing by itself.
 */
export function statusWords(name: string, status: number): Explanation | undefined {
	switch (status) {
		case 402:
			return {
				message: `The plan or trial in ${name} does not allow this`,
				description: 'Check the license and the quota there.',
			};
		case 405:
			return {
				message: `${name} does not know this operation at this address`,
				description:
					'Check the URL in the credential. A proxy in front of the service may block this kind of request.',
			};
		case 409:
			return {
				message: `${name} is already changing this`,
				description: 'Something else is working on the same object. Run the workflow again later.',
			};
		case 413:
			return {
				message: `The request is too large for ${name}`,
				description:
					'Check the size limits of the service and of any proxy in front of it, or send something smaller.',
			};
		case 415:
			return {
				message: `${name} does not accept content of this type`,
				description: 'Check the type of the file and the fields of this operation.',
			};
		case 422:
			return {
				message: `${name} refused the values of this operation`,
				description: 'Check the fields of this operation.',
			};
		case 423:
			return {
				message: `It is locked in ${name}`,
				description:
					'Somebody has it open, or has locked it. Unlock it there, or run the workflow again later.',
			};
		case 507:
			return {
				message: `There is no space left in ${name}`,
				description: 'Delete what you do not need, or have the quota raised.',
			};
		default:
			return undefined;
	}
}
