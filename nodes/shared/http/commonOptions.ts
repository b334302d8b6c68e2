import type { IHttpRequestOptions } from 'n8n-workflow';

import type { RequestContext } from '../context';
import { ignoresSslIssues } from './certificates';
import { operationOptions } from './operationOptions';
import type { Service } from './service';

/**
 * What every request of a context has in common: the Request Options, and what leads it to the
 * credential's server where the credential type does not see to that itself, which is without the
 * credential, and for n8n's OAuth2 types.
 */
export async function commonOptions(
	context: RequestContext,
	service: Service,
	anonymous = false,
): Promise<Partial<IHttpRequestOptions>> {
	const chosen = operationOptions(context);
	const type = service.credentialType(context);
	if (service.credentialSetsOrigin(type) && !anonymous) return chosen;
	const baseURL = await service.origin(context);
	const isInsecure = ignoresSslIssues(await context.getCredentials(type));
	return { ...chosen, baseURL, ...(isInsecure && { skipSslCertificateValidation: true }) };
}
