import type { IHttpRequestOptions } from 'n8n-workflow';

import type { RequestContext } from '../context';
import { cancelSignal } from '../context';
import { sendOnce } from './send';
import type { Service } from './service';
import { timeLimits } from './timeLimit';

/** Renewals under way, by credential and host: requests side by side need one between them. */
const underWay = new Map<string, Promise<void>>();

/**
 * Lets n8n renew the token of a credential, after a 401 that n8n itself did not take for one: it gets
 * a question whose 401 it does act on. Whether that worked shows when the request is sent again.
 *
 * @param key What the credential and the host are known by.
 */
export async function renewToken(
	context: RequestContext,
	service: Service,
	question: NonNullable<Service['renewal']>,
	key: string,
): Promise<void> {
	const running = underWay.get(key) ?? ask(context, service, question);
	underWay.set(key, running);
	await running.finally(() => underWay.delete(key));
}

async function ask(
	context: RequestContext,
	service: Service,
	{ path, qs }: NonNullable<Service['renewal']>,
): Promise<void> {
	const type = service.credentialType(context);
	const options: IHttpRequestOptions = {
		method: 'GET',
		url: service.basePath + path,
		qs,
		json: true,
		disableFollowRedirect: true,
		timeout: timeLimits.answerMs,
		abortSignal: cancelSignal(context),
		...(service.credentialSetsOrigin(type) ? {} : { baseURL: await service.origin(context) }),
	};
	await sendOnce(context, type, options).catch(() => undefined);
}
