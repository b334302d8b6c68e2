import type { Failure, INode, JsonObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { RequestContext } from '../context';
import { itemIndexOf } from '../context';
import type { ConnectionFailure, OversizeFailure, RequestFailure } from './failure';
import { MEBIBYTE } from './operationOptions';
import { STALLED } from './timeLimit';
import { retryAfterMs } from './retryAfter';
import { secretValues, withoutSecrets } from './secrets';
import type { Service } from './service';

/**
 * Makes the error that a person sees: what happened, where to look, what to do, which item; without
 * the HTTP client's error behind it, which carries the request and its secrets.
 *
 * @param context Where the request came from.
 * @param service The service that was asked.
 * @param failure What happened.
 * @param body The request's body, whose secrets must not come back in the service's words.
 */
export async function serviceError(
	context: RequestContext,
	service: Service,
	failure: RequestFailure,
	body?: unknown,
): Promise<NodeApiError> {
	const secrets = [...(await credentialSecrets(context, service)), ...secretValues(body)];
	const clean = (text: string) => withoutSecrets(text, secrets, service.secretPatterns);
	const explanation =
		failure.kind === 'credential'
			? failure
			: (commonExplanation(service, failure) ?? service.explain(failure, context));
	const node: INode = context.getNode();
	const response: JsonObject = { message: clean(explanation.message) };
	return new NodeApiError(node, response, {
		message: clean(explanation.message),
		description: clean(explanation.description),
		httpCode: failure.kind === 'answer' ? String(failure.status) : undefined,
		itemIndex: itemIndexOf(context),
		failure: causeOf(failure),
	});
}

/** What n8n's scheduler can act on: whether waiting helps, and how long. */
function causeOf(failure: RequestFailure): Failure | undefined {
	if (failure.kind === 'connection') return { cause: 'temporarily-unavailable' };
	// A gateway's page may be gone in a minute, and n8n would not ask again for half an hour.
	if (['foreign', 'unsound', 'storage', 'oversize'].includes(failure.kind)) return undefined;
	if (failure.kind !== 'answer') return { cause: 'configuration-invalid' };
	const { status, headers } = failure;
	const wait = retryAfterMs(headers['retry-after'], Date.now());
	if (status === 429) return { cause: 'rate-limited', retryAfterMs: wait };
	if (status === 401) return { cause: 'credential-invalid' };
	if (status >= 500) return { cause: 'temporarily-unavailable', retryAfterMs: wait };
	if (status >= 400) return { cause: 'configuration-invalid' };
	return undefined;
}

function commonExplanation(service: Service, failure: RequestFailure) {
	if (failure.kind === 'connection') return connectionExplanation(service.displayName, failure);
	if (failure.kind === 'storage') return storageExplanation(failure.code);
	if (failure.kind === 'oversize') return oversizeExplanation(service.displayName, failure);
	if (failure.kind === 'forbidden') {
		return {
			message: `${service.displayName} leads to an address that is not asked`,
			description: `The address is at ${failure.host}. Only http and https are followed, and addresses of n8n's own network only where the credential's server is in one too.`,
		};
	}
	if (failure.kind === 'unsound') {
		return {
			message: 'What was downloaded is not a whole archive',
			description: `${failure.reason} Nothing was stored. Download it again. If that does not help, the archive itself is damaged.`,
		};
	}
	if (failure.kind !== 'answer') return undefined;
	const { status, headers } = failure;
	const wait = retryAfterMs(headers['retry-after'], Date.now());
	if (status !== 429 && (status !== 503 || wait === undefined)) return undefined;
	return {
		message:
			status === 429
				? `${service.displayName} is receiving too many requests`
				: `${service.displayName} is not available now`,
		description:
			wait === undefined
				? 'Several tries with growing pauses did not help. Run the workflow less often, or with fewer items.'
				: `It asks for a pause of ${Math.ceil(wait / 1000)} seconds. Run the workflow again after that.`,
	};
}

function connectionExplanation(name: string, { code, waitedMs }: ConnectionFailure) {
	if (waitedMs !== undefined) {
		const what = code === STALLED ? 'Nothing was transferred for' : 'No whole answer came within';
		return {
			message: `${name} does not answer`,
			description: `${what} ${inWords(waitedMs)}. Run the workflow again when the service works. If the operation changes something, check in ${name} first whether it was carried out.`,
		};
	}
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return {
			message: `The address of ${name} could not be found`,
			description: `Check the URL in the credential for a typing slip, and that n8n's machine can look up the host (${code}).`,
		};
	}
	if (code === 'ECONNREFUSED') {
		return {
			message: `${name} refused the connection`,
			description: `Check the host and the port of the URL in the credential, and that the service is running (${code}).`,
		};
	}
	if (/CERT|SSL|TLS|SIGNATURE/.test(code)) {
		return {
			message: `The certificate of ${name} is not trusted`,
			description: `Give the server a certificate from an authority that n8n trusts, or add the authority to n8n's trusted ones (${code}).`,
		};
	}
	return {
		message: `The connection to ${name} was lost before it answered completely`,
		description: `Whether the request was carried out is not known. Check in ${name} before you run it again (${code}).`,
	};
}

function storageExplanation(code: string) {
	if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
		return {
			message: "n8n's storage is full",
			description: `The file did not fit, and nothing of it was kept. Free space where n8n keeps its binary data, and run the workflow again (${code}).`,
		};
	}
	if (code === 'ENOENT') {
		return {
			message: 'The file is no longer in n8n',
			description: `n8n deletes the files of old executions. Run the workflow from the node that brings the file (${code}).`,
		};
	}
	return {
		message: 'n8n could not read or store the file',
		description: `Check the disk and the rights of the folder where n8n keeps its binary data (${code}).`,
	};
}

function oversizeExplanation(name: string, { what, ceiling }: OversizeFailure) {
	const size = `${Math.round(ceiling / MEBIBYTE)} MiB`;
	if (what === 'download') {
		return {
			message: `The download is larger than ${size}`,
			description:
				'Nothing of it was kept. Raise Maximum Download Size (MiB) in Request Options, or take it out.',
		};
	}
	return {
		message: `${name} sent an answer of more than ${size}`,
		description:
			'Ask for less with filters or Limit. If the answer has to be that large, raise Maximum Answer Size (MiB) in Request Options.',
	};
}

/** A time for people. */
function inWords(milliseconds: number): string {
	const seconds = Math.max(1, Math.round(milliseconds / 1000));
	if (seconds < 120) return seconds === 1 ? 'a second' : `${seconds} seconds`;
	return `${Math.round(seconds / 60)} minutes`;
}

async function credentialSecrets(context: RequestContext, service: Service): Promise<string[]> {
	try {
		return secretValues(await context.getCredentials(service.credentialType(context)));
	} catch {
		// Without a readable credential nothing was sent that could come back.
		return [];
	}
}
