import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunction,
	ICredentialTestFunctions,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { connectionExplanation } from './failure/commonWords';
import type { RequestFailure } from './failure/failure';
import { FailedRequest, failureOf } from './failure/failure';
import type { Explanation, ServiceResponse } from './service';
import { TimeLimit, timeLimits } from './exchange/timeLimit';

/** What a credential's test has to know about its service. */
export interface TestedService {
	/** The service's name in messages. */
	displayName: string;
	/** Puts what is wrong into words, apart from what is wrong with the connection. */
	explain(failure: RequestFailure): Explanation;
	/**
	 * Tries the credential, and reads only what shows whether it is good.
	 *
	 * @throws FailedRequest or UserError when it is not.
	 */
	attempt(
		helpers: IHttpRequestHelper['helpers'],
		credential: ICredentialDataDecryptedObject,
	): Promise<void>;
}

/** n8n closes the connection itself a little after the time is up. In ms. */
const LATER_MS = 1_000;

/**
 * The test of a credential, as a function of a node: of a test that is a request, n8n's tester (1.123
 * to 2.41) shows a bare code when no answer comes, `ECONNREFUSED` for example.
 */
export function credentialTest(service: TestedService): ICredentialTestFunction {
	return async function ({ data = {} }) {
		try {
			await service.attempt(helpersOf(this), data);
			return { status: 'OK', message: 'The connection works.' };
		} catch (error) {
			const { message, description } = wordsFor(service, failureOf(error));
			return { status: 'Error', message: `${message}. ${description}` };
		}
	};
}

function wordsFor(
	{ displayName, explain }: TestedService,
	failure: RequestFailure | undefined,
): Explanation {
	if (!failure) {
		return { message: 'The test could not run', description: 'Check the fields above.' };
	}
	if (failure.kind === 'credential') return failure;
	if (failure.kind !== 'connection') return explain(failure);
	return connectionExplanation(displayName, failure, 'Run the test again.');
}

/** n8n gives a test only its older request helper, whose options have other names. */
function helpersOf({ helpers }: ICredentialTestFunctions): IHttpRequestHelper['helpers'] {
	return {
		async httpRequest(options): Promise<unknown> {
			const limit = new TimeLimit(undefined);
			limit.allow(timeLimits.answerMs);
			try {
				const answer = await limit.within<LegacyAnswer>(helpers.request(legacyOptions(options)));
				return { ...answer, body: parsed(answer.body) };
			} finally {
				limit.stop();
			}
		},
	};
}

interface LegacyAnswer {
	statusCode: number;
	headers: ServiceResponse['headers'];
	body?: string;
}

function legacyOptions(options: IHttpRequestOptions): object {
	const { url, method, headers, qs, body, skipSslCertificateValidation } = options;
	return {
		uri: url,
		method,
		headers,
		qs,
		body: body instanceof URLSearchParams ? body.toString() : body,
		simple: false,
		resolveWithFullResponse: true,
		followRedirect: false,
		rejectUnauthorized: skipSslCertificateValidation !== true,
		timeout: timeLimits.answerMs + LATER_MS,
	};
}

/** JSON as what it says, anything else as the text that it is, and an empty body as nothing. */
function parsed(body: string | undefined): unknown {
	if (body === undefined) return undefined;
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}

/**
 * Asks with the helpers of a test.
 *
 * @returns The answer, with a good status.
 * @throws FailedRequest for any other one.
 */
export async function askInTest(
	helpers: IHttpRequestHelper['helpers'],
	options: IHttpRequestOptions,
): Promise<ServiceResponse> {
	const { statusCode, headers, body } = await helpers.httpRequest(options);
	const status = Number(statusCode);
	if (status < 200 || status > 299) {
		throw new FailedRequest({ kind: 'answer', status, headers, body });
	}
	return { status, headers, body };
}
