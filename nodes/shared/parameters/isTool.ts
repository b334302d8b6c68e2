import type { RequestContext } from '../context';

/** Whether a model runs the node as its tool: n8n gives such nodes a type of their own. */
export function isTool(context: RequestContext): boolean {
	return context.getNode().type.endsWith('Tool');
}
