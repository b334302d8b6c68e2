import type { ThirdPartyAccount } from './kept';

/** A folder or a file; numbers in the portal's own rooms, texts on an account. */
export interface Entry {
	id: number | string;
	parentId: number | string;
	kind: 'folder' | 'file';
	title: string;
}

/** Folders that a portal has from the start, with what may be done there. */
export const FOLDERS = { rooms: 2, room: 10, readOnlyRoom: 11, inRoom: 12 };

const { rooms, room, readOnlyRoom, inRoom } = FOLDERS;

const ENTRIES: readonly Entry[] = [
	{ id: room, parentId: rooms, kind: 'folder', title: 'Backups' },
	{ id: readOnlyRoom, parentId: rooms, kind: 'folder', title: 'Announcements' },
	{ id: inRoom, parentId: room, kind: 'folder', title: 'Nightly' },
	// A file may have the number of a folder.
	{ id: inRoom, parentId: room, kind: 'file', title: 'portal_2026-06-01_03-00-12.tar.gz' },
	{ id: 501, parentId: inRoom, kind: 'file', title: 'portal_2026-06-02_03-00-11.tar.gz' },
	{ id: 502, parentId: inRoom, kind: 'file', title: 'How to restore.docx' },
];

/** What an account holds, below its own folder. */
function entriesOf({ folderId }: ThirdPartyAccount): Entry[] {
	const archives = `${folderId}-|Archives`;
	return [
		{ id: archives, parentId: folderId, kind: 'folder', title: 'Archives' },
		{
			id: `${archives}|portal_2026-06-03_03-00-10.tar.gz`,
			parentId: archives,
			kind: 'file',
			title: 'portal_2026-06-03_03-00-10.tar.gz',
		},
	];
}

/** A page of what a folder holds; undefined where there is no such folder. */
export function contentsOf(
	folderId: string,
	accounts: readonly ThirdPartyAccount[],
	isWanted: (entry: Entry) => boolean,
	isDeep: boolean,
): { current: Entry; entries: Entry[] } | undefined {
	const top: Entry = { id: rooms, parentId: 0, kind: 'folder', title: 'Rooms' };
	const tops = accounts.map((account): Entry => {
		return { id: account.folderId, parentId: rooms, kind: 'folder', title: account.title };
	});
	const all = [top, ...ENTRIES, ...tops, ...accounts.flatMap(entriesOf)];
	const current = all.find(({ id, kind }) => kind === 'folder' && String(id) === folderId);
	if (!current) return undefined;
	const below = (parent: Entry): Entry[] =>
		all
			.filter(({ parentId }) => parentId === parent.id)
			.flatMap((entry) => [entry, ...(isDeep && entry.kind === 'folder' ? below(entry) : [])]);
	const entries = below(current)
		.filter(isWanted)
		// Folders first.
		.sort((a, b) => b.kind.localeCompare(a.kind) || a.title.localeCompare(b.title));
	return { current, entries };
}
