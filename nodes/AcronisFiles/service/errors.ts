import type { AnswerFailure, RequestFailure } from '../../shared/http/failure';
import type { Explanation } from '../../shared/http/service';
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

/** What to do about a name that exists, for operations without a field that decides it. */
const NAME_ADVICE: Readonly<Record<string, string>> = {
	copy: 'Choose another Target Folder, or rename one of the two first.',
	move: 'Choose another Target Folder, or rename one of the two first.',
	rename: 'Choose another New Name.',
};

/**
 * Puts an Acronis failure into words.
 *
 * @param operation The value of the operation that it happened in; empty where there is none.
 */
export function explainAcronisFailure(failure: RequestFailure, operation = ''): Explanation {
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
	return accountExplanation(failure.body) ?? byCode(failure, operation) ?? byStatus(failure);
}

function byCode(failure: AnswerFailure, operation: string): Explanation | undefined {
	switch (errorCode(failure)) {
		case CODE.notPermitted:
			return {
				message: 'The item does not exist, or the user may not do this',
				description:
					'Acronis gives the same answer for both. Check the item that was chosen; audit log, devices, users and settings need a user who administers File Sync & Share.',
			};
		case CODE.uploadIncomplete:
			return {
				message: 'Acronis did not get the whole file',
				description:
					'The content had another length or checksum than announced. Run the upload again.',
			};
		case CODE.notFound:
			return {
				message: 'Acronis has no such item',
				description: 'It was deleted, or the ID is wrong. Choose it again.',
			};
		case CODE.invalid:
			return {
				message: 'Acronis refused the values of this operation',
				description:
					'It does not say which field. Check names; for links whether your settings allow the access, the lifetime and links without an end; for members whether the person is one already.',
			};
		case CODE.nameExists:
			return {
				message: `The folder already has an item named ${conflictName(failure)}`,
				description:
					conflictPlace(failure) +
					(NAME_ADVICE[operation] ?? 'Choose another name, or what to do if it exists.'),
			};
		default:
			return undefined;
	}
}

function byStatus({ status }: AnswerFailure): Explanation {
	if (status >= 300 && status < 400) {
		return {
			message: 'Acronis sends requests on instead of answering',
			description:
				'Set Data Center URL in the credential to the address that the browser ends at after signing in.',
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
	return status >= 500
		? {
				message: `Acronis could not carry the request out (status ${status})`,
				description: 'The service is overloaded or down. Run the workflow again later.',
			}
		: {
				message: `Acronis refused the request (status ${status})`,
				description: 'Check the fields of this operation.',
			};
}

function conflictName({ body }: AnswerFailure): string {
	const conflict = conflictingNode(body);
	return typeof conflict?.name === 'string' ? `"${conflict.name}"` : 'like this';
}

/** What the existing item is, as far as the service says. */
function conflictPlace({ body }: AnswerFailure): string {
	const { uuid, is_directory: isFolder, path } = conflictingNode(body) ?? {};
	if (typeof uuid !== 'string') return '';
	const what = isFolder === true ? 'folder' : 'file';
	const where = typeof path === 'string' ? ` at ${path}` : '';
	return `It is the ${what}${where} with the UUID ${uuid}. `;
}

/** The node that is in the way, which comes with code 92. */
export function conflictingNode(body: unknown) {
	const error = isRecord(body) && isRecord(body.error) ? body.error : {};
	const context = isRecord(error.context) ? error.context : {};
	return isRecord(context.conflict) ? context.conflict : undefined;
}
