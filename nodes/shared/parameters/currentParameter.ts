import type { ILoadOptionsFunctions } from 'n8n-workflow';

import type { Located } from './forms/locator';
import { asLocated } from './forms/locator';
import { asText } from './forms/text';

/**
 * What stands in a text field while the editor fills a list: as far as it is typed, empty for what is
 * no text.
 *
 * @param name The field's name, with the collection's before it where it is in one.
 */
export function currentText(context: ILoadOptionsFunctions, name: string): string {
	const read = asText(context.getCurrentNodeParameter(name));
	return 'value' in read ? read.value.trim() : '';
}

/** What stands in a locator while the editor fills a list. */
export function currentLocated(context: ILoadOptionsFunctions, name: string): Located {
	const read = asLocated(context.getCurrentNodeParameter(name));
	return 'value' in read ? read.value : { mode: 'id', value: '' };
}
