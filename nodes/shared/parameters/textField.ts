import type { RequestContext } from '../context';

/**
 * Reads a text field, without the spaces around it. An expression that finds nothing gives null,
 * which is an empty text and not the word.
 *
 * @param name The field's name, with the collection's before it where it is in one.
 */
export function textField(context: RequestContext, name: string): string {
	return String(context.getNodeParameter(name, '') ?? '').trim();
}
