import type { RequestContext } from '../context';
import type { RequestFailure } from './failure';
import type { Service } from './service';
import { isAbsoluteUrl } from './serviceUrl';

const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * Where an answer sends a download.
 *
 * @returns The absolute address; undefined when the answer is no redirect, or leads from https to an
 * unprotected address.
 */
export async function redirectTarget(
	context: RequestContext,
	service: Service,
	url: string,
	failure: RequestFailure,
): Promise<string | undefined> {
	if (failure.kind !== 'answer' || !REDIRECTS.includes(failure.status)) return undefined;
	const base = isAbsoluteUrl(url) ? url : new URL(url, await service.origin(context)).href;
	const location = String(failure.headers.location ?? '');
	if (location === '' || !URL.canParse(location, base)) return undefined;
	const target = new URL(location, base);
	const downgrade = base.startsWith('https:') && target.protocol !== 'https:';
	return downgrade ? undefined : target.href;
}
