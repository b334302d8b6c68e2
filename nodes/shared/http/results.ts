import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

type PostReceive = (
	this: IExecuteSingleFunctions,
	items: INodeExecutionData[],
) => Promise<INodeExecutionData[]>;

/**
 * A `postReceive` function for services that answer with nothing: the item says so instead of being
 * missing, which would stop the workflow's branch without a word.
 */
export function whenEmpty(json: IDataObject): PostReceive {
	return async (items) => (items.length > 0 ? items : [{ json: { ...json } }]);
}

/** A `postReceive` function that replaces whatever came by one plain item. */
export function answerWith(json: IDataObject): PostReceive {
	return async () => [{ json: { ...json } }];
}

/** Whether {@link simplify} does its work. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/**
 * A `postReceive` function that keeps the members that most people need, while the node's field
 * `simplify` is on.
 */
export function simplify(members: readonly string[]): PostReceive {
	return async function (items) {
		if (!this.getNodeParameter('simplify', true)) return items;
		return items.map((item) => ({ ...item, json: picked(item.json, members) }));
	};
}

function picked(json: IDataObject, members: readonly string[]): IDataObject {
	return Object.fromEntries(
		members.filter((member) => json[member] !== undefined).map((member) => [member, json[member]]),
	);
}
