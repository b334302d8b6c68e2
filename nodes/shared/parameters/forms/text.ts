import type { Read } from './form';
import { shown } from './form';

/** One half of a character that UTF-16 writes as two: it would be stored as another character. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/** Reads a text; a number counts as its digits. What is around it stays. */
export function asText(value: unknown): Read<string> {
	if (typeof value === 'number' && Number.isFinite(value)) return { value: String(value) };
	if (typeof value !== 'string') {
		return { problem: `is not text: ${shown(value)}`, advice: 'Set it to text.' };
	}
	if (!HALF_CHARACTER.test(value)) return { value };
	return {
		problem: 'contains half a character',
		advice: 'The text was cut in the middle of a character, such as an emoji. Cut it elsewhere.',
	};
}
