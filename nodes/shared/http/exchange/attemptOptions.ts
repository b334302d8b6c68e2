import type { IHttpRequestOptions } from 'n8n-workflow';

import { isContent, toSend } from './reopenableBody';
import type { Service } from '../service';
import type { TimeLimit } from './timeLimit';
import { STALLED, timeLimits } from './timeLimit';

/** Sent with every request; services show it to administrators in their logs. */
const USER_AGENT = 'n8n-nodes-docspace-acronis';

/**
 * A request as n8n's helper gets it for one try, and the time that the try has from now on.
 *
 * @param limit Ends the try.
 * @param idleMs How long a content that is sent may stand still, in ms.
 */
export function attemptOptions(
	options: IHttpRequestOptions,
	service: Service,
	limit: TimeLimit,
	idleMs: number,
): IHttpRequestOptions {
	const { body, timeout, encoding } = options;
	const isUpload = isContent(body);
	const isDownload = encoding === 'stream';
	const isTransfer = isUpload || isDownload;
	const answerMs = timeout || (isTransfer ? timeLimits.firstByteMs : timeLimits.answerMs);
	limit.allow(answerMs);
	if (isUpload) limit.allow(idleMs, STALLED);
	const content = isUpload
		? toSend(
				body,
				() => limit.moved(),
				() => limit.allow(answerMs),
			)
		: body;
	return {
		...options,
		headers: {
			Accept: isDownload ? '*/*' : 'application/json',
			// Of a content that is packed for the way nobody knows the length.
			...(isDownload && { 'Accept-Encoding': 'identity' }),
			'User-Agent': USER_AGENT,
			...options.headers,
		},
		qs: { ...options.qs },
		body: content,
		// The HTTP client would unpack and keep whatever comes.
		encoding: 'stream',
		json: encoding === undefined && !isUpload,
		returnFullResponse: true,
		// Where n8n renews tokens, 401 has to stay an error: it is what makes it do so. Elsewhere it
		// would send the request once more. n8n before 2.38 then sends a used-up content again, of which
		// nothing arrives, and before 2.11 n8n takes the exception for `true`.
		ignoreHttpStatusErrors: service.renewal && !isUpload ? { ignore: true, except: [401] } : true,
		// The redirect layer would keep a copy of the whole body, and would repeat a POST as a GET.
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		timeout: 0,
		abortSignal: limit.signal,
	};
}
