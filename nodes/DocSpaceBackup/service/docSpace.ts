import type { RequestContext } from '../../shared/context';
import { ForeignAnswer } from '../../shared/http/failure';
import type { PipelineOptions } from '../../shared/http/pipeline';
import { requestPipeline } from '../../shared/http/pipeline';
import type { Service } from '../../shared/http/service';
import { serviceOrigin } from '../../shared/http/serviceUrl';
import { isRecord } from '../../shared/util/isRecord';
import { explainDocSpaceFailure } from './errors';

const CREDENTIAL_TYPE = 'docSpaceApi';

async function portalOf(context: RequestContext): Promise<string> {
	return serviceOrigin((await context.getCredentials(CREDENTIAL_TYPE)).portalUrl, 'Portal URL');
}

/** ONLYOFFICE DocSpace, as the request pipeline sees it. */
export const docSpace: Service = {
	displayName: 'DocSpace',
	basePath: '/api/2.0',
	// 500 is not one of them: the service answers it for an unknown id or a wrong field as well.
	transientStatuses: [502, 503, 504],
	secretPatterns: [/\bsk-[\w-]{8,}/g, /asc_auth_key=[^;\s"]+/g],
	credentialType: () => CREDENTIAL_TYPE,
	credentialSetsOrigin: () => true,
	origin: portalOf,
	// The logs and the backups are the portal's, whoever asks.
	customer: portalOf,
	/** The result stands in `response`; when there is none, the member is missing. */
	read({ body }) {
		if (isRecord(body) && 'statusCode' in body) return body.response;
		throw new ForeignAnswer(
			typeof body === 'string' && /^\s*</.test(body) ? 'A web page' : 'Something else',
		);
	},
	explain: explainDocSpaceFailure,
};

/** The way of a DocSpace operation's request; see `requestPipeline`. */
export function docSpacePipeline(options?: PipelineOptions) {
	return requestPipeline(docSpace, options);
}
