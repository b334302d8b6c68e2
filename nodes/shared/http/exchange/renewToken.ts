import type { RequestContext } from '../../context';
import { cancelSignal } from '../../context';
import { commonOptions } from '../commonOptions';
import type { ConnectionFailure } from '../failure/failure';
import { failureOf } from '../failure/failure';
import { sendOnce } from './send';
import type { Service } from '../service';
import { requestsEndAt, TimeLimit, timeLimits } from './timeLimit';

/** Renewals under way, by credential and host: requests side by side need one between them. */
const underWay = new Map<string, Promise<ConnectionFailure | undefined>>();

/**
 * Lets n8n renew the token of a credential, after a 401 that n8n itself did not take for one: it gets
 * a question whose 401 it does act on. Whether that worked shows when the request is sent again.
 *
 * @param key What the credential and the host are known by.
 * @returns Why no answer came; undefined when one did.
 * @throws The cancel signal's reason when the execution was cancelled.
 */
export async function renewToken(
	context: RequestContext,
	service: Service,
	question: NonNullable<Service['renewal']>,
	key: string,
): Promise<ConnectionFailure | undefined> {
	const running = underWay.get(key) ?? ask(context, service, question);
	underWay.set(key, running);
	const signal = cancelSignal(context);
	// Whoever is cancelled, or has no more time, does not end it for others.
	const limit = new TimeLimit(signal, requestsEndAt(context));
	try {
		return await limit.within(running.finally(() => underWay.delete(key)));
	} catch {
		signal?.throwIfAborted();
		return limit.failure;
	} finally {
		limit.stop();
	}
}

async function ask(
	context: RequestContext,
	service: Service,
	{ path, qs }: NonNullable<Service['renewal']>,
): Promise<ConnectionFailure | undefined> {
	const limit = new TimeLimit(undefined);
	try {
		const common = await commonOptions(context, service);
		limit.allow(common.timeout || timeLimits.answerMs);
		const asked = sendOnce(context, service.credentialType(context), {
			...common,
			method: 'GET',
			url: service.basePath + path,
			qs,
			json: true,
			disableFollowRedirect: true,
			abortSignal: limit.signal,
		});
		// n8n's own request for the new token takes no signal.
		await limit.within(asked);
		return undefined;
	} catch (error) {
		const failure = limit.failure ?? failureOf(error);
		return failure?.kind === 'connection' ? failure : undefined;
	} finally {
		limit.stop();
	}
}
