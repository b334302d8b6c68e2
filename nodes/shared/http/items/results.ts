import type { IDataObject, IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';

/** A function of an operation that gets its items before they leave the node. */
export type PostReceive = (
	this: IExecuteSingleFunctions,
	items: INodeExecutionData[],
) => Promise<INodeExecutionData[]>;

/**
 * A `postReceive` function for services that answer with nothing: the item says so instead of being
 * missing, which would stop the workflow's branch without a word.
 */
export function defaultItem(json: IDataObject): PostReceive {
	return async (items) => (items.length > 0 ? items : [{ json: { ...json } }]);
}

/** A `postReceive` function that replaces whatever came by one plain item. */
export function replaceWith(json: IDataObject): PostReceive {
	return async () => [{ json: { ...json } }];
}
