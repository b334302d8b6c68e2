import type { IDataObject, PostReceiveAction } from 'n8n-workflow';

import { toIsoDate } from '../../shared/parameters/dates';
import { bareName } from '../../shared/util/bareName';
import type { Enumeration } from './enums';
import { withEnumNames } from './enums';

/** Which members of an answer need another form. */
export interface Presentation {
	/** Members that hold dates. */
	dates?: readonly string[];
	/** Members that hold names of files. */
	fileNames?: readonly string[];
	/** Members that hold numbers of enumerations. */
	enumerations?: Readonly<Record<string, Enumeration>>;
}

/**
 * Brings an answer into the form in which it leaves the node: dates as ISO 8601 in UTC, "never" as
 * null, names of files bare, and a name beside each number of an enumeration.
 */
export function formatItem(
	json: IDataObject,
	{ dates = [], fileNames = [], enumerations }: Presentation,
) {
	const result = withEnumNames(json, enumerations ?? {});
	for (const member of dates) if (member in result) result[member] = toIsoDate(result[member]);
	for (const member of fileNames) if (result[member]) result[member] = bareName(result[member]);
	return result;
}

/** A `postReceive` function that does the same for every item. */
export function formatItems(presentation: Presentation): PostReceiveAction {
	return async (items) =>
		items.map((item) => ({ ...item, json: formatItem(item.json, presentation) }));
}
