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

/** The items that have begun, by the run: a fresh set for each try of it. */
const begun = new WeakMap<object, Set<number>>();

/**
 * Notes that an item begins, before anything is kept for it. n8n gives a run the same data again when
 * it tries it once more ("Retry On Fail"): an item that begins for the second time is of a new try,
 * which knows nothing of the one before.
 */
export function beginItem(context: IExecuteSingleFunctions): void {
	const run = runOf(context);
	const item = context.getItemIndex();
	const ofTry = begun.get(run);
	if (!ofTry || ofTry.has(item)) begun.set(run, new Set([item]));
	else ofTry.add(item);
}

/**
 * Keeps something for as long as one try of a node's run lasts, so that its items share it. A list of
 * the editor or a poll gets a new one each time.
 *
 * @param create Makes it, when the first item of the try asks.
 */
export function perRun<Kept>(create: () => Kept): (context: RequestContext) => Kept {
	const kept = new WeakMap<object, Kept>();
	return (context) => {
		const run = 'getExecuteData' in context ? runOf(context) : undefined;
		if (!run) return create();
		const ofTry = begun.get(run) ?? run;
		const existing = kept.get(ofTry);
		if (existing !== undefined) return existing;
		const created = create();
		kept.set(ofTry, created);
		return created;
	};
}

/** Keeps something between the steps of one item of one try, which have the item's context in common. */
export function perItemStore<Kept>() {
	const kept = new WeakMap<object, Kept>();
	return {
		set(context: RequestContext, value: Kept): void {
			kept.set(context, value);
		},
		get: (context: RequestContext): Kept | undefined => kept.get(context),
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
