import type { IExecuteSingleFunctions, IHttpRequestOptions } from 'n8n-workflow';

/** What n8n has made of a node's Request Options, and where the credential may be sent. */
type OperationOptions = Pick<
	IHttpRequestOptions,
	'proxy' | 'skipSslCertificateValidation' | 'timeout' | 'allowedDomains'
>;

const kept = new WeakMap<object, OperationOptions>();

/**
 * Keeps n8n's Request Options (Ignore SSL Issues, Proxy, Timeout) of an item for all requests that
 * its operation makes: n8n itself puts them into the main one only. Its Batching spaces the items, and
 * with them whatever they ask for.
 *
 * @param context The item's.
 * @param options The main request, as n8n gives it.
 */
export function keepOperationOptions(
	context: IExecuteSingleFunctions,
	{ proxy, skipSslCertificateValidation, allowedDomains }: OperationOptions,
): void {
	// n8n puts 300,000 where nobody has chosen a time.
	const timeout = Number(context.getNodeParameter('requestOptions.timeout', 0));
	kept.set(context, {
		proxy,
		skipSslCertificateValidation: skipSslCertificateValidation === true,
		timeout: timeout > 0 ? timeout : undefined,
		allowedDomains,
	});
}

/** The Request Options of an item; none for lists and triggers. */
export function operationOptions(context: object): OperationOptions {
	return kept.get(context) ?? {};
}
