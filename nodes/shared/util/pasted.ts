/** Spaces, line ends, quotes, angle brackets and signs without a width, as they come along when something is copied. */
const AROUND = '[\\s"\'`<>\\u200b-\\u200d\\u2060\\ufeff\\u201c-\\u201e\\u2018\\u2019]+';
const AT_THE_ENDS = new RegExp(`^${AROUND}|(?<!${AROUND})${AROUND}$`, 'g');

/**
 * What a person meant by what they pasted into a field of a credential.
 *
 * @returns The text without what stands around it; empty when the value is no text.
 */
export function pasted(value: unknown): string {
	return typeof value === 'string' ? value.replace(AT_THE_ENDS, '') : '';
}
