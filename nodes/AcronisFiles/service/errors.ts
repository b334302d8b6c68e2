import { withSaid } from '../../shared/http/failure/commonWords';
import type { AnswerFailure, RequestFailure } from '../../shared/http/failure/failure';
import type { Explanation } from '../../shared/http/service';
import { statusWords } from '../../shared/http/failure/statusWords';
import { isUuid } from '../../shared/parameters/identifiers';
import { quotedName } from '../../shared/util/bareName';
import { isRecord } from '../../shared/util/isRecord';
import { accountExplanation } from './accountErrors';

/** The member `domain` of the service's own errors; the account server in front of it has another. */
const DOMAIN = 'Files';

/** Codes of the service's error envelope. */
export const CODE = {
	notPermitted: 3,
	uploadIncomplete: 9,
	notFound: 10,
	invalid: 15,
	nameExists: 92,
} as const;

/** The number in the service's error envelope, if the body is one. */
export function errorCode({ body }: AnswerFailure): number | undefined {
	const error = isRecord(body) && isRecord(body.error) ? body.error : {};
	return error.domain === DOMAIN && typeof error.code === 'number' ? error.code : undefined;
}

/** Where something failed: the operation of a node, a list of the editor, or a poll. */
export interface Situation {
	resource: string;
	operation: string;
	isPoll: boolean;
}

/** A longer path would push what to do out of sight. In characters. */
const LONGEST_PATH = 500;

/** What to do about a name that exists, for operations without a field that decides it. */
const NAME_ADVICE: Readonly<Record<string, string>> = {
	copy: 'Choose another Target Folder, or rename one of the two first.',
	move: 'Choose another Target Folder, or rename one of the two first.',
	rename: 'Choose another New Name.',
};

/** What only administrators can do. */
const ADMINISTRATION = ['auditLog', 'settings'];

/** Resources whose operations give names to files and folders; empty where nothing is known. */
const NAMING = ['', 'file', 'folder'];

const CHECK_TENANT = 'Check Tenant ID, and that the user administers that tenant or one above it.';

/** What the service refuses in the values of a resource; it does not say which field. */
const INVALID: Readonly<Record<string, Explanation>> = {
	fileLink: {
		message: 'Acronis refused the link',
		description:
			'Check whether the security settings allow this access, this lifetime, and links that never expire.',
	},
	member: {
		message: 'Acronis refused the member',
		description:
			'Check the email address and the rights, and whether the person is a member already. A guest cannot invite or see members.',
	},
	settings: {
		message: 'Acronis refused the settings',
		description: 'Check the values that were added, and that they are consistent.',
	},
};

/**
 * Puts an Acronis failure into words, with what the service says itself behind them.
 *
 * @param situation Where it happened; by default nothing is known about that.
 */
export function explainAcronisFailure(
	failure: RequestFailure,
	situation: Situation = { resource: '', operation: '', isPoll: false },
): Explanation {
	if (failure.kind === 'foreign') {
		return {
			message: `${failure.what} answered instead of the Acronis API`,
			description:
				'Check Data Center URL in the credential: it has to be the address that the browser shows after signing in to Acronis.',
		};
	}
	if (failure.kind !== 'answer') {
		return { message: 'Acronis could not be reached', description: 'Check the credential.' };
	}
	return withSaid(
		accountExplanation(failure.body) ?? byCode(failure, situation) ?? byStatus(failure, situation),
		acronisSays(failure.body),
	);
}

/**
 * What the service said, as a sentence on one line, from whichever shape its error has. Secrets are taken
 * out of it where the error is made, and it is cut there.
 *
 * @returns undefined when it said nothing that a person could read.
 */
export function acronisSays(body: unknown): string | undefined {
	const text = textsIn(body).find(
		(text): text is string => typeof text === 'string' && text.trim() !== '',
	);
	return text === undefined ? undefined : `Acronis says: ${text.replace(/\s+/g, ' ').trim()}`;
}

