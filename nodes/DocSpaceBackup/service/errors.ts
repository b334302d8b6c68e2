import { isPoll, type RequestContext } from '../../shared/context';
import { withSaid } from '../../shared/http/failure/commonWords';
import type { AnswerFailure, RequestFailure } from '../../shared/http/failure/failure';
import type { Explanation } from '../../shared/http/service';
import { statusWords } from '../../shared/http/failure/statusWords';
import { isRecord } from '../../shared/util/isRecord';

/**
 * Puts a DocSpace failure into words. The portal's texts are in the language of the key's owner, so
 * decisions rest on the status and on `error.type` alone (observed in the server's source).
 *
 * @param context Where the request came from; absent for the test of a credential.
 */
export function explainDocSpaceFailure(
	failure: RequestFailure,
	context?: RequestContext,
): Explanation {
	if (failure.kind === 'foreign') {
		return {
			message: `${failure.what} answered instead of the DocSpace API`,
			description:
				'Check Portal URL in the credential: it has to be the portal itself, not a page on it or another site.',
		};
	}
	if (failure.kind !== 'answer') {
		return { message: 'DocSpace could not be reached', description: 'Check the credential.' };
	}
	const ofPoll = context && isPoll(context) ? explainPoll(failure) : undefined;
	return withSaid(ofPoll ?? explainStatus(failure), portalSays(failure.body));
}

/** What the portal said, as a sentence. */
export function portalSays(body: unknown): string | undefined {
	const words = portalWords(body);
	return words === undefined ? undefined : `The portal says: ${words}`;
}

function explainStatus(failure: AnswerFailure): Explanation {
	const { status, body, headers } = failure;
	if (status >= 300 && status < 400) {
		const target = String(headers.location ?? '');
		const host = URL.canParse(target) ? ` to ${new URL(target).origin}` : '';
		return {
			message: `The portal redirects${host} instead of answering`,
			description:
				'Set Portal URL in the credential to the address that the browser shows in the end.',
		};
	}
	// 403 from 3.7 on, 500 before that.
	if (errorType(body).includes('UnauthorizedAccessException')) {
		return {
			message: 'The storage refused the user name and password',
			description: 'Check URL, Login and Password of the storage account in this operation.',
		};
	}
	switch (status) {
		case 400:
			return {
				message: 'DocSpace refused the request because of a field',
				description: 'Check the fields of this operation, first IDs and storage.',
			};
		case 401:
			return {
				message: 'DocSpace does not accept the key',
				description:
					'Check Method and Key in the credential. API keys stop working when they expire, are deleted, or the portal is restored. Session tokens also end at sign-out or a password change.',
			};
		case 402:
			return {
				message: "The portal's plan or quota does not allow this",
				description:
					'Check the plan, the free backups of this month and the storage quota of the portal.',
			};
		case 403:
			return explainForbidden(body);
		case 404:
			return {
				message: 'DocSpace has no such file, folder, backup or portal',
				description:
					'Check the IDs in the fields of this operation, and Portal URL in the credential.',
			};
		default:
			return (
				statusWords('DocSpace', status) ?? {
					message: `DocSpace could not process the request (status ${status})`,
					description:
						status >= 502
							? 'The portal is starting, overloaded or down. Run the workflow again later.'
							: 'The portal gives the same answer for an unknown ID or an unusable field. Check the fields of this operation.',
				}
			);
	}
}

/**
 * What a trigger has other words for: it has no fields but filters, and no storage.
 *
 * @returns undefined for a status that means the same everywhere.
 */
function explainPoll({ status, body }: AnswerFailure): Explanation | undefined {
	const filters = 'Check Filters in the trigger.';
	switch (status) {
		case 400:
			return { message: 'DocSpace refused the request because of a filter', description: filters };
		case 402:
			return {
				message: "The portal's plan or quota does not allow this",
				description: 'Check the plan of the portal: reading events needs one with audit.',
			};
		case 403:
			return explainRefusal(body) ?? NO_ADMINISTRATOR;
		case 404:
			return {
				message: 'DocSpace has no such log',
				description:
					'Check Portal URL in the credential, and that the portal is new enough for the event of this trigger.',
			};
		case 500:
			return {
				message: 'DocSpace could not process the request (status 500)',
				description: `The portal gives the same answer for an unusable filter. ${filters}`,
			};
		default:
			return undefined;
	}
}

/** For a trigger, which reads what belongs to the whole portal. */
const NO_ADMINISTRATOR: Explanation = {
	message: 'The owner of the key may not read this',
	description: 'Use the key of the portal owner or a DocSpace administrator in the credential.',
};

function explainForbidden(body: unknown): Explanation {
	return (
		explainRefusal(body) ?? {
			message: 'The owner of the key may not do this',
			description:
				'Use the key of the portal owner or a DocSpace administrator in the credential, and check that the storage or folder in this operation belongs to that person. Whole Server works on a self-hosted server only.',
		}
	);
}

/**
 * 403 stands for many things; the shape of the body distinguishes them.
 *
 * @returns undefined for a refusal that is about what was asked for.
 */
function explainRefusal(body: unknown): Explanation | undefined {
	if (body === undefined) {
		return {
			message: 'The API key has no permission for this',
			description:
				'Give the key of the credential the permissions *:read and *:write, or use a key without restrictions.',
		};
	}
	if (typeof body === 'string') {
		return {
			message: 'The portal does not allow connections from this machine',
			description: "Add the address of n8n's machine to the portal's IP security settings.",
		};
	}
	if (isRecord(body) && 'title' in body && !('error' in body)) {
		return {
			message: 'The portal is being restored or moved, or is suspended',
			description: 'Wait until the portal is back. After a restore the credential needs a new key.',
		};
	}
	return undefined;
}

/** The kind of error, a stable .NET name; empty where the service gives none. */
export function errorType(body: unknown): string {
	const error = isRecord(body) && isRecord(body.error) ? body.error : {};
	return String(error.type ?? '');
}

/** What the portal said, from whichever shape its error has; never the stack that may come with it. */
export function portalWords(body: unknown): string | undefined {
	if (typeof body === 'string') return /^\s*</.test(body) ? undefined : onOneLine(body);
	if (!isRecord(body)) return undefined;
	if (isRecord(body.error)) return onOneLine(body.error.message);
	const details = isRecord(body.response) ? body.response : body;
	if (isRecord(details.errors)) {
		return onOneLine(
			Object.entries(details.errors)
				.map(([field, texts]) => `${field}: ${String(texts)}`)
				.join('; '),
		);
	}
	return onOneLine(details.title);
}

/** A text of any length: what goes into an error is cut after the secrets have been taken out of it. */
function onOneLine(text: unknown): string | undefined {
	if (typeof text !== 'string' || text.trim() === '') return undefined;
	return text.replace(/\s+/g, ' ').trim();
}
