import type { RequestContext } from '../../context';
import type { ConnectionFailure, RequestFailure } from './failure';
import type { Explanation, Service } from '../service';
import { isAbsoluteUrl } from '../serviceUrl';

/**
 * The host that was asked, where a link or a redirect led to another one than the credential's.
 *
 * @returns For example `storage.example`; undefined for the service's own.
 */
export async function foreignHost(
	context: RequestContext,
	service: Service,
	url: string,
): Promise<string | undefined> {
	if (!isAbsoluteUrl(url)) return undefined;
	const { origin, host } = new URL(url);
	return origin === (await service.origin(context)) ? undefined : host;
}

/**
 * Puts into words what another host said, for example the storage behind a download link: neither the
 * service nor the credential has to do with it.
 *
 * @returns The words; undefined for what is not about a host.
 */
export function explainForeignHost(host: string, failure: RequestFailure): Explanation | undefined {
	if (failure.kind === 'connection') return connectionWords(host, failure);
	if (failure.kind !== 'answer') return undefined;
	const { status } = failure;
	if ([401, 403, 410].includes(status)) {
		return {
			message: `The link to ${host} no longer works`,
			description: `That host answered with status ${status}. Storage links expire after a while. Get a new link, and run the workflow again.`,
		};
	}
	if (status === 404) {
		return {
			message: `There is no such file at ${host}`,
			description: 'It was deleted or moved. Get a new link, and run the workflow again.',
		};
	}
	return {
		message: `${host} did not return the file (status ${status})`,
		description:
			'The link leads to that host, not to the server of the credential. Run the workflow again later, or get a new link.',
	};
}

function connectionWords(host: string, { code }: ConnectionFailure): Explanation {
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return {
			message: `The host ${host} could not be found`,
			description: `The link leads there. Check that n8n's machine can resolve the host name (${code}).`,
		};
	}
	return {
		message: `The connection to ${host} failed`,
		description: `The link leads there. Check that n8n's machine can reach the host, and run the workflow again (${code}).`,
	};
}
