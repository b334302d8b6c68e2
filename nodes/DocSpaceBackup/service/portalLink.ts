import type { RequestContext } from '../../shared/context';
import { docSpace } from './docSpace';

/** Whether a text is a link as the portal gives it: a path of its own, or a whole address elsewhere. */
export function isLink(text: unknown): text is string {
	return (
		typeof text === 'string' &&
		/^(?:https?:\/)?\/[^/\s]/i.test(text) &&
		URL.canParse(text, 'https://localhost')
	);
}

/**
 * The portal gives addresses of its own as paths; only those elsewhere come whole.
 *
 * @returns null for what is no link.
 */
export async function absoluteLink(context: RequestContext, link: unknown): Promise<string | null> {
	return isLink(link) ? new URL(link, await docSpace.origin(context)).href : null;
}
