import type { IHttpRequestOptions } from 'n8n-workflow';

import type { RequestContext } from '../../context';
import { cancelSignal, isPoll } from '../../context';
import type { ByteStream } from '../../util/byteStream';
import { isByteStream } from '../../util/byteStream';
import { sleepUntilCancelled } from '../../util/sleep';
import { Admission, type Place } from '../admission/admission';
import { attemptOptions } from './attemptOptions';
import type { Destination } from './destination';
import { destination, requestKind } from './destination';
import { serviceError } from '../failure/errors';
import type { RequestFailure } from '../failure/failure';
import { FailedRequest, failureOf } from '../failure/failure';
import { credentialHasChanged, recentCredential } from '../itemCredential';
import { chosenLimits, MEBIBYTE, operationOptions } from '../operationOptions';
import { checkTarget, redirectTarget } from './redirect';
import { renewToken } from './renewToken';
import { askedWaitMs } from './retryAfter';
import { saidLimits } from '../admission/saidLimits';
import type { RetryPolicy } from './retry';
import { decideRetry, retryTiming } from './retry';
import { onPieces, refusal, toServiceResponse } from './response';
import { sendOnce } from './send';
import type { Service, ServiceResponse } from '../service';
import { requestsEndAt, STALLED, TimeLimit, timeLimits } from './timeLimit';

/** One gate for the process: all items, nodes and workflows that use a credential share its bound. */
const admission = new Admission();

/** An answer of the API may be this large when it is unpacked, where nobody has chosen otherwise. */
const ANSWER_BYTES = 64 * MEBIBYTE;

/** A service that wants a long wait is asked again after this, in ms, to hear how long by now. */
const SHUT_MS = 60_000;

/** A download may be handed on this often: portal, storage, and a few more. */
const REDIRECT_CEILING = 5;

/** One request with everything that its repetition needs. */
export interface Exchange<Result> {
	context: RequestContext;
	service: Service;
	options: IHttpRequestOptions;
	/** What sending it twice does. */
	repeat: RetryPolicy;
	/** Send it without the credential. */
	anonymous?: boolean;
	/** Follow redirects instead of treating them as a wrong address. */
	followRedirects?: boolean;
	/**
	 * Makes the result of a good answer. What it throws is passed on as it is, unless it is a
	 * FailedRequest.
	 */
	accept(response: ServiceResponse): Result | Promise<Result>;
	/**
	 * Asked about a failure after which the request is not sent again by itself; a result takes its
	 * place, and `SEND_AGAIN` says that it has certainly done nothing.
	 */
	recover?(failed: FailedTry): Promise<Result | typeof SEND_AGAIN | undefined>;
}

/** What a `recover` found out: the request has done nothing and can be sent again. */
export const SEND_AGAIN = Symbol('send again');

/** A request that will not be sent again. */
export interface FailedTry {
	failure: RequestFailure;
	/** The service may have carried out this try or one before it, although no good answer came. */
	mayHaveHappened: boolean;
	/** Where the try went: a download may have been sent on to another host. */
	url: string;
	/** Whether `SEND_AGAIN` would lead to another try: there are some left, and it could help. */
	canBeRepeated: boolean;
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
	const endsAt = requestsEndAt(context);
	let { options } = request;
	let redirects = 0;
	let renewedToken = false;
	let readAnew = false;
	let mayHaveHappened = false;
	for (let tryNumber = 1; ;) {
		const to = await destination(context, service, options.url);
		const outcome = await tryOnce(request, options, to, new TimeLimit(signal, endsAt));
		if ('result' in outcome) return outcome.result;
		signal?.throwIfAborted();
		if ('thrown' in outcome) throw outcome.thrown;

		const { reason } = outcome;
		if (request.followRedirects && redirects < REDIRECT_CEILING) {
			const target = await redirectTarget(context, service, options.url, reason);
			if (target !== undefined) {
				const { skipSslCertificateValidation } = operationOptions(context);
				options = { ...options, url: target, qs: {}, skipSslCertificateValidation };
				redirects += 1;
				continue;
			}
		}
		if (outcome.isUnrenewed && !request.anonymous && service.renewal && !renewedToken) {
			renewedToken = true;
			const lost = await renewToken(context, service, service.renewal, to.key);
			if (!lost) continue;
			// The request was refused, and the question only reads.
			throw await serviceError(context, service, lost, { ...options, method: 'GET' });
		}
		if (outcome.isUnrenewed && !request.anonymous && !service.renewal && !readAnew) {
			readAnew = true;
			if (await credentialHasChanged(context, service)) continue;
		}
		// A trigger's question was right when it was published: a 500 is no word about its fields.
		const transientStatuses = isPoll(context)
			? [500, ...service.transientStatuses]
			: service.transientStatuses;
		const decide = (kind: RetryPolicy) => {
			const longest = longestRetryAfterMs(context);
			const made = decideRetry(reason, kind, tryNumber, transientStatuses, Math.random(), longest);
			const isInTime = performance.now() + (made.waitMs ?? 0) < endsAt;
			return isInTime ? made : { ...made, waitMs: undefined };
		};
		const decision = decide(repeat);
		mayHaveHappened ||= decision.mayHaveHappened;
		let { waitMs } = decision;
		if (waitMs === undefined) {
			const { waitMs: ifHarmless } = decide('always');
			const canBeRepeated = repeat !== 'never' && ifHarmless !== undefined;
			const { url } = options;
			const failed = { failure: reason, url, mayHaveHappened, canBeRepeated };
			const recovered = await request.recover?.(failed);
			if (recovered !== undefined && recovered !== SEND_AGAIN) return recovered;
			if (recovered === undefined || !canBeRepeated) {
				throw await serviceError(context, service, reason, options);
			}
			waitMs = ifHarmless;
		}
		tryNumber += 1;
		await sleepUntilCancelled(waitMs, signal);
	}
}

