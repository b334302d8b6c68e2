import type { INodePropertyOptions } from 'n8n-workflow';

import type { Read } from './form';
import { shown } from './form';
import { nearest } from './nearest';

/** What a choice can be: the value of one of the field's options. */
export type Choice = INodePropertyOptions['value'];

/**
 * Reads a choice: by its value, as a number or its text, or by the name that the field shows, in any
 * letter case.
 *
 * @param options What there is to choose from.
 */
export function asChoice(
	value: unknown,
	options: ReadonlyArray<Pick<INodePropertyOptions, 'name' | 'value'>>,
): Read<Choice> {
	const exact = options.find((option) => option.value === value);
	if (exact) return { value: exact.value };
	const isText = typeof value === 'string' || typeof value === 'number';
	const text = isText ? String(value).trim() : '';
	const wanted = text.toLowerCase();
	const found =
		wanted === ''
			? undefined
			: (options.find((option) => String(option.value).toLowerCase() === wanted) ??
				options.find(({ name }) => name.toLowerCase() === wanted));
	if (found) return { value: found.value };
	return {
		problem: `is not one of the options: ${shown(value)}`,
		advice: possible(text, options),
	};
}

/** What can be chosen, and what was meant where that can be guessed. */
function possible(
	text: string,
	options: ReadonlyArray<Pick<INodePropertyOptions, 'name' | 'value'>>,
): string {
	const names = options.map(({ name, value }) => (name === value ? name : `${name} (${value})`));
	const candidates = options.flatMap(({ name, value }) => [name, String(value)]);
	const close = nearest(text, candidates);
	return `The options are ${names.join(', ')}.${close === undefined ? '' : ` Did you mean ${close}?`}`;
}
