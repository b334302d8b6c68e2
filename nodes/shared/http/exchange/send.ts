import type {
	ICredentialsDecrypted,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { RequestContext } from '../../context';

/**
 * Sends a request once by n8n's request helper, with the signal that it carries.
 *
 * n8n puts the execution's signal in the place of the request's own (n8n-core,
 * `httpRequestWithAuthentication`, 1.x to 2.41), so it is asked through a context whose signal this
 * one is.
 *
 * @param credentialType The credential to send it with; none, where it is left out.
 * @param credential What it holds; n8n reads it, where it is left out.
 * @throws Whatever n8n's helper throws.
 */
export async function sendOnce(
	context: RequestContext,
	credentialType: string | undefined,
	options: IHttpRequestOptions,
	credential?: ICredentialsDecrypted,
): Promise<IN8nHttpFullResponse> {
	if (credentialType === undefined) return await context.helpers.httpRequest(options);
	// The prototype is the context, so it is one.
	const withSignal = Object.create(context, {
		getExecutionCancelSignal: { value: () => options.abortSignal },
	}) as RequestContext;
	return await context.helpers.httpRequestWithAuthentication.call(
		withSignal,
		credentialType,
		options,
		credential && { credentialsDecrypted: credential },
	);
}
