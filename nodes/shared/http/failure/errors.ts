import type { Failure, IHttpRequestOptions, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { RequestContext } from '../../context';
import { errorNode, itemIndexOf } from '../../context';
import { commonExplanation } from './commonWords';
import type { RequestFailure } from './failure';
import { explainForeignHost, foreignHost } from './foreignHost';
import { askedWaitMs } from '../exchange/retryAfter';
import { secretValues, withoutSecrets } from './secrets';
import type { Service } from '../service';

/** What an error has to know of the request that led to it. */
export type SentRequest = Pick<IHttpRequestOptions, 'url' | 'method' | 'body'>;

/** Whether a request only reads: nothing can have been carried out then. */
function isReading({ method = 'GET' }: SentRequest): boolean {
	return method === 'GET' || method === 'HEAD';
}

/**
 * Makes the error that a person sees: what happened, where to look, what to do, which item; without
 * the HTTP client's error behind it, which carries the request and its secrets.
 *
 * @param context Where the request came from.
 * @param service The service that was asked.
 * @param failure What happened.
 * @param sent What was sent: whether it changes something, and the body, whose secrets must not come
 * back in the service's words.
 */
export async function serviceError(
	context: RequestContext,
	service: Service,
	failure: RequestFailure,
	sent: SentRequest,
): Promise<NodeApiError> {
	const clean = await cleaner(context, service, sent.body);
	const host =
		failure.kind === 'credential' ? undefined : await foreignHost(context, service, sent.url);
	const explanation =
		failure.kind === 'credential'
			? failure
			: (host !== undefined && explainForeignHost(host, failure)) ||
				(commonExplanation(service, failure, isReading(sent)) ?? service.explain(failure, context));
	const response: JsonObject = { message: clean(explanation.message) };
	const cause = host === undefined ? causeOf(failure, isReading(sent)) : undefined;
	const error = new NodeApiError(errorNode(context), response, {
		message: clean(explanation.message),
		description: clean(explanation.description),
		httpCode: failure.kind === 'answer' ? String(failure.status) : undefined,
		itemIndex: itemIndexOf(context),
		failure: cause,
	});
	// An n8n that knows no causes (1.123, 2.4 and 2.20) leaves it out, and waits ask for it.
	error.failure ??= cause;
	return error;
}

/**
 * An operation's own error as a person may see it: what it quotes of the service can hold a secret, and
 * be of any length.
 *
 * @returns The error itself where nothing had to be taken out.
 */
export async function presentable(
	context: RequestContext,
	service: Service,
	error: unknown,
): Promise<unknown> {
	if (!(error instanceof NodeOperationError)) return error;
	const clean = await cleaner(context, service);
	const message = clean(error.message);
	const description = clean(error.description ?? '') || undefined;
	if (message === error.message && description === (error.description || undefined)) return error;
	// The trace of the first one begins with its message.
	return new NodeOperationError(errorNode(context), message, {
		itemIndex: itemIndexOf(context),
		description,
	});
}

/** Takes the secrets of the node's credentials, and of what was sent, out of texts. */
async function cleaner(context: RequestContext, service: Service, sent?: unknown) {
	const types = Object.keys(context.getNode().credentials ?? {});
	const own = await Promise.all(types.map(async (type) => await credentialSecrets(context, type)));
	const secrets = [...own.flat(), ...secretValues(sent)];
	return (text: string) => withoutSecrets(text, secrets, service.secretPatterns);
}

/** What n8n's scheduler can act on: whether waiting helps, and how long. */
function causeOf(failure: RequestFailure, isReading: boolean): Failure | undefined {
	if (failure.kind === 'connection') return { cause: 'temporarily-unavailable' };
	if (failure.kind === 'unusable') {
		return isReading ? { cause: 'temporarily-unavailable' } : undefined;
	}
	// A gateway's page may be gone in a minute, and n8n would not ask again for half an hour.
	if (['foreign', 'unsound', 'storage', 'oversize'].includes(failure.kind)) return undefined;
	if (failure.kind !== 'answer') return { cause: 'configuration-invalid' };
	const { status, headers } = failure;
	const wait = askedWaitMs(headers);
	if (status === 429) return { cause: 'rate-limited', retryAfterMs: wait };
	if (status === 401) return { cause: 'credential-invalid' };
	if (status >= 500) return { cause: 'temporarily-unavailable', retryAfterMs: wait };
	if (status >= 400) return { cause: 'configuration-invalid' };
	return undefined;
}

async function credentialSecrets(context: RequestContext, type: string): Promise<string[]> {
	try {
		return secretValues(await context.getCredentials(type));
	} catch {
		// Without a readable credential nothing was sent that could come back.
		return [];
	}
}
