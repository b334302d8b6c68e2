import type { Explanation } from '../../shared/http/service';
import { isRecord } from '../../shared/util/isRecord';

/** A workflow cannot type a one-time code; these are the three ways out. */
export const TWO_FACTOR: Explanation = {
	message: 'This Acronis user signs in with two-factor authentication',
	description:
		'A workflow cannot enter a one-time code. Convert the user to a service account, exempt the user from two-factor authentication, or use the Acronis File Sync & Share OAuth2 API credential.',
};

/** What the codes of the account server mean, which stands in front of File Sync & Share. */
const MEANINGS: Readonly<Record<string, Explanation>> = {
	1000: {
		message: 'The account server of Acronis failed',
		description: 'Run the workflow again later. If that does not help, contact Acronis support.',
	},
	1002: {
		message: 'The account server of Acronis denied access',
		description: 'Check the roles of the user in the management portal.',
	},
	1003: {
		message: 'The tenant above this one is disabled',
		description: 'Have it enabled in the management portal.',
	},
	1005: {
		message: 'There is no such tenant',
		description: 'Check Tenant ID, and that the user administers that tenant or one above it.',
	},
	1010: {
		message: 'The email address belongs to another user of File Sync & Share',
		description: 'Use another address.',
	},
	1012: {
		message: 'The tenant is locked',
		description: 'Wait until the current change is complete, or have the tenant unlocked.',
	},
	1018: {
		message: 'The user is disabled',
		description: 'Enable the user in the management portal.',
	},
	1022: {
		message: 'The quota of the tenant is used up',
		description: 'Delete what you do not need, or have the quota raised.',
	},
	1028: {
		message: 'A guest with this email address already exists',
		description: 'Turn the guest into a user in Acronis, or use another address.',
	},
	1030: {
		message: 'The quota of the user is used up',
		description: "Delete what you do not need, or raise the user's quota in Acronis.",
	},
	1037: TWO_FACTOR,
};

/** Puts an error of the account server into words, if the body is one with a known code. */
export function accountExplanation(body: unknown): Explanation | undefined {
	const error = isRecord(body) && isRecord(body.error) ? body.error : {};
	if (error.domain !== 'PlatformAccountServer') return undefined;
	return MEANINGS[String(error.code)];
}
