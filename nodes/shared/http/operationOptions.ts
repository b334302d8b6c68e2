import type { IExecuteSingleFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { MOST_AT_ONCE, requestOption } from '../parameters/requestOption';

/** What n8n has made of a node's Request Options, and where the credential may be sent. */
type OperationOptions = Pick<
	IHttpRequestOptions,
	'proxy' | 'skipSslCertificateValidation' | 'timeout' | 'allowedDomains'
>;

/** What the nodes add to n8n's Request Options; what is absent has not been chosen. */
interface Limits {
	/** How long a content on its way may stand still, in ms. */
	idleMs?: number;
	/** How large an answer of the API may be when it is unpacked, in bytes. */
	answerBytes?: number;
	/** How large a download may be, in bytes. */
	downloadBytes?: number;
	/** How many requests may be under way, of each kind. */
	requestsAtOnce?: number;
}

export const MEBIBYTE = 1024 * 1024;

const optionsOf = new WeakMap<object, OperationOptions>();
const limitsOf = new WeakMap<object, Limits>();

/**
 * Keeps n8n's Request Options (Ignore SSL Issues, Proxy, Timeout) of an item for all requests that
 * its operation makes: n8n itself puts them into the main one only. Its Batching spaces the items, and
 * with them whatever they ask for.
 *
 * @param context The item's.
 * @param options The main request, as n8n gives it.
 * @throws NodeOperationError that names an option whose value cannot be used.
 */
export function keepOperationOptions(
	context: IExecuteSingleFunctions,
	{ proxy, skipSslCertificateValidation, allowedDomains }: OperationOptions,
): void {
	optionsOf.set(context, {
		proxy,
		skipSslCertificateValidation: skipSslCertificateValidation === true,
		// n8n puts 300,000 into the request where nobody has chosen a time.
		timeout: requestOption(context, 'Timeout', 'timeout'),
		allowedDomains,
	});
	limitsOf.set(context, {
		idleMs: requestOption(context, 'Idle Timeout (Seconds)', 'idleTimeoutSeconds', 1000),
		answerBytes: requestOption(
			context,
			'Maximum Response Size (MiB)',
			'maximumAnswerMiB',
			MEBIBYTE,
		),
		downloadBytes: requestOption(
			context,
			'Maximum Download Size (MiB)',
			'maximumDownloadMiB',
			MEBIBYTE,
		),
		requestsAtOnce: requestOption(context, 'Requests at Once', 'requestsAtOnce', 1, MOST_AT_ONCE),
	});
}

/** The Request Options of an item; none for lists and triggers. */
export function operationOptions(context: object): OperationOptions {
	return optionsOf.get(context) ?? {};
}

/** The limits that somebody has chosen for an item; none for lists and triggers. */
export function chosenLimits(context: object): Limits {
	return limitsOf.get(context) ?? {};
}
