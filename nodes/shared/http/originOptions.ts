import type { IHttpRequestOptions } from 'n8n-workflow';

import type { RequestContext } from '../context';
import { ignoresSslIssues } from './certificates';
import type { Service } from './service';

/**
 * What leads a request to the credential's server, where the credential type does not see to that
 * itself: without the credential, and for n8n's OAuth2 types.
 */
export async function originOptions(
	context: RequestContext,
	service: Service,
	anonymous: boolean,
): Promise<Pick<IHttpRequestOptions, 'baseURL' | 'skipSslCertificateValidation'>> {
	const type = service.credentialType(context);
	if (service.credentialSetsOrigin(type) && !anonymous) return {};
	const baseURL = await service.origin(context);
	const isInsecure = ignoresSslIssues(await context.getCredentials(type));
	return { baseURL, ...(isInsecure && { skipSslCertificateValidation: true }) };
}