/** Where a text can stand, the best first. A page, or a part of JSON, is not for people. */
function textsIn(body: unknown): unknown[] {
	if (typeof body === 'string') return /^\s*[<[{]/.test(body) ? [] : [body];
	if (!isRecord(body)) return [];
	const { error, error_description: description, message } = body;
	return [isRecord(error) ? error.message : undefined, description, message, error];
}

function byCode(failure: AnswerFailure, situation: Situation): Explanation | undefined {
	switch (errorCode(failure)) {
		case CODE.notPermitted:
			return notPermitted(situation);
		case CODE.uploadIncomplete:
			if (!['', 'upload'].includes(situation.operation)) return undefined;
			return {
				message: 'Acronis did not receive the whole file',
				description:
					'The content differs from the announced length or checksum. Run the upload again.',
			};
		case CODE.notFound:
			return notFound(situation);
		case CODE.invalid:
			return (
				invalid(situation) ?? {
					message: 'Acronis refused the values of this operation',
					description: 'Acronis does not say which field. Check names first.',
				}
			);
		case CODE.nameExists:
			if (!NAMING.includes(situation.resource)) return undefined;
			return {
				message: `The folder already has an item ${conflictName(failure)}`,
				description:
					conflictPlace(failure) +
					(NAME_ADVICE[situation.operation] ?? 'Choose another name, or change If It Exists.'),
			};
		default:
			return undefined;
	}
}

function notFound({ resource, isPoll }: Situation): Explanation {
	if (resource === 'settings') {
		return { message: 'Acronis has no such settings', description: CHECK_TENANT };
	}
	return {
		message: 'Acronis has no such item',
		description:
			isPoll || ADMINISTRATION.includes(resource)
				? 'Check the filters and Tenant ID.'
				: 'It was deleted, or the ID is wrong. Choose it again.',
	};
}

function invalid({ resource, operation }: Situation): Explanation | undefined {
	if (resource === 'settings' && operation === 'get') {
		return { message: 'Acronis did not return the settings', description: CHECK_TENANT };
	}
	return INVALID[resource];
}

function notPermitted({ resource, isPoll }: Situation): Explanation {
	if (isPoll || ADMINISTRATION.includes(resource)) {
		return {
			message: 'Only an administrator of File Sync & Share may do this',
			description:
				'Use a credential of an administrator. With Tenant ID, the user has to administer that tenant or one above it.',
		};
	}
	return {
		message: 'The item does not exist, or the user may not do this',
		description:
			'Acronis gives the same answer for both. Check the item that was chosen; devices and users need a user who administers File Sync & Share.',
	};
}

function byStatus({ status }: AnswerFailure, situation: Situation): Explanation {
	if (status >= 300 && status < 400) {
		return {
			message: 'Acronis redirects instead of answering',
			description:
				'Set Data Center URL in the credential to the address that the browser shows after signing in.',
		};
	}
	if (status === 401) {
		return {
			message: 'Acronis does not accept the credential',
			description:
				'Check the credential, or connect it again. A password credential stops working when the user gets two-factor authentication.',
		};
	}
	if (status === 403) {
		return {
			message: 'The user may not do this in Acronis',
			description: 'Check the role of the user in File Sync & Share.',
		};
	}
	if (status === 404) {
		return {
			message: 'There is no File Sync & Share at this address',
			description: 'Check Data Center URL in the credential.',
		};
	}
	const own = [400, 422].includes(status) ? invalid(situation) : undefined;
	if (own) return own;
	const common = statusWords('Acronis', status);
	if (common) return common;
	return status >= 500
		? {
				message: `Acronis could not process the request (status ${status})`,
				description: 'The service is overloaded or down. Run the workflow again later.',
			}
		: {
				message: `Acronis refused the request (status ${status})`,
				description: 'Check the fields of this operation.',
			};
}

function conflictName({ body }: AnswerFailure): string {
	const conflict = conflictingEntry(body);
	return typeof conflict?.name === 'string'
		? `named ${quotedName(conflict.name)}`
		: 'with this name';
}

/** What the existing item is, as far as the service says. */
function conflictPlace({ body }: AnswerFailure): string {
	const { uuid, is_directory: isFolder, path } = conflictingEntry(body) ?? {};
	if (typeof uuid !== 'string' || !isUuid(uuid)) return '';
	const what = isFolder === true ? 'folder' : 'file';
	const where = typeof path === 'string' && path.length <= LONGEST_PATH ? ` at ${path}` : '';
	return `It is the ${what}${where} with the UUID ${uuid}. `;
}

/** The entry that already has the name, which comes with code 92. */
export function conflictingEntry(body: unknown) {
	const error = isRecord(body) && isRecord(body.error) ? body.error : {};
	const context = isRecord(error.context) ? error.context : {};
	return isRecord(context.conflict) ? context.conflict : undefined;
}
