import { isRecord } from '../../util/isRecord';
import type { Read } from './form';
import { isAbsent } from './form';
import { asText } from './text';

/** What was picked or typed in a locator. */
export interface Located {
	/** How: `list`, `id`, `path`, `url` … A plain value counts as an ID. */
	mode: string;
	/** Without the spaces around it; empty where nothing was chosen. */
	value: string;
	/** What the list showed when it was picked. */
	shown?: string;
}

/** Reads a locator: n8n's object for it, or the plain ID. */
export function asLocated(value: unknown): Read<Located> {
	const isLocator = isRecord(value) && ('__rl' in value || 'mode' in value);
	const inner = isLocator ? value.value : value;
	const read = isAbsent(inner) ? { value: '' } : asText(inner);
	if ('problem' in read) return read;
	const name = isLocator ? value.cachedResultName : undefined;
	return {
		value: {
			mode: isLocator ? String(value.mode) : 'id',
			value: read.value.trim(),
			...(typeof name === 'string' ? { shown: name } : {}),
		},
	};
}
