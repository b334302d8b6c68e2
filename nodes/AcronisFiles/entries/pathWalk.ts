import type { RequestContext } from '../../shared/context';
import { rejectParameter } from '../../shared/parameters/rejectParameter';
import type { EntryField } from './entryField';
import { ROOT } from './entryField';
import { listingOf } from './folderListing';

/** No documented limit; file systems that the service syncs to end here. In UTF-8 bytes. */
const LONGEST_NAME = 255;

/** How to read a locator's value. */
export interface Choosing {
	/** Make folders of a path that do not exist. */
	createMissing?: boolean;
}

/**
 * Refuses a name that cannot be one: the service would say no more than "invalid".
 *
 * @param field The field's display name.
 * @returns The name without white space around it.
 * @throws NodeOperationError when it is empty, too long, a path, or stands for another folder.
 */
export function checkName(context: RequestContext, field: string, value: unknown): string {
	const name = String(value ?? '').trim();
	if (name === '') rejectParameter(context, field, 'is empty', `Set ${field} to a name.`);
	if (name === '.' || name === '..' || /[/\\]/.test(name) || hasControlCharacter(name)) {
		rejectParameter(
			context,
			field,
			'is not a name',
			'A name contains no / or \\ and is not . or ..',
		);
	}
	if (Buffer.byteLength(name) > LONGEST_NAME) {
		rejectParameter(
			context,
			field,
			`is longer than ${LONGEST_NAME} bytes`,
			'Choose a shorter name.',
		);
	}
	return name;
}

function hasControlCharacter(name: string): boolean {
	return [...name].some((character) => character < ' ');
}

/**
 * The names that a path consists of.
 *
 * @throws NodeOperationError when one of them cannot be a name, `..` for example.
 */
export function pathNames(context: RequestContext, displayName: string, path: string): string[] {
	const names = path.split('/').filter((name) => name.trim() !== '');
	return names.map((name) => checkName(context, displayName, name));
}

/**
 * Walks a path from the topmost folder.
 *
 * @param names The names in it; none for the topmost folder itself.
 * @returns The UUID of the last one.
 * @throws NodeOperationError when it leads nowhere, or to another kind than the field's.
 */
export async function walk(
	context: RequestContext,
	{ displayName, kind }: Pick<EntryField, 'displayName' | 'kind'>,
	names: readonly string[],
	{ createMissing }: Choosing = {},
): Promise<string> {
	let place: string = ROOT;
	for (const [depth, name] of names.entries()) {
		const listing = await listingOf(context, place);
		const next = createMissing
			? await listing.findOrCreate(context, name)
			: await listing.find(context, name);
		const shown = `/${names.slice(0, depth + 1).join('/')}`;
		if (!next?.uuid) {
			return rejectParameter(
				context,
				displayName,
				`does not exist: there is no ${shown}`,
				createMissing === false
					? 'Check the path, or turn on Create Missing Folders in the options.'
					: 'Check the path.',
			);
		}
		const wantsFolder = depth < names.length - 1 || kind === 'folder';
		if (next.isFolder !== wantsFolder) {
			const problem = wantsFolder ? 'is not a folder' : 'is a folder, not a file';
			rejectParameter(
				context,
				displayName,
				`cannot be used: ${shown} ${problem}`,
				'Check the path.',
			);
		}
		place = next.uuid;
	}
	return place;
}
