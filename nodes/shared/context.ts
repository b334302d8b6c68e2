import type {
	IExecuteSingleFunctions,
	ILoadOptionsFunctions,
	INode,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeError } from 'n8n-workflow';

/** Where a request can come from: an operation, a drop-down or locator list, or a trigger. */
export type RequestContext = IExecuteSingleFunctions | ILoadOptionsFunctions | IPollFunctions;

/** The number of the item that is worked on, from 0; a list or a poll has none. */
export function itemIndexOf(context: RequestContext): number | undefined {
	return 'getItemIndex' in context ? context.getItemIndex() : undefined;
}

/** The cancel signal of the execution; lists and triggers have none. */
export function cancelSignal(context: RequestContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** Only a trigger's poll has an activation mode. */
export function isPoll(context: RequestContext): boolean {
	return 'getActivationMode' in context;
}

/**
 * Whether something else than the engine runs the node: an AI Agent before version 3 or an MCP server
 * calls its tools by itself, with its own execution data.
 */
export function isCalledDirectly(context: IExecuteSingleFunctions): boolean {
	return context.getExecuteData().node.name !== context.getNode().name;
}

/**
 * What all items of a run have in common, and no other run has. Tools that are called directly share the
 * data of their agent, even at one time: only the item that they are given is theirs.
 */
function runOf(context: IExecuteSingleFunctions): object {
	if (!isCalledDirectly(context)) return context.getExecuteData();
	return context.getInputData(0, NodeConnectionTypes.AiTool);
}

/**
 * Keeps something for as long as one run of a node lasts, so that its items share it. A list of the
 * editor or a poll gets a new one each time.
 *
 * @param create Makes it, when the run's first item asks.
 */
export function perRun<Kept>(create: () => Kept): (context: RequestContext) => Kept {
	const kept = new WeakMap<object, Kept>();
	return (context) => {
		const run = 'getExecuteData' in context ? runOf(context) : undefined;
		if (!run) return create();
		const existing = kept.get(run);
		if (existing !== undefined) return existing;
		const created = create();
		kept.set(run, created);
		return created;
	};
}

/** Keeps something between the steps of one item, for each item of a run apart. */
export function perItemStore<Kept>() {
	const items = perRun(() => new Map<number, Kept>());
	const itemOf = (context: RequestContext) => itemIndexOf(context) ?? 0;
	return {
		set(context: RequestContext, value: Kept): void {
			items(context).set(itemOf(context), value);
		},
		get(context: RequestContext): Kept | undefined {
			return items(context).get(itemOf(context));
		},
	};
}

/**
 * The node as an error names it. n8n stores the node that an error carries in the execution and
 * writes it to its log, where the values of its fields have no business.
 */
export function errorNode(context: { getNode(): INode }): INode {
	const { id, name, type, typeVersion, position } = context.getNode();
	return { id, name, type, typeVersion, position, parameters: {} };
}

/** Takes the fields out of an error that n8n itself has made, of a missing binary file for example. */
export function withoutFields(context: { getNode(): INode }, error: unknown): unknown {
	return error instanceof NodeError ? Object.assign(error, { node: errorNode(context) }) : error;
}
