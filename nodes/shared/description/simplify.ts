import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import type { PostReceive } from '../http/items/results';
import { isTool } from '../parameters/isTool';
import { choiceOf, listOf, switchOf, textOf } from '../parameters/parameter';

/** Whether people get the members that most of them need, or the whole answer. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** How much of an answer leaves the node. */
export type OutputForm = 'simplified' | 'raw' | 'selected';

/**
 * The fields that say how much of an answer leaves the node: Simplify and, as n8n's guideline wants it
 * where a model uses the node, Output with a choice of members.
 *
 * @param members Those of the simplified form, the ID first.
 * @param others Further ones that a model can be given.
 */
export function outputFields(
	members: readonly string[],
	others: readonly string[] = [],
): INodeProperties[] {
	const [id, ...rest] = [...members, ...others];
	return [
		{ ...simplifyField, displayOptions: { hide: { '@tool': [true] } } },
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			options: [
				{
					name: 'Raw',
					value: 'raw',
					description: 'All fields that the service sends, which can be a lot for a model',
				},
				{
					name: 'Selected Fields',
					value: 'selected',
					description: 'The ID and the fields that you choose',
				},
				{ name: 'Simplified', value: 'simplified', description: 'The most useful fields' },
			],
			default: 'simplified',
			displayOptions: { show: { '@tool': [true] } },
			description: 'How much of each item the model gets',
		},
		{
			displayName: 'Fields',
			name: 'selectedFields',
			type: 'multiOptions',
			options: [...rest].sort().map((member) => ({ name: member, value: member })),
			default: [],
			displayOptions: { show: { '@tool': [true], output: ['selected'] } },
			description: `The fields that the model gets in addition to ${id}`,
		},
	];
}

/** What the fields of `outputFields` say. */
export function outputForm(context: IExecuteSingleFunctions): OutputForm {
	if (!isTool(context)) return switchOf(context, 'simplify', true) ? 'simplified' : 'raw';
	return (choiceOf(context, 'output') ?? 'simplified') as OutputForm; // one of the field's choices
}

/**
 * A `postReceive` function that keeps what the fields of `outputFields` ask for.
 *
 * @param members Those of the simplified form, the ID first.
 */
export function simplify(members: readonly string[]): PostReceive {
	return async function (items) {
		const form = outputForm(this);
		if (form === 'raw') return items;
		const kept = form === 'simplified' ? members : selectedMembers(this, members);
		return items.map((item) => ({ ...item, json: picked(item.json, kept) }));
	};
}

/** A list is sorted by what is left of its items, so that what it is sorted by has to be left too. */
function selectedMembers(
	context: IExecuteSingleFunctions,
	[id = '']: readonly string[],
): readonly string[] {
	const sortBy = textOf(context, 'options.sortBy');
	return [id, ...listOf(context, 'selectedFields'), ...(sortBy === '' ? [] : [sortBy])];
}

function picked(json: IDataObject, members: readonly string[]): IDataObject {
	return Object.fromEntries(
		members.filter((member) => json[member] !== undefined).map((member) => [member, json[member]]),
	);
}
