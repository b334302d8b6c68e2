import { type Handlers, queryOf } from '../../http/call';
import { accessDenied, success } from '../quirks/answers';
import type { Account } from '../state/credentials';
import { contentsOf, type Entry, FOLDERS } from '../state/folders';
import type { Portal } from '../state/portal';
import { folderNotFound } from './storageTypes';

interface PageQuery {
	count?: number;
	startIndex?: number;
	filterValue?: string;
}

const PAGE = 100;

/** Rooms, folders and people, as lists to choose from. */
export function folderRoutes(portal: Portal): Handlers<Account> {
	const answer = (
		folderId: string,
		{ count = PAGE, startIndex = 0, filterValue = '' }: PageQuery,
		caller: Account,
		{ kind, isDeep }: { kind?: Entry['kind']; isDeep: boolean },
	) => {
		const own = portal.allAccounts.filter(({ ownerId }) => ownerId === caller.userId);
		const isWanted = (entry: Entry) =>
			(kind === undefined || entry.kind === kind) && isNamed(entry.title, filterValue);
		const found = contentsOf(folderId, own, isWanted, isDeep);
		if (!found) throw folderNotFound(portal);
		const page = found.entries.slice(startIndex, startIndex + count);
		const shown = (wanted: Entry['kind']) => page.filter((entry) => entry.kind === wanted);
		return {
			files: shown('file').map(({ parentId, ...file }) => ({ ...file, folderId: parentId })),
			folders: shown('folder'),
			current: found.current,
			pathParts: [],
			startIndex,
			count: page.length,
			total: found.entries.length,
			new: 0,
		};
	};

	return {
		getRooms(call) {
			const query = queryOf<PageQuery>(call);
			const rooms = answer(String(FOLDERS.rooms), query, call.caller, {
				kind: 'folder',
				isDeep: false,
			});
			return success(rooms, `${call.address}/api/2.0/files/rooms`);
		},

		getFolderContents(call) {
			const query = queryOf<PageQuery & { filterType?: number; withSubFolders?: boolean }>(call);
			const { folderId = '' } = call.parameters;
			const kind = ([undefined, 'file', 'folder'] as const)[query.filterType ?? 0];
			// Where it is not said otherwise, what lies deeper comes too.
			const contents = answer(folderId, query, call.caller, {
				kind,
				isDeep: query.withSubFolders ?? true,
			});
			return success(contents, `${call.address}/api/2.0/files/${folderId}`);
		},

		getPeople(call) {
			if (call.caller.role === 'user') throw accessDenied();
			const { count = PAGE, startIndex = 0, filterValue = '' } = queryOf<PageQuery>(call);
			const people = [
				...new Map([...portal.accounts.values()].map((one) => [one.userId, one])).values(),
			]
				.filter(({ displayName }) => isNamed(displayName, filterValue))
				.sort((a, b) => a.displayName.localeCompare(b.displayName))
				.map(({ userId, displayName }) => ({ id: userId, displayName, hasAvatar: false }));
			const page = people.slice(startIndex, startIndex + count);
			return success(page, `${call.address}/api/2.0/people/simple/filter`);
		},
	};
}

function isNamed(title: string, part: string): boolean {
	return title.toLowerCase().includes(part.toLowerCase());
}
