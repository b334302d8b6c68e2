import type { ConnectionFailure, OversizeFailure, RequestFailure } from './failure';
import { durationWords } from './durationWords';
import { MEBIBYTE } from '../operationOptions';
import { askedWaitMs } from '../exchange/retryAfter';
import type { Explanation, Service } from '../service';
import { STALLED } from '../exchange/timeLimit';

/**
 * Puts into words what means the same for every service.
 *
 * @param isReading Whether the request only read something, so that nothing can have been done.
 * @returns The words; undefined where the service has its own.
 */
export function commonExplanation(
	service: Service,
	failure: RequestFailure,
	isReading: boolean,
): Explanation | undefined {
	const { displayName: name } = service;
	if (failure.kind === 'connection') {
		return connectionExplanation(name, failure, afterwards(name, isReading));
	}
	if (failure.kind === 'unusable') {
		return {
			message: `${name} answered without ${failure.what}`,
			description: `It sent ${failure.came} instead. ${afterwards(name, isReading)}`,
		};
	}
	if (failure.kind === 'storage') return storageExplanation(failure.code);
	if (failure.kind === 'oversize') return oversizeExplanation(name, failure);
	if (failure.kind === 'forbidden') {
		return {
			message: `${name} leads to an address that is not allowed`,
			description: `It is on ${failure.host}. Only http and https are followed. Addresses inside n8n's own network are followed only if the credential's server is there too.`,
		};
	}
	if (failure.kind === 'unsound') {
		return {
			message: 'The download is not a complete archive',
			description: `${failure.reason} Nothing was stored. Download it again. If that does not help, the archive itself is damaged.`,
		};
	}
	if (failure.kind !== 'answer') return undefined;
	const { status, headers } = failure;
	const wait = askedWaitMs(headers);
	if (status !== 429 && (status !== 503 || wait === undefined)) return undefined;
	const advice =
		wait === undefined
			? 'Several retries with growing pauses did not help. Run the workflow less often, or with fewer items.'
			: `It asks for a pause of ${durationWords(wait)}. Run the workflow again after that.`;
	const message =
		status === 429 ? `${name} is receiving too many requests` : `${name} is not available now`;
	return withSaid({ message, description: advice }, service.said?.(failure.body));
}

/** An explanation, and behind it what the service says itself, where it says something. */
export function withSaid({ message, description }: Explanation, said?: string): Explanation {
	return { message, description: said === undefined ? description : `${description} ${said}` };
}

/** What to do when it is not known what the service did. */
function afterwards(name: string, isReading: boolean): string {
	return isReading
		? 'Nothing was changed. Run the workflow again.'
		: `The request may have been carried out. Check in ${name} before you run it again.`;
}

/**
 * Puts into words why there was no answer, or only a part of one.
 *
 * @param name The service's name in messages.
 * @param goOn What to do where nothing needs a change: a sentence, or several.
 */
export function connectionExplanation(
	name: string,
	{ code, waitedMs }: ConnectionFailure,
	goOn: string,
): Explanation {
	if (waitedMs !== undefined) {
		const what =
			code === STALLED ? 'Nothing was transferred for' : 'No complete response arrived within';
		return {
			message: `${name} does not answer`,
			description: `${what} ${durationWords(waitedMs)}. ${goOn}`,
		};
	}
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return {
			message: `The address of ${name} could not be found`,
			description: `Check the URL in the credential for a typo, and that n8n's machine can resolve the host name (${code}).`,
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
		message: `The connection to ${name} was lost before the response was complete`,
		description: `${goOn} The reason is ${code}.`,
	};
}

function storageExplanation(code: string): Explanation {
	if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
		return {
			message: "n8n's storage is full",
			description: `The file did not fit, and none of it was kept. Free up space where n8n keeps its binary data, and run the workflow again (${code}).`,
		};
	}
	if (code === 'ENOENT') {
		return {
			message: 'The file is no longer in n8n',
			description: `n8n deletes the files of old executions. Run the workflow from the node that produces the file (${code}).`,
		};
	}
	return {
		message: 'n8n could not read or store the file',
		description: `Check the disk and the rights of the folder where n8n keeps its binary data (${code}).`,
	};
}

function oversizeExplanation(name: string, { what, ceiling }: OversizeFailure): Explanation {
	const size = `${Math.round(ceiling / MEBIBYTE)} MiB`;
	if (what === 'download') {
		return {
			message: `The download is larger than ${size}`,
			description:
				'None of it was kept. Raise or remove Maximum Download Size (MiB) in Request Options.',
		};
	}
	return {
		message: `The response from ${name} is larger than ${size}`,
		description:
			'Ask for less with filters or Limit. If the response has to be that large, raise Maximum Response Size (MiB) in Request Options.',
	};
}
