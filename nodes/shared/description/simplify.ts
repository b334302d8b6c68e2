import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { PostReceive } from '../http/results';
import { switchOf } from '../parameters/parameter';

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
		if (!switchOf(this, 'simplify', true)) return items;
		return items.map((item) => ({ ...item, json: picked(item.json, members) }));
	};
}

function picked(json: IDataObject, members: readonly string[]): IDataObject {
	return Object.fromEntries(
		members.filter((member) => json[member] !== undefined).map((member) => [member, json[member]]),
	);
}
