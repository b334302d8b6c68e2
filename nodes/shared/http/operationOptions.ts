import type { IExecuteSingleFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { wholeNumber } from '../parameters/wholeNumber';

/** What n8n has made of a node's Request Options, and where the credential may be sent. */
type OperationOptions = Pick<
	IHttpRequestOptions,
	'proxy' | 'skipSslCertificateValidation' | 'timeout' | 'allowedDomains'
>;

const optionsOf = new WeakMap<object, OperationOptions>();
const idleMsOf = new WeakMap<object, number>();

/**
 * Keeps n8n's Request Options (Ignore SSL Issues, Proxy, Timeout) of an item for all requests that
 * its operation makes: n8n itself puts them into the main one only. Its Batching spaces the items, and
 * with them whatever they ask for.
 *
 * @param context The item's.
 * @param options The main request, as n8n gives it.
 * @throws NodeOperationError when a time is no time.
 */
export function keepOperationOptions(
	context: IExecuteSingleFunctions,
	{ proxy, skipSslCertificateValidation, allowedDomains }: OperationOptions,
): void {
	optionsOf.set(context, {
		proxy,
		skipSslCertificateValidation: skipSslCertificateValidation === true,
		// n8n puts 300,000 into the request where nobody has chosen a time.
		timeout: chosen(context, 'Timeout', 'timeout'),
		allowedDomains,
	});
	const seconds = chosen(context, 'Idle Timeout (Seconds)', 'idleTimeoutSeconds');
	if (seconds !== undefined) idleMsOf.set(context, seconds * 1000);
}

/** The Request Options of an item; none for lists and triggers. */
export function operationOptions(context: object): OperationOptions {
	return optionsOf.get(context) ?? {};
}

/** How long a content on its way may stand still, in ms, where somebody has chosen that. */
export function chosenIdleMs(context: object): number | undefined {
	return idleMsOf.get(context);
}

function chosen(
	context: IExecuteSingleFunctions,
	displayName: string,
	name: string,
): number | undefined {
	const value = context.getNodeParameter(`requestOptions.${name}`, null);
	return value === null ? undefined : wholeNumber(context, displayName, value, { least: 1 });
}
