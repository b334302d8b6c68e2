import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import type { RequestContext } from '../../context';
import { numberOf, switchOf, textOf } from '../../parameters/parameter';

/** By what a list can be sorted, where the service promises no order. */
export interface Sorting {
	/** The members of an item to choose from, in the order of their names. */
	choices: readonly INodePropertyOptions[];
	/** The member that the field proposes. */
	usual: string;
	/** The members that decide, one after the other, between items that are equal in the chosen one. */
	ties: readonly string[];
}

/** The order that an item's fields ask for. */
export interface ListOrder {
	/** The member to sort by. */
	sortBy: string;
	ties: readonly string[];
	/** Whether the greatest comes first; ties are ascending all the same. */
	descending: boolean;
	/** A list of more items is an error, never sorted in part. */
	mostItems: number;
}

/** How many items a list may have that is read as a whole. */
export function mostItems(context: RequestContext): number {
	return numberOf(context, 'options.mostItems', 100_000);
}

/** The order that the fields ask for; undefined for the order of the service. */
export function chosenOrder(context: RequestContext, { ties }: Sorting): ListOrder | undefined {
	const sortBy = textOf(context, 'options.sortBy');
	if (sortBy === '') return undefined;
	const descending = switchOf(context, 'options.descending');
	return { sortBy, ties, descending, mostItems: mostItems(context) };
}

/** Sorts items by their members: numbers by size, all else as text; what is missing comes first. */
export function sorted<Item extends { json: IDataObject }>(
	items: readonly Item[],
	{ sortBy, ties, descending }: Omit<ListOrder, 'mostItems'>,
): Item[] {
	const direction = descending ? -1 : 1;
	return [...items].sort(({ json: left }, { json: right }) => {
		let difference = direction * compared(left[sortBy], right[sortBy]);
		for (const tie of ties) difference ||= compared(left[tie], right[tie]);
		return difference;
	});
}

function compared(left: unknown, right: unknown): number {
	if (typeof left === 'number' || typeof right === 'number') {
		return Number(left ?? 0) - Number(right ?? 0);
	}
	const [first, second] = [String(left ?? ''), String(right ?? '')];
	return first < second ? -1 : Number(first > second);
}
