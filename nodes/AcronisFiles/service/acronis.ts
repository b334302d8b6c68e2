import { UserError } from 'n8n-workflow';

import type { RequestContext } from '../../shared/context';
import { ForeignAnswer } from '../../shared/http/failure';
import type { PageSettings } from '../../shared/http/pages';
import { contentRangePages } from '../../shared/http/pages';
import type { PipelineOptions } from '../../shared/http/pipeline';
import { requestPipeline } from '../../shared/http/pipeline';
import type { Service } from '../../shared/http/service';
import { credentials, PASSWORD, PASSWORD_CREDENTIAL } from './authentication';
import { dataCenterOf } from './dataCenter';
import { explainAcronisFailure } from './errors';

/** The credential type that the node's field `authentication` chooses, as n8n itself finds it. */
function credentialType(context: RequestContext): string {
	const authentication = context.getNodeParameter('authentication', PASSWORD);
	const chosen = credentials.find(({ displayOptions }) =>
		displayOptions?.show?.authentication?.some((value) => value === authentication),
	);
	return chosen?.name ?? PASSWORD_CREDENTIAL;
}

/** Acronis File Sync & Share, as the request pipeline sees it. */
export const acronis: Service = {
	displayName: 'Acronis',
	basePath: '/fc/api/v1',
	transientStatuses: [500, 502, 503, 504],
	secretPatterns: [/\baccess_token=[^&\s"]+/g],
	credentialType,
	// n8n's OAuth2 types only add the token.
	credentialSetsOrigin: (type) => type === PASSWORD_CREDENTIAL,
	origin: async (context) => {
		const credential = await context.getCredentials(credentialType(context));
		const origin = dataCenterOf(credential);
		if (origin === undefined) throw new UserError('The data center has not been looked up yet');
		return origin;
	},
	/** Bodies come bare, and several operations answer with an empty one. */
	read({ body }) {
		if (typeof body === 'string') throw new ForeignAnswer('A web page');
		return body;
	},
	explain: (failure, context) =>
		explainAcronisFailure(failure, String(context.getNodeParameter('operation', ''))),
};

/** The way of an Acronis operation's request; see `requestPipeline`. */
export function acronisPipeline(options?: PipelineOptions) {
	return requestPipeline(acronis, options);
}

/** The largest page that is known to work; neither default nor maximum are documented. */
const PAGE_SIZE = 100;

/** Lists of the service; their rows have a `uuid` unless said otherwise. */
export function acronisPages(settings: Partial<PageSettings> = {}) {
	return contentRangePages({ id: 'uuid', pageSize: PAGE_SIZE, ...settings });
}
