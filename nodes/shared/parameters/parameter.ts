import type { IBinaryData, IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import type { RequestContext } from '../context';
import { currentLocated } from './currentParameter';
import type { Choice } from './forms/choice';
import type { Located } from './forms/locator';
import { valuesOf } from './readParameters';

/*
 * What `readParameters` has read, by the field's name; a member of a collection with the collection's
 * name before it: `options.fileName`. What is not shown, or was not added, gives the fallback.
 */

/** A text without the spaces around it; empty where it was not added. */
export function textOf(context: RequestContext, name: string): string {
	return String(valuesOf(context).get(name) ?? '').trim();
}

/** A switch. */
export function switchOf(context: RequestContext, name: string, fallback = false): boolean {
	return Boolean(valuesOf(context).get(name) ?? fallback);
}

/** A number. */
export function numberOf(context: RequestContext, name: string, fallback = NaN): number {
	return Number(valuesOf(context).get(name) ?? fallback);
}

/** A time in ms since 1970; undefined where it was not added. */
export function timeOf(context: RequestContext, name: string): number | undefined {
	const time = valuesOf(context).get(name);
	return typeof time === 'number' ? time : undefined;
}

/** A choice: the value of one of the field's options; undefined where it was not added. */
export function choiceOf(context: RequestContext, name: string): Choice | undefined {
	return valuesOf(context).get(name) as Choice | undefined; // as `fieldValue` gives it
}

/** The parts of a list of texts or choices; none where it was not added. */
export function listOf<Part extends Choice = string>(
	context: RequestContext,
	name: string,
): Part[] {
	return (valuesOf(context).get(name) ?? []) as Part[]; // as `fieldValue` gives it
}

/** The members that were added to a collection. */
export function membersOf(context: RequestContext, name: string): IDataObject {
	return { ...(valuesOf(context).get(name) as IDataObject | undefined) }; // as `readParameters` gives it
}

/** The rows of a collection of rows. */
export function rowsOf(context: RequestContext, name: string): Array<Record<string, string>> {
	return (valuesOf(context).get(name) ?? []) as Array<Record<string, string>>; // as `readParameters` gives it
}

/**
 * The binary file that a field names. n8n also takes the file itself, by expression.
 *
 * @throws NodeOperationError, from n8n, when the item has no such file.
 */
export function binaryFileOf(context: IExecuteSingleFunctions, name: string): IBinaryData {
	const value = valuesOf(context).get(name);
	if (typeof value !== 'string') return value as IBinaryData; // as `fieldValue` gives it
	return context.helpers.assertBinaryData(value.trim());
}

/** What was picked or typed in a locator or a text field; also while the editor fills a list. */
export function locatedOf(context: RequestContext, name: string): Located {
	if ('getCurrentNodeParameter' in context) return currentLocated(context, name);
	const value = valuesOf(context).get(name);
	if (typeof value === 'object') return value as Located; // as `fieldValue` gives it
	return { mode: 'id', value: String(value ?? '').trim() };
}
