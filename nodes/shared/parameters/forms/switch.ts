import type { Read } from './form';
import { shown } from './form';

/** Reads a switch: true or false, their texts in any letter case, 1 or 0. */
export function asSwitch(value: unknown): Read<boolean> {
	const isWord = ['boolean', 'number', 'string'].includes(typeof value);
	const word = isWord ? String(value).trim().toLowerCase() : '';
	if (word === 'true' || word === '1') return { value: true };
	if (word === 'false' || word === '0') return { value: false };
	return {
		problem: `is neither true nor false: ${shown(value)}`,
		advice: 'Set it to true or false.',
	};
}
