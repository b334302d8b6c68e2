import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeExecutionData,
	JsonObject,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { errorNode, isCalledDirectly, withoutFields } from '../../context';
import { isTool } from '../../parameters/isTool';

/** The rows of a result: a list's members, one row for anything else, none for no result. */
export function itemsOf(result: unknown): unknown[] {
	if (result === undefined || result === null) return [];
	return Array.isArray(result) ? result : [result];
}

/**
 * Makes items ready to leave the node: linked to the item that they came from, and without a
 * top-level `error` member. n8n takes any value there, even an empty text, for a failure of the node
 * and runs it again for all items when "Retry On Fail" is on.
 */
export function finishedItems(
	items: INodeExecutionData[],
	itemIndex: number,
): INodeExecutionData[] {
	return items.map(({ json, ...item }) => ({
		...item,
		json: 'error' in json && !item.error ? withoutErrorMember(json) : json,
		pairedItem: { item: itemIndex },
	}));
}

function withoutErrorMember({ error, ...json }: IDataObject): IDataObject {
	const isEmpty = error === '' || error === null || error === undefined || error === false;
	return isEmpty ? json : { ...json, errorText: error };
}

/**
 * What a failed item leads to: under "Continue on Fail" an item of its own, linked like any other.
 *
 * @throws The error, otherwise; `cancelledError` when the execution was cancelled.
 */
export function failedItem(
	context: IExecuteSingleFunctions,
	thrown: unknown,
): INodeExecutionData[] {
	if (context.getExecutionCancelSignal()?.aborted) throw cancelledError(context);
	const error = asError(withoutFields(context, thrown));
	if (isTool(context)) return failedTool(context, error);
	if (!context.continueOnFail()) throw finalError(context, error);
	const itemIndex = context.getItemIndex();
	const nodeError =
		error instanceof NodeApiError || error instanceof NodeOperationError
			? error
			: new NodeOperationError(errorNode(context), error, { itemIndex });
	return [{ json: {}, error: nodeError, pairedItem: { item: itemIndex } }];
}

/**
 * The error of an item of a cancelled execution: n8n distinguishes such an execution from a failed one
 * by the word in it.
 *
 * @param description What a person needs to know besides.
 */
export function cancelledError(
	context: IExecuteSingleFunctions,
	description?: string,
): NodeApiError {
	const node = errorNode(context);
	const error = new NodeOperationError(node, 'The execution was canceled', { description });
	return finalError(context, error);
}

/**
 * A model only gets the message, or the item's `json`, so the next step has to be in it. An AI Agent
 * before version 3 passes no thrown error on to it, as if all were well.
 */
function failedTool(context: IExecuteSingleFunctions, error: Error): INodeExecutionData[] {
	const itemIndex = context.getItemIndex();
	const nextStep = 'description' in error && error.description ? String(error.description) : '';
	const message = nextStep === '' ? error.message : `${error.message}. ${nextStep}`;
	const toolError = new NodeOperationError(errorNode(context), message, { itemIndex });
	const isThrown = !isCalledDirectly(context) || context.getNode().retryOnFail === true;
	if (isThrown && !context.continueOnFail()) throw finalError(context, toolError);
	return [{ json: { error: message }, error: toolError, pairedItem: { item: itemIndex } }];
}

/**
 * An error that n8n passes on as it is. Any other one it wraps, with the values of all fields beside it
 * (n8n-core, `RoutingNode`, 1.x to 2.41).
 */
function finalError(context: IExecuteSingleFunctions, error: Error): NodeApiError {
	if (error instanceof NodeApiError) return error;
	const { message } = error;
	const description = 'description' in error ? String(error.description ?? '') : '';
	// As n8n itself does, whose type knows answers only.
	const answer = error as Error & JsonObject;
	return new NodeApiError(errorNode(context), answer, {
		message,
		description: description || undefined,
		httpCode: 'none',
		itemIndex: context.getItemIndex(),
	});
}

function asError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}
