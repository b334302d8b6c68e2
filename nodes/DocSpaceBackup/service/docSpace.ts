import { createHash } from 'crypto';

import type { RequestContext } from '../../shared/context';
import type { RequestLimits } from '../../shared/http/admission/admission';
import { FailedRequest, ForeignAnswer, notJson } from '../../shared/http/failure/failure';
import type { PipelineOptions } from '../../shared/http/pipelineOptions';
import { requestPipeline } from '../../shared/http/pipeline';
import type { Service } from '../../shared/http/service';
import { serviceOrigin } from '../../shared/http/serviceUrl';
import { isRecord } from '../../shared/util/isRecord';
import { explainDocSpaceFailure, portalSays } from './errors';

const CREDENTIAL_TYPE = 'docSpaceApi';

async function portalOf(context: RequestContext): Promise<string> {
	return serviceOrigin((await context.getCredentials(CREDENTIAL_TYPE)).portalUrl, 'Portal URL');
}

/**
 * The vendor's own portals take 50 reads and 15 other requests at once and 1,500 requests a minute of
 * one user, and refuse more (DocSpace-server 3.7.2, rate limiter). They also take 10,000 changes a day,
 * which no process can count for all that use the user. A self-hosted server has no limits by default.
 */
const HOSTED: RequestLimits = { atOnce: { read: 40, write: 12, transfer: 4 }, perMinute: 1_500 };
const SELF_HOSTED: RequestLimits = { atOnce: { read: 64, write: 16, transfer: 4 } };

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
	account: ({ portalUrl, method, apiKey }) =>
		JSON.stringify([portalUrl, method, createHash('sha256').update(String(apiKey)).digest('hex')]),
	limits: (origin) =>
		/\.onlyoffice\.(com|eu|io)$/.test(new URL(origin).hostname) ? HOSTED : SELF_HOSTED,
	// The logs and the backups are the portal's, whoever asks.
	customer: portalOf,
	/** The result stands in `response`; when there is none, the member is missing. */
	read({ headers, body }) {
		if (typeof body === 'string') throw notJson(body);
		if (!isRecord(body) || !('statusCode' in body)) throw new ForeignAnswer('Something else');
		const status = Number(body.statusCode);
		// The envelope has a status of its own beside that of HTTP, which is 0 where all is well.
		if (body.error || status >= 400 || Number(body.status ?? 0) !== 0) {
			// The portal's own status is the true one, where a proxy has made a good one of it.
			throw new FailedRequest({
				kind: 'answer',
				status: status >= 400 ? status : 500,
				headers,
				body,
			});
		}
		return body.response;
	},
	said: portalSays,
	explain: explainDocSpaceFailure,
};

/** The way of a DocSpace operation's request; see `requestPipeline`. */
export function docSpacePipeline(options: PipelineOptions) {
	return requestPipeline(docSpace, options);
}
