import type { Read } from './form';
import { shown } from './form';
import { asText } from './text';

/**
 * Reads a list: an array, or a text with commas, semicolons or lines. One value is a list of one.
 *
 * @returns The texts without the spaces around them; empty ones are left out.
 */
export function asList(value: unknown): Read<string[]> {
	const isOne = typeof value === 'string' || typeof value === 'number';
	if (!isOne && !Array.isArray(value)) {
		return {
			problem: `is not a list: ${shown(value)}`,
			advice: 'Separate the values with commas.',
		};
	}
	const parts: unknown[] = isOne ? String(value).split(/[,;\r\n]+/) : value;
	const texts: string[] = [];
	for (const part of parts) {
		const read = asText(part);
		if ('problem' in read) return { ...read, problem: `has a value that ${read.problem}` };
		if (read.value.trim() !== '') texts.push(read.value.trim());
	}
	return { value: texts };
}
