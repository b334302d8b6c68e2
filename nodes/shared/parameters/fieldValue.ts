import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { isRecord } from '../util/isRecord';
import { asChoice } from './forms/choice';
import { asTime } from './forms/date';
import type { Read } from './forms/form';
import { isAbsent, shown } from './forms/form';
import { asList } from './forms/list';
import { asLocated } from './forms/locator';
import { asNumber } from './forms/number';
import { asSwitch } from './forms/switch';
import { asText } from './forms/text';

/** Marks of a text field, for its `typeOptions`. */
export const TEXT = {
	/** An option that may be added and left empty, since an empty text means something. */
	mayBeEmpty: { mayBeEmpty: true },
	/** A list: an array, or a text with commas or lines. */
	list: { list: true },
} as const;

/**
 * Reads a value by what the field's description says of it: its type, its options, its bounds.
 *
 * @param field A field of any type but a collection.
 * @param timeZone The workflow's time zone (IANA name).
 * @returns A choice's value, a boolean, a number, a time in ms since 1970, a text, a list of texts or
 * of choices, or what a locator holds.
 */
export function fieldValue(
	field: INodeProperties,
	value: unknown,
	timeZone: string,
): Read<unknown> {
	const { type, typeOptions = {} } = field;
	if (type === 'resourceLocator') return asLocated(value);
	if (isAbsent(value)) return { problem: 'has no value', advice: `Set ${field.displayName}.` };
	switch (type) {
		case 'options':
			return typeOptions.loadOptionsMethod ? asText(value) : asChoice(value, choices(field));
		case 'multiOptions':
			return asChoices(value, choices(field));
		case 'boolean':
			return asSwitch(value);
		case 'number': {
			const { minValue = -Infinity, maxValue, numberPrecision } = typeOptions;
			return asNumber(value, { least: minValue, most: maxValue, precision: numberPrecision });
		}
		case 'dateTime':
			return asTime(value, timeZone);
		case 'string':
			if (typeOptions.list === true) return asList(value);
			// n8n takes the binary file itself in the place of its name.
			if (typeOptions.binaryDataProperty && isRecord(value) && 'mimeType' in value)
				return { value };
			return asFilledText(field, value);
		default:
			return { value };
	}
}

/** A text that the field proposes, the name of a binary field for example, cannot be empty. */
function asFilledText(field: INodeProperties, value: unknown): Read<string> {
	const read = asText(value);
	const isEmpty = 'value' in read && read.value.trim() === '';
	if (!isEmpty || field.default === '') return read;
	return { problem: 'is empty', advice: `Set ${field.displayName}.` };
}

/** Whether a member of a collection was added and left empty. */
export function isLeftEmpty({ typeOptions }: INodeProperties, value: unknown): boolean {
	if (isAbsent(value)) return true;
	if (typeOptions?.mayBeEmpty === true) return false;
	return Array.isArray(value)
		? value.length === 0
		: typeof value === 'string' && value.trim() === '';
}

function choices({ options = [] }: INodeProperties): INodePropertyOptions[] {
	return options.filter((option): option is INodePropertyOptions => 'value' in option);
}

/** Several choices: an array, or a text with commas. */
function asChoices(value: unknown, options: INodePropertyOptions[]): Read<unknown[]> {
	const parts = typeof value === 'string' ? value.split(',') : [value].flat();
	const chosen = [];
	for (const part of parts) {
		const read = asChoice(part, options);
		if ('problem' in read) return { ...read, problem: `has a value that ${read.problem}` };
		chosen.push(read.value);
	}
	return chosen.length > 0
		? { value: chosen }
		: { problem: `is empty: ${shown(value)}`, advice: 'Choose at least one, or remove it.' };
}
