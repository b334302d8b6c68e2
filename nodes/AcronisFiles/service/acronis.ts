import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { RequestContext } from '../../shared/context';
import { isPoll } from '../../shared/context';
import { FailedRequest, notJson } from '../../shared/http/failure/failure';
import type { PageSettings } from '../../shared/http/items/pages';
import { contentRangePages } from '../../shared/http/items/pages';
import type { PipelineOptions } from '../../shared/http/pipelineOptions';
import { requestPipeline } from '../../shared/http/pipeline';
import { request } from '../../shared/http/request';
import type { Service } from '../../shared/http/service';
import { isRecord } from '../../shared/util/isRecord';
import { BROWSER, BROWSER_CREDENTIAL, PASSWORD, PASSWORD_CREDENTIAL } from './authentication';
import { accountOf } from './account';
import { dataCenterOf, placeOf } from './dataCenter';
import { hasOwnToken } from './passwordToken';
import { acronisSays, explainAcronisFailure } from './errors';
import { plainParameter } from '../../shared/parameters/plainParameter';
import { ANSWER } from './answers';

/** The topmost folder's first entry, which every role in File Sync & Share may ask for. */
export const OWN_SPACE = { path: '/sync_and_share_nodes/0/contents', qs: { per_page: 1 } };

/** The credential type that the node's field `authentication` chooses, as n8n itself finds it. */
function credentialType(context: RequestContext): string {
	const authentication = plainParameter(context, 'authentication', PASSWORD);
	return authentication === BROWSER ? BROWSER_CREDENTIAL : PASSWORD_CREDENTIAL;
}

/** Whose data it is; the data center of a user who has not signed in yet is found by a question. */
async function customerFor(context: RequestContext): Promise<string> {
	const type = credentialType(context);
	let credential = await context.getCredentials(type);
	if (knownDataCenter(credential) === undefined) {
		await request(context, acronis, { ...OWN_SPACE, answer: ANSWER.entries });
		credential = await context.getCredentials(type);
	}
	return `${dataCenterFrom(credential)} ${accountOf(credential)}`;
}

/** Asks nothing: every request wants to know this. */
function dataCenterFrom(credential: ICredentialDataDecryptedObject): string {
	const origin = knownDataCenter(credential);
	if (origin === undefined) throw new UserError('The data center of the user is not known yet');
	return origin;
}

/** One that was found for another user is not known for this one. */
function knownDataCenter(credential: ICredentialDataDecryptedObject): string | undefined {
	const isFound = credential.findDataCenter === true;
	return isFound && !hasOwnToken(credential) ? undefined : dataCenterOf(credential);
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
	renewal: OWN_SPACE,
	origin: async (context) => dataCenterFrom(await context.getCredentials(credentialType(context))),
	account: (credential) => JSON.stringify([placeOf(credential), accountOf(credential)]),
	customer: customerFor,
	// No limit is published; what the service refuses is learned.
	limits: () => ({ atOnce: { read: 64, write: 16, transfer: 4 } }),
	/** Bodies come bare, several operations answer with an empty one, and a good status can hold an error. */
	read({ status, headers, body }) {
		if (typeof body === 'string') throw notJson(body);
		if (isRecord(body) && body.error) {
			throw new FailedRequest({ kind: 'answer', status, headers, body });
		}
		return body;
	},
	said: acronisSays,
	explain: (failure, context) =>
		explainAcronisFailure(failure, {
			resource: plainParameter(context, 'resource', ''),
			operation: plainParameter(context, 'operation', ''),
			isPoll: isPoll(context),
		}),
};

/** The way of an Acronis operation's request; see `requestPipeline`. */
export function acronisPipeline(options: PipelineOptions) {
	return requestPipeline(acronis, options);
}

/** The largest page that is known to work; neither default nor maximum are documented. */
const PAGE_SIZE = 100;

/** Lists of the service; their rows have a `uuid` unless said otherwise. */
export function acronisPages(settings: Partial<PageSettings> = {}) {
	return contentRangePages({ id: 'uuid', pageSize: PAGE_SIZE, ...settings });
}
