import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { RequestContext } from '../context';
import { cancelSignal, isPoll } from '../context';
import { isByteStream } from '../util/byteStream';
import { sleepUntilCancelled } from '../util/sleep';
import { Admission } from './admission';
import { serviceError } from './errors';
import type { RequestFailure } from './failure';
import { FailedRequest, failureOf } from './failure';
import { redirectTarget } from './redirect';
import { ReopenableBody } from './reopenableBody';
import type { Repeat } from './retry';
import { decideRetry, retryTiming } from './retry';
import { toServiceResponse } from './response';
import type { Service, ServiceResponse } from './service';

/** One gate for the process: all items, nodes and workflows that use a credential share its bound. */
const admission = new Admission();

/** Sent with every request; services show it to administrators in their logs. */
const USER_AGENT = 'n8n-nodes-docspace-acronis';

/** A download may be handed on this often: portal, storage, and a few more. */
const REDIRECT_CEILING = 5;

/**
 * To be called with an answer as soon as it is there.
 *
 * @returns The answer in one shape.
 * @throws FailedRequest when the answer says no.
 */
export type Receive = (response: IN8nHttpFullResponse) => Promise<ServiceResponse>;

/** One request with everything that its repetition needs. */
export interface Exchange<Result> {
	context: RequestContext;
	service: Service;
	options: IHttpRequestOptions;
	/** What sending it twice does. */
	repeat: Repeat;
	/** Follow redirects instead of treating them as a wrong address. */
	followRedirects?: boolean;
	/**
	 * Sends the request once. What goes wrong after `received` was called is passed on as it is,
	 * unless it is a FailedRequest too.
	 *
	 * @param options The request, made anew for each try.
	 */
	send(options: IHttpRequestOptions, received: Receive): Promise<Result>;
	/** Asked about the final failure; a result takes its place. */
	recover?(failed: FailedTry): Promise<Result | undefined>;
}

/** A request that will not be sent again. */
export interface FailedTry {
	failure: RequestFailure;
	/** The service may have carried out this try or one before it, although no good answer came. */
	mayHaveHappened: boolean;
}

/**
 * Sends a request: waits for its turn, sends it again where that helps and does no harm, and turns
 * a failure into an error for a person.
 *
 * @throws NodeApiError when the request finally failed; the signal's reason when it was cancelled.
 */
export async function exchange<Result>(request: Exchange<Result>): Promise<Result> {
	const { context, service, repeat } = request;
	const signal = cancelSignal(context);
	let { options } = request;
	let redirects = 0;
	let renewedToken = false;
	let mayHaveHappened = false;
	for (let tryNumber = 1; ;) {
		const key = admissionKey(context, service, options.url);
		const outcome = await tryOnce(request, options, key, signal);
		if ('result' in outcome) return outcome.result;
		signal?.throwIfAborted();
		if ('thrown' in outcome) throw outcome.thrown;

		const { reason } = outcome;
		if (request.followRedirects && redirects < REDIRECT_CEILING) {
			const target = await redirectTarget(context, service, options.url, reason);
			if (target !== undefined) {
				options = { ...options, url: target, qs: {} };
				redirects += 1;
				continue;
			}
		}
		if (isUnauthorized(reason) && options.body instanceof ReopenableBody && !renewedToken) {
			// n8n has renewed the token by now, but it could not send the used-up stream again.
			renewedToken = true;
			continue;
		}
		const { transientStatuses } = service;
		const decision = decideRetry(
			reason,
			repeat,
			tryNumber,
			transientStatuses,
			Math.random(),
			isPoll(context) ? retryTiming.longestRetryAfterOfPollMs : retryTiming.longestRetryAfterMs,
		);
		mayHaveHappened ||= decision.mayHaveHappened;
		if (decision.waitMs === undefined) {
			const recovered = await request.recover?.({ failure: reason, mayHaveHappened });
			if (recovered !== undefined) return recovered;
			throw await serviceError(context, service, reason, options.body);
		}
		tryNumber += 1;
		if (decision.forAll) admission.pause(key, decision.waitMs);
		else await sleepUntilCancelled(decision.waitMs, signal);
	}
}

async function tryOnce<Result>(
	{ send }: Exchange<Result>,
	options: IHttpRequestOptions,
	key: string,
	signal: AbortSignal | undefined,
): Promise<{ result: Result } | { reason: RequestFailure } | { thrown: unknown }> {
	const leave = await admission.enter(key, signal);
	let body: unknown;
	let answered = false;
	let attempt: IHttpRequestOptions | undefined;
	try {
		attempt = await freshOptions(options);
		const result = await send(attempt, async (raw) => {
			const response = await toServiceResponse(raw);
			if (response.status >= 300) throw new FailedRequest({ kind: 'answer', ...response });
			answered = true;
			body = response.body;
			// What an operation does after its answer (waiting, say) must not keep others out; a stream
			// is an answer that still comes.
			if (!isByteStream(body)) leave();
			return response;
		});
		return { result };
	} catch (error) {
		if (isByteStream(body)) body.destroy();
		const isAboutRequest = !answered || error instanceof FailedRequest;
		const reason = isAboutRequest ? failureOf(error) : undefined;
		return reason ? { reason } : { thrown: error };
	} finally {
		// A content that was not read to its end would keep its file open.
		if (isByteStream(attempt?.body)) attempt.body.destroy();
		leave();
	}
}

/** A credential belongs to one origin, so its id stands for both; other hosts are a gate of their own. */
function admissionKey(context: RequestContext, service: Service, url: string): string {
	const type = service.credentialType(context);
	const host = /^https?:\/\/[^/]+/.exec(url)?.[0] ?? '';
	return `${type} ${context.getNode().credentials?.[type]?.id ?? ''} ${host}`;
}

async function freshOptions(options: IHttpRequestOptions): Promise<IHttpRequestOptions> {
	const { body } = options;
	const isStream = body instanceof ReopenableBody;
	return {
		...options,
		headers: {
			Accept: options.encoding === 'stream' ? '*/*' : 'application/json',
			'User-Agent': USER_AGENT,
			...options.headers,
		},
		qs: { ...options.qs },
		body: isStream ? await body.open() : body,
		json: options.encoding === undefined && !isStream,
		returnFullResponse: true,
		// 401 has to stay an error: it is what makes n8n renew a token.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
		// The redirect layer would keep a copy of the whole body, and would repeat a POST as a GET.
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
	};
}

function isUnauthorized(failure: RequestFailure): boolean {
	return failure.kind === 'answer' && failure.status === 401;
}
