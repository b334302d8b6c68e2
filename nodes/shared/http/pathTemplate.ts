import { UserError } from 'n8n-workflow';

const PLACEHOLDER = /\{([^{}]+)\}/g;

/** One half of a character that UTF-16 writes as two; no address can carry it. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/**
 * Fills a path that is written as the vendor's document writes it, for example
 * `/devices/{device_uuid}`.
 *
 * Every value becomes exactly one percent-encoded segment: a value can neither add a segment, nor
 * a query, nor walk up (`.` and `..` stay dots when encoded, and URL parsers resolve them).
 *
 * @param template The path with its placeholders.
 * @param values One value for each placeholder, by its name without braces.
 * @returns The path, safe to append to a base URL.
 * @throws UserError when a value is missing, empty, `.` or `..`, or no valid text.
 */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
	return template.replace(PLACEHOLDER, (_placeholder, name: string) => {
		const value = values[name];
		const isText = typeof value === 'string' || Number.isFinite(value);
		const text = isText ? String(value).trim() : '';
		if (text === '' || text === '.' || text === '..' || HALF_CHARACTER.test(text)) {
			throw new UserError(
				text === ''
					? `The ${readable(name)} is empty`
					: `The ${readable(name)} is "${text}", which is not an ID`,
				{ description: 'Pick one from the list, or set the field to an ID.' },
			);
		}
		return encodeURIComponent(text);
	});
}

function readable(name: string): string {
	return name.replaceAll('_', ' ').replace(/\buuid\b/, 'UUID');
}
