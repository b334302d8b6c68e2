/** What reading a value gives: the value in its one form, or what is wrong with it. */
export type Read<Value> = { value: Value } | Unreadable;

/** Why a value cannot be used, in words for a person. */
interface Unreadable {
	/** To be read after the field's name: `is not a whole number from 1: "1,000"`. */
	problem: string;
	/** What is possible, or what to do. */
	advice: string;
}

/** Longer values are cut in messages. */
const SHOWN_CHARACTERS = 60;

/** A value as messages show it: texts in quotation marks, what is long cut, objects by what they are. */
export function shown(value: unknown): string {
	if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
	if (typeof value === 'object' && value !== null) return 'an object';
	if (typeof value !== 'string') return String(value);
	const characters = [...value.replace(/\p{Surrogate}/gu, '?')];
	const isLong = characters.length > SHOWN_CHARACTERS;
	return `"${characters.slice(0, SHOWN_CHARACTERS).join('')}${isLong ? '…' : ''}"`;
}

/** Whether an expression found nothing. An empty text is something. */
export function isAbsent(value: unknown): value is null | undefined {
	return value === null || value === undefined;
}
