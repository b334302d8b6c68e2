import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { RequestContext } from '../../../shared/context';
import { errorNode, itemIndexOf } from '../../../shared/context';
import { isRecord } from '../../../shared/util/isRecord';
import { contents } from '../../entries/contents';

/** Folders that are read at a time; the admission of requests bounds them once more. */
const FOLDERS_AT_A_TIME = 8;

/** How far a tree is read. */
export interface TreeBounds {
	/** Levels of folders below the first one; 0 for its own contents only. */
	depth: number;
	/** A tree with more items is an error, never cut short. */
	mostItems: number;
	includeDeleted: boolean;
}

interface Place {
	uuid: string;
	depth: number;
}

/**
 * Reads a folder and the folders in it, level by level, several folders at a time.
 *
 * @returns Items in breadth-first order, whatever order the answers came in.
 * @throws NodeOperationError when there are more items than the bound; NodeApiError when a folder
 * could not be read.
 */
export async function* tree(
	context: RequestContext,
	folderUuid: string,
	{ depth, mostItems, includeDeleted }: TreeBounds,
): AsyncGenerator<IDataObject> {
	const waiting: Place[] = [{ uuid: folderUuid, depth: 0 }];
	const seen = new Set([folderUuid]);
	const underWay: { place: Place; rows: Promise<IDataObject[]> }[] = [];
	let items = 0;
	let next = 0;
	const startSome = () => {
		for (; underWay.length < FOLDERS_AT_A_TIME; next++) {
			const place = waiting[next];
			if (!place) return;
			const rows = allOf(contents(context, place.uuid, includeDeleted), mostItems + 1);
			// It is waited for in its turn; until then its failure is nobody's.
			rows.catch(() => undefined);
			underWay.push({ place, rows });
		}
	};
	for (startSome(); underWay.length > 0; startSome()) {
		const first = underWay.shift();
		if (!first) return;
		for (const entry of await first.rows) {
			items += 1;
			if (items > mostItems) throw tooMany(context, mostItems);
			const uuid = String(entry.uuid);
			const deeper = first.place.depth < depth && entry.is_directory === true;
			if (deeper && entry.is_deleted !== true && !seen.has(uuid)) {
				seen.add(uuid);
				waiting.push({ uuid, depth: first.place.depth + 1 });
			}
			yield entry;
		}
	}
}

async function allOf(rows: AsyncGenerator<IDataObject>, most: number): Promise<IDataObject[]> {
	const all: IDataObject[] = [];
	for await (const row of rows) {
		all.push(row);
		if (all.length === most) break;
	}
	return all;
}

function tooMany(context: RequestContext, mostItems: number): NodeOperationError {
	return new NodeOperationError(errorNode(context), `The folder has more than ${mostItems} items`, {
		itemIndex: itemIndexOf(context),
		description: 'Raise Maximum Items in the options, read fewer levels, or begin further down.',
	});
}

/** The path of a file or folder from the topmost one, for example `/Reports/june.pdf`. */
export function fullPath({ parents, path }: IDataObject): string {
	// The list begins with the topmost folder and ends with the item itself.
	if (!Array.isArray(parents)) return `/${String(path ?? '')}`;
	const names = parents.flatMap((part) =>
		isRecord(part) && part.is_root !== true ? [String(part.name)] : [],
	);
	return `/${names.join('/')}`;
}
