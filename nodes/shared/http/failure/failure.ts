import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { isRecord } from '../../util/isRecord';

/** The service answered, and the answer says no. */
export interface AnswerFailure {
	kind: 'answer';
	status: number;
	/** Header values by lower-case name. */
	headers: IDataObject;
	/** Parsed JSON, text, or undefined when the body was empty. */
	body: unknown;
}

/** There was no answer, or only a part of one. */
export interface ConnectionFailure {
	kind: 'connection';
	/** Node's error code, for example `ECONNREFUSED`. */
	code: string;
	/** How long nothing was heard, in ms, where that is why it ended. */
	waitedMs?: number;
}

/** The request could not be made because of what the credential says. */
interface CredentialFailure {
	kind: 'credential';
	message: string;
	description: string;
}

/** An answer came, but not from the service: a web page, a proxy, another program. */
interface ForeignFailure {
	kind: 'foreign';
	/** What came instead, for example `a web page`. */
	what: string;
}

/** An answer came with a good status, and lacks what the operation promises. */
interface UnusableFailure {
	kind: 'unusable';
	/** What was expected, for example `the folder`. */
	what: string;
	/** What came, for example `an empty list`. */
	came: string;
}

/** A download came to its end, and is not the archive that it has to be. */
interface UnsoundFailure {
	kind: 'unsound';
	/** Sentences about what came, for a person. */
	reason: string;
}

/** n8n's own machine could not read or store a file. */
interface StorageFailure {
	kind: 'storage';
	/** Node's error code, for example `ENOSPC`. */
	code: string;
}

/** More came than is taken in. */
export interface OversizeFailure {
	kind: 'oversize';
	/** What it came in: an answer of the API, or a download. */
	what: 'answer' | 'download';
	/** In bytes. */
	ceiling: number;
}

/** The service leads to an address where requests must not go. */
interface ForbiddenFailure {
	kind: 'forbidden';
	/** The host of that address, or its scheme where that is the reason. */
	host: string;
}

/** Why a request did not work, independent of how n8n wrapped it. */
export type RequestFailure =
	| AnswerFailure
	| ConnectionFailure
	| CredentialFailure
	| ForeignFailure
	| UnsoundFailure
	| StorageFailure
	| OversizeFailure
	| ForbiddenFailure
	| UnusableFailure;

/** Carries a failure from where an answer is read to where it is retried or explained. */
export class FailedRequest extends Error {
	constructor(readonly failure: RequestFailure) {
		super(`Request failed: ${failure.kind}`);
	}
}

/** Thrown by a service's `read` when the answer cannot be that service's. */
export class ForeignAnswer extends FailedRequest {
	constructor(what: string) {
		super({ kind: 'foreign', what });
	}
}

/**
 * What to throw for an answer that is not JSON, although every answer of the service is.
 *
 * @param text The answer. It is not quoted: a page can hold anything.
 */
export function notJson(text: string): FailedRequest {
	const isPage = text.trimStart().startsWith('<');
	return cutJson(text) ?? new ForeignAnswer(isPage ? 'A web page' : 'Something else');
}

/**
 * What to throw for JSON that ends early: it is the service's answer, of which a part was lost on the way.
 *
 * @param answer An answer as it was read; a text when it could not be parsed.
 * @returns undefined for anything else.
 */
export function cutJson(answer: unknown): FailedRequest | undefined {
	return typeof answer === 'string' && /^\s*[[{]/.test(answer)
		? new FailedRequest({ kind: 'connection', code: 'ERR_BAD_RESPONSE' })
		: undefined;
}

/** Codes of Node.js, OpenSSL and the HTTP client that are about a connection, and about nothing else. */
const NETWORK_CODES = new RegExp(
	`^(${[
		'ECONN[A-Z]+',
		'E(HOST|NET)(UNREACH|DOWN)',
		'ENETRESET',
		'ENOTFOUND',
		'EAI_[A-Z]+',
		'EPIPE',
		'EPROTO',
		'ETIMEDOUT',
		'EADDR[A-Z]+',
		'HPE_\\w+',
		'UND_\\w+',
		'ERR_(CANCELED|NETWORK|BAD_RESPONSE|STREAM_PREMATURE_CLOSE|SOCKET_\\w+|HTTP2_\\w+|SSL_\\w+|TLS_\\w+)',
		'UNABLE_TO_\\w+',
		'[A-Z_]*CERT[A-Z_]*',
	].join('|')})$`,
);

/** Codes of the file system. */
const FILE_CODES =
	/^(ENOSPC|EDQUOT|EFBIG|EROFS|EACCES|EPERM|EMFILE|ENFILE|EIO|ENOENT|EISDIR|ENOTDIR|EEXIST|ENAMETOOLONG)$/;

/** What n8n says when nobody has signed in with an OAuth2 credential yet. */
const NOT_CONNECTED = /^(Unable to sign without access token|OAuth credentials not connected)/;

const notConnected: CredentialFailure = {
	kind: 'credential',
	message: 'The credential is not connected yet',
	description: 'Open the credential, connect it, and sign in once in the browser.',
};

/**
 * Finds out what happened from whatever n8n's request helper threw.
 *
 * @param error The thrown value: n8n wraps the HTTP client's error, sometimes several times. Some n8n
 * before 2.41 (1.123, 2.4 and 2.20) leave nothing of that error but its status or code, as `httpCode`.
 * @returns The failure; undefined when the error is not about a request.
 */
export function failureOf(error: unknown): RequestFailure | undefined {
	let httpCode: unknown;
	for (let cause = error, depth = 0; isRecord(cause) && depth < 8; cause = cause.cause, depth++) {
		if (cause instanceof FailedRequest) return cause.failure;
		if (NOT_CONNECTED.test(String(cause.message))) return notConnected;
		if (cause instanceof UserError) {
			const description = cause.description ?? 'Check the credential.';
			return { kind: 'credential', message: cause.message, description };
		}
		if (isRecord(cause.response) && typeof cause.response.status === 'number') {
			// A good status behind an error: the answer began, and its body never came to an end.
			if (cause.response.status < 300) return { kind: 'connection', code: 'ECONNRESET' };
			return {
				kind: 'answer',
				status: cause.response.status,
				headers: isRecord(cause.response.headers) ? { ...cause.response.headers } : {},
				body: cause.response.data === '' ? undefined : cause.response.data,
			};
		}
		const failure = failureByCode(cause.code);
		if (failure) return failure;
		httpCode ??= cause.httpCode;
	}
	return /^[45]\d\d$/.test(String(httpCode))
		? { kind: 'answer', status: Number(httpCode), headers: {}, body: undefined }
		: failureByCode(httpCode);
}

function failureByCode(code: unknown): ConnectionFailure | StorageFailure | undefined {
	if (typeof code !== 'string') return undefined;
	if (NETWORK_CODES.test(code)) return { kind: 'connection', code };
	return FILE_CODES.test(code) ? { kind: 'storage', code } : undefined;
}
