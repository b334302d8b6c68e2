import { Refusal } from '../../http/answer';
import type { Answer } from '../../http/answer';

const ERRORS = {
	/** The operation is for administrators. */
	administratorNeeded: [403, 3, 'Administrative permissions required.'],
	/** Absent or forbidden: the service does not tell which. */
	noPermission: [
		403,
		3,
		'The requested file or folder does not exist or you do not have permission to access it.',
	],
	uploadIncomplete: [400, 9, 'File upload is incomplete.'],
	notFound: [404, 10, 'Object Not Found.'],
	invalid: [400, 15, 'Object Invalid'],
} as const;

/** One of the service's errors, by its reason. */
export function fileError(reason: keyof typeof ERRORS): Refusal {
	return new Refusal(fileErrorAnswer(reason));
}

/** The same as an answer. */
export function fileErrorAnswer(reason: keyof typeof ERRORS): Answer {
	const [status, code, message] = ERRORS[reason];
	return { status, body: { error: { domain: 'Files', code, message } } };
}

/** The name exists already; `conflict` is what has it. */
export function conflict(name: string, existing: object): Refusal {
	const message = `'${name}' already exists in this location.`;
	const error = { domain: 'Files', code: 92, message, context: { conflict: existing } };
	return new Refusal({ status: 409, body: { error } });
}

/** A refusal of the token endpoint. */
export function tokenError(status: 400 | 401 | 403, error: string, description: string): Refusal {
	return new Refusal({ status, body: { error, error_description: description } });
}

/** A moment as the service shows it: UTC in whole seconds. */
export function shownTime(time: number): string {
	return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
