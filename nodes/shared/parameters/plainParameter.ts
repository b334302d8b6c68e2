import type { RequestContext } from '../context';

/** What n8n itself goes by, such as the operation: it takes such a parameter as it is, and so do we. */
export function plainParameter(context: RequestContext, name: string, fallback: string): string {
	return String(context.getNodeParameter(name, fallback) ?? fallback);
}
