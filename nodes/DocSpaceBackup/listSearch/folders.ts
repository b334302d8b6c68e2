import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import { currentText } from '../../shared/parameters/currentParameter';
import { folderToOpen } from '../../shared/parameters/folderToOpen';
import { listItems, listSearch } from '../../shared/parameters/locatorList';
import { textOf } from '../../shared/util/textOf';
import { ANSWER } from '../service/answers';
import { portalPages } from '../service/pages';
import { STORAGE } from '../storages/storage';
import { rootFolderId } from '../thirdParty/folder';
import { rowsOf } from './rows';

/** As the service counts what a list may be narrowed down to (`FilterType`, DocSpace 3.7). */
const FILTER_TYPE = { files: 1, folders: 2 } as const;

type Kind = keyof typeof FILTER_TYPE;

const SORTED = { sortBy: 'AZ', sortOrder: 'ascending' };

/** What an archive is called, whoever made it. */
const ARCHIVE = /\.(?:tar|gz)$/i;

/** A folder or a file of a list. */
interface Entry {
	id: unknown;
	title: string;
	/** What the list says of it beside its name. */
	details: unknown[];
	/** Whether it lies in a folder of the folder that was asked for. */
	isDeeper?: boolean;
}

/** Rooms, and the folders in them, for a locator; see `browse`. */
export const searchRoomFolders = listSearch((context, filter) =>
	browse(context, filter, roomsOf, 'folders'),
);

/** The folders of the accounts for a locator; see `browse`. */
export const searchAccountFolders = listSearch((context, filter) =>
	browse(context, filter, accountsOf, 'folders'),
);

/** The same with the account for backups, which the portal's own list leaves out, before them. */
export const searchBackupAccountFolders = listSearch((context, filter) =>
	browse(context, filter, accountsForBackups, 'folders'),
);

/** The archives in the chosen kind of storage for a locator, and the folders to look for them in. */
export const searchArchives = listSearch((context, filter) => {
	const isAccount = Number(currentText(context, 'storageType')) === STORAGE.thirdParty;
	return browse(context, filter, isAccount ? accountsForBackups : roomsOf, 'files');
});

type Entries = (context: ILoadOptionsFunctions) => AsyncGenerator<Entry>;

/**
 * What can be picked, for a locator. A search text is a path: its folders are walked, and what stands
 * after the last `/` narrows the names down. In a folder it finds what lies deeper too.
 *
 * @param filter What was typed, for example `Backups/Nightly/june`.
 * @param top Where a path begins.
 */
async function* browse(
	context: ILoadOptionsFunctions,
	filter: string,
	top: Entries,
	kind: Kind,
): AsyncGenerator<INodeListSearchItems> {
	const steps = filter.split('/');
	const part = steps.pop() ?? '';
	const walk = async function* (
		entries: AsyncGenerator<Entry>,
		[step, ...further]: string[],
		path: string,
	): AsyncGenerator<INodeListSearchItems> {
		for await (const { id, title, details } of entries) {
			if (step === undefined) {
				if (isPart(part, title)) yield* shown(id, path + title, details, kind);
			} else if (title.toLowerCase() === step.toLowerCase()) {
				const below = `${path}${title}/`;
				if (further.length > 0) yield* walk(held(context, id, 'folders'), further, below);
				else yield* inside(context, id, part, below, kind);
			}
		}
	};
	yield* walk(
		top(context),
		steps.filter((name) => name !== ''),
		'',
	);
}

/** What a folder holds: with a part of a name, what lies deeper too. */
async function* inside(
	context: ILoadOptionsFunctions,
	folderId: unknown,
	part: string,
	path: string,
	kind: Kind,
): AsyncGenerator<INodeListSearchItems> {
	// Folders are offered beside files only to be walked into.
	const kinds: Kind[] = kind === 'files' ? ['folders', 'files'] : ['folders'];
	for (const each of kinds) {
		for await (const { id, title, details, isDeeper } of held(context, folderId, each, part)) {
			if (!isPart(part, title)) continue;
			const name = `${path}${isDeeper ? '…/' : ''}${title}`;
			if (each === 'files' && ARCHIVE.test(title)) yield* listItems(id, name, details);
			// A path that is not known cannot be walked.
			const canBeUsed = kind === 'folders' || !isDeeper;
			if (each === 'folders' && canBeUsed) yield* shown(id, name, details, kind);
		}
	}
}

/** A folder as it can be picked or, where a file is wanted, as one to walk into. */
function shown(id: unknown, path: string, details: unknown[], kind: Kind): INodeListSearchItems[] {
	return kind === 'folders' ? listItems(id, path, details) : [folderToOpen(`${path}/`)];
}

function isPart(part: string, title: string): boolean {
	return title.toLowerCase().includes(part.toLowerCase());
}

/** The entries of one kind that a folder holds; with a text those below it that have it, too. */
async function* held(
	context: ILoadOptionsFunctions,
	folderId: unknown,
	kind: Kind,
	text = '',
): AsyncGenerator<Entry> {
	const list = {
		path: '/files/{folderId}',
		pathValues: { folderId: String(folderId) },
		qs: {
			...SORTED,
			filterType: FILTER_TYPE[kind],
			withSubFolders: text !== '',
			...(text !== '' && { filterValue: text }),
		},
		answer: ANSWER[kind === 'files' ? 'contentFiles' : 'contentFolders'],
	};
	for await (const { id, title, folderId: place, parentId } of rowsOf(context, list, portalPages)) {
		const isDeeper = String(place ?? parentId ?? folderId) !== String(folderId);
		yield { id, title: textOf(title) ?? '', details: [id], isDeeper };
	}
}

/** Rooms of the portal itself: one that is backed by an account has a text for an ID. */
async function* roomsOf(context: ILoadOptionsFunctions): AsyncGenerator<Entry> {
	const list = { path: '/files/rooms', qs: SORTED, answer: ANSWER.contentFolders };
	for await (const { id, title } of rowsOf(context, list, portalPages)) {
		if (typeof id === 'number') yield { id, title: textOf(title) ?? '', details: [id] };
	}
}

async function* accountsForBackups(context: ILoadOptionsFunctions): AsyncGenerator<Entry> {
	const backup = { path: '/files/thirdparty/backup', answer: ANSWER.folderOrNothing };
	for await (const { id, title } of rowsOf(context, backup)) {
		yield { id, title: textOf(title) ?? '', details: ['backup account', id] };
	}
	yield* accountsOf(context);
}

async function* accountsOf(context: ILoadOptionsFunctions): AsyncGenerator<Entry> {
	for await (const account of accountRows(context)) {
		const { provider_key: key, provider_id: providerId, customer_title: title } = account;
		const id = rootFolderId(key, providerId);
		yield { id, title: textOf(title) ?? '', details: [key, id] };
	}
}

/** The accounts of the key's owner. */
export async function* accountRows(context: ILoadOptionsFunctions): AsyncGenerator<IDataObject> {
	yield* rowsOf(context, { path: '/files/thirdparty', answer: ANSWER.accounts });
}