async function tryOnce<Result>(
	{ context, service, anonymous, accept }: Exchange<Result>,
	options: IHttpRequestOptions,
	{ key, limits, isForeign }: Destination,
	limit: TimeLimit,
): Promise<
	{ result: Result } | { reason: RequestFailure; isUnrenewed: boolean } | { thrown: unknown }
> {
	let isUnrenewed = false;
	let place: Place | undefined;
	let body: unknown;
	let answered = false;
	let attempt: IHttpRequestOptions | undefined;
	try {
		const chosen = chosenLimits(context);
		const { idleMs = timeLimits.idleMs, answerBytes, downloadBytes, requestsAtOnce } = chosen;
		const kind = requestKind(options);
		place = await admission.enter(key, kind, limits, limit.signal, requestsAtOnce);
		const credentialType = anonymous ? undefined : service.credentialType(context);
		if (isForeign) await checkTarget(context, service, new URL(options.url));
		attempt = attemptOptions(options, service, limit, idleMs);
		const credential = recentCredential(context, service);
		const raw = await limit.within(sendOnce(context, credentialType, attempt, credential));
		const isDownload = options.encoding === 'stream';
		const response = await limit.within(
			toServiceResponse(raw, isDownload, answerBytes ?? ANSWER_BYTES),
		);
		recordOutcome(context, place, key, response);
		// Had it been an error to n8n, n8n would have renewed the token.
		isUnrenewed = response.status === 401;
		if (response.status >= 300) throw new FailedRequest({ kind: 'answer', ...response });
		answered = true;
		body = response.body;
		// What an operation does after its answer (waiting, say) has times of its own and must not keep
		// others out; a stream is an answer that still comes.
		if (isByteStream(body)) {
			limit.allow(idleMs, STALLED);
			watch(body, limit, downloadBytes);
			return { result: await limit.within(Promise.resolve(accept(response))) };
		}
		limit.stop();
		place.leave();
		return { result: await accept(response) };
	} catch (error) {
		const isAboutRequest = !answered || error instanceof FailedRequest;
		const reason = limit.failure ?? (isAboutRequest ? asLate(failureOf(error)) : undefined);
		if (reason?.kind === 'connection') place?.lost();
		if (reason?.kind === 'answer' && isByteStream(reason.body)) {
			reason.body = await limit.within(refusal(reason.body)).catch(() => undefined);
		}
		return reason ? { reason, isUnrenewed } : { thrown: error };
	} finally {
		limit.stop();
		if (isByteStream(body)) body.destroy();
		// A content that was not read to its end would keep its file open.
		if (isByteStream(attempt?.body)) attempt.body.destroy();
		place?.leave();
	}
}

/** The longest `Retry-After` that is waited for, in ms. */
function longestRetryAfterMs(context: RequestContext): number {
	return isPoll(context) ? retryTiming.longestRetryAfterOfPollMs : retryTiming.longestRetryAfterMs;
}

/**
 * Reports to the admission whether the service accepted one more request. A wait that it asks for holds for
 * all who use the credential, except one that a poll does not wait for: n8n polls less often then.
 */
function recordOutcome(
	context: RequestContext,
	place: Place,
	key: string,
	response: ServiceResponse,
): void {
	const { status, headers } = response;
	const waitMs = askedWaitMs(headers);
	const said = saidLimits(headers);
	if (status !== 429 && (status !== 503 || waitMs === undefined)) return place.answered(said);
	const isWaitedFor = waitMs === undefined || waitMs <= longestRetryAfterMs(context);
	if (!isWaitedFor && !isPoll(context)) {
		return place.shut(new FailedRequest({ kind: 'answer', ...response }), SHUT_MS);
	}
	if (isWaitedFor && waitMs !== undefined) admission.pause(key, waitMs);
	place.turnedAway({ waitMs, ...said });
}

/** Notes that a download moves, and ends it where it is larger than it may be. */
function watch(body: ByteStream, limit: TimeLimit, ceiling = Infinity): void {
	let bytes = 0;
	onPieces(body, (length) => {
		limit.moved();
		bytes += length;
		if (bytes <= ceiling) return;
		body.destroy(new FailedRequest({ kind: 'oversize', what: 'download', ceiling }));
	});
}

/** What is cancelled without the request's own signal is a sign-in, whose time was up. */
function asLate(failure: RequestFailure | undefined): RequestFailure | undefined {
	if (failure?.kind !== 'connection' || failure.code !== 'ERR_CANCELED') return failure;
	return { kind: 'connection', code: 'ETIMEDOUT', waitedMs: timeLimits.answerMs };
}
