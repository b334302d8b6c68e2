import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { pasted } from '../../shared/util/pasted';
import { ignoresSslIssues } from '../../shared/http/certificates';
import { cutJson } from '../../shared/http/failure/failure';
import { leadsInside } from '../../shared/http/exchange/redirect';
import { serviceOrigin } from '../../shared/http/serviceUrl';
import { timeLimits } from '../../shared/http/exchange/timeLimit';
import { isRecord } from '../../shared/util/isRecord';

/** The vendor's address that knows which data center a user belongs to. */
export const DIRECTORY = 'https://cloud.acronis.com';

/**
 * The data center that a credential is about: the one that is typed, or the one that was looked up.
 *
 * @returns Its origin; undefined when it has to be looked up first.
 * @throws UserError when the address cannot be used.
 */
export function dataCenterOf(credentials: ICredentialDataDecryptedObject): string | undefined {
	if (credentials.findDataCenter !== true) {
		return serviceOrigin(credentials.dataCenterUrl, 'Data Center URL');
	}
	return credentials.foundUrl ? serviceOrigin(credentials.foundUrl, 'Data Center URL') : undefined;
}

/** Where a credential leads, as somebody has entered it. */
export function placeOf(credentials: ICredentialDataDecryptedObject): unknown[] {
	const { findDataCenter, dataCenterUrl, directoryUrl } = credentials;
	return findDataCenter === true ? ['found by', directoryUrl] : ['at', dataCenterUrl];
}

/** How to ask before there is a token: every status is an answer to look at, and no redirect is followed. */
export function signInOptions(credentials: ICredentialDataDecryptedObject) {
	return {
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		abortSignal: AbortSignal.timeout(timeLimits.answerMs),
		skipSslCertificateValidation: ignoresSslIssues(credentials),
	};
}

/**
 * Asks the vendor which data center a user belongs to. It names one for every name, also for an
 * unknown one, so this proves nothing about the user.
 *
 * @throws UserError when there is no such service at the address, or when a directory outside names an
 * address inside; FailedRequest when a part of the answer was lost.
 */
export async function lookUpDataCenter(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const { directoryUrl, username } = credentials;
	const directory = serviceOrigin(directoryUrl, 'Directory URL');
	const { statusCode, body } = await helpers.httpRequest({
		method: 'GET',
		url: `${directory}/api/1/accounts`,
		qs: { login: pasted(username) },
		...signInOptions(credentials),
	});
	const answer: unknown = body;
	const lost = statusCode === 200 ? cutJson(answer) : undefined;
	if (lost) throw lost;
	if (statusCode !== 200 || !isRecord(answer) || typeof answer.server_url !== 'string') {
		throw new UserError('The data center of the user could not be looked up', {
			description:
				'Turn Find the Data Center off in the credential and set Data Center URL, or check Directory URL.',
		});
	}
	const found = serviceOrigin(answer.server_url, 'The address that was found');
	if (leadsInside(new URL(found).hostname, new URL(directory).hostname)) {
		throw new UserError("The directory leads to an address of n8n's own network", {
			description:
				'User name and password were not sent there. Check Directory URL in the credential, or turn Find the Data Center off and set Data Center URL.',
		});
	}
	return found;
}
