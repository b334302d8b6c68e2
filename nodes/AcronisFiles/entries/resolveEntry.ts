import type { PreSendAction } from 'n8n-workflow';

import { isUuid } from '../../shared/parameters/identifiers';
import { perItemStore } from '../../shared/context';
import type { RequestContext } from '../../shared/context';
import { rejectFolderToOpen } from '../../shared/parameters/folderToOpen';
import { rejectParameter } from '../../shared/parameters/rejectParameter';
import type { EntryField } from './entryField';
import { ROOT } from './entryField';
import type { Choosing } from './pathWalk';
import { pathNames, walk } from './pathWalk';
import { locatedOf } from '../../shared/parameters/parameter';

const UUIDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/**
 * What the fields of an item chose. An operation that renames, moves or deletes something asks again
 * afterwards, when a path leads there no more.
 */
const chosenBefore = perItemStore<Map<string, string>>();

/**
 * The file or folder that a locator field chose. A path is walked, folder by folder, once an item.
 *
 * @returns Its UUID in small letters, however it was written, so that it can be a key; `0` for the
 * topmost folder.
 * @throws NodeOperationError that names the field when the value cannot be one, or when the path leads
 * nowhere; NodeApiError when a folder of the path could not be read.
 */
export async function resolveEntry(
	context: RequestContext,
	field: EntryField,
	choosing: Choosing = {},
): Promise<string> {
	const known = chosenBefore.get(context) ?? new Map<string, string>();
	const uuid = known.get(field.name) ?? (await find(context, field, choosing)).toLowerCase();
	chosenBefore.set(context, known.set(field.name, uuid));
	return uuid;
}

async function find(
	context: RequestContext,
	field: EntryField,
	choosing: Choosing,
): Promise<string> {
	const way = wayTo(context, field);
	return typeof way === 'string' ? way : await walk(context, field, way, choosing);
}

/**
 * What a locator's value says, before anything is sent.
 *
 * @returns A UUID, or the names of a path that leads below the topmost folder.
 * @throws NodeOperationError that names the field when the value cannot be one.
 */
function wayTo(context: RequestContext, field: EntryField): string | string[] {
	const { mode, value } = locatedOf(context, field.name);
	const { displayName } = field;
	if (value === '') rejectParameter(context, displayName, 'is required', `Set ${displayName}.`);
	rejectFolderToOpen(context, displayName, value);
	const names = mode === 'path' ? pathNames(context, displayName, value) : [];
	if (names.length > 0) return names;
	const uuid = mode === 'path' ? ROOT : mode === 'url' ? uuidIn(context, field, value) : value;
	if (uuid === ROOT && field.root === false) {
		rejectParameter(context, displayName, 'is the root folder', 'Choose a file or folder in it.');
	}
	if (uuid !== ROOT && !isUuid(uuid)) {
		rejectParameter(
			context,
			displayName,
			'is not a UUID',
			'Pick it from the list, or set it to a UUID of the form 2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f.',
		);
	}
	return uuid;
}

/** Refuses a value that cannot be one before another field costs requests. */
export function validateEntry(field: EntryField): PreSendAction {
	return async function (options) {
		wayTo(this, field);
		return options;
	};
}

/**
 * The path of the chosen file or folder as the field shows it, typed or picked from the list, which
 * costs no request.
 *
 * @returns For example `/Reports/june.pdf`; undefined for a UUID and a URL.
 */
export function shownPath(context: RequestContext, field: EntryField): string | undefined {
	const { mode, value, shown } = locatedOf(context, field.name);
	if (mode === 'path') return `/${pathNames(context, field.displayName, value).join('/')}`;
	if (value === ROOT) return '/';
	return mode === 'list' ? shown : undefined;
}

/** Puts the UUID of the chosen file or folder into the path of the request. */
export function sendEntry(field: EntryField, choosing?: Choosing): PreSendAction {
	return async function (options) {
		const uuid = await resolveEntry(this, field, choosing);
		return { ...options, qs: { ...options.qs, '{node_uuid}': uuid } };
	};
}

function uuidIn(context: RequestContext, { displayName }: EntryField, address: string): string {
	const uuid = address.match(UUIDS)?.at(-1);
	const isRoot = /\/sync_and_share_nodes\/0(?:[/?#]|$)/.test(address);
	return (
		uuid ??
		(isRoot
			? ROOT
			: rejectParameter(
					context,
					displayName,
					'contains no UUID',
					'Copy the address of the file or folder itself. Links shared with others do not contain it.',
				))
	);
}
