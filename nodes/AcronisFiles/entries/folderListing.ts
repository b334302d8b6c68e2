import type { IDataObject } from 'n8n-workflow';

import { itemsOf } from '../../shared/http/items/items';
import { request } from '../../shared/http/request';
import { perRun } from '../../shared/context';
import type { RequestContext } from '../../shared/context';
import { isRecord } from '../../shared/util/isRecord';
import { acronis, acronisPages } from '../service/acronis';
import { ANSWER } from '../service/answers';
import { CODE, conflictingEntry, errorCode } from '../service/errors';
import { findChild } from './contents';
import { nameKey } from './nameKey';
import { ROOT } from './entryField';

/** What is kept of an item that a listing has seen. */
export interface KnownEntry {
	/** In small letters. */
	uuid: string;
	name: string;
	isFolder: boolean;
}

/** A run remembers about this many names, of all its folders together; a test may lower it. */
export const listingBounds = { names: 50_000 };

/**
 * The names in one folder, read only as far as they are asked for and shared by the items of a run:
 * a thousand paths below one folder read its contents once.
 */
class FolderListing {
	readonly names = new Map<string, KnownEntry>();
	private readonly pages = acronisPages()();
	private turn: Promise<unknown> = Promise.resolve();

	constructor(private readonly folderUuid: string) {}

	/** Finds an item by its name; upper and lower case make no difference. */
	async find(context: RequestContext, name: string): Promise<KnownEntry | undefined> {
		return await this.inTurn(async () => await this.lookUp(context, name));
	}

	/** Finds an item or, as one step, makes a folder of that name. */
	async findOrCreate(context: RequestContext, name: string): Promise<KnownEntry> {
		return await this.inTurn(async () => {
			const toKnownEntry =
				(await this.lookUp(context, name)) ?? (await createIn(context, this.folderUuid, name));
			this.keep(toKnownEntry);
			return toKnownEntry;
		});
	}

	/** Keeps what has come into the folder since. */
	keep(entry: KnownEntry): void {
		this.names.set(nameKey(entry.name), entry);
	}

	/** One after the other; what fails for one item does not fail for the next. */
	private async inTurn<Result>(step: () => Promise<Result>): Promise<Result> {
		const result = this.turn.then(step);
		this.turn = result.catch(() => undefined);
		return await result;
	}

	private async lookUp(context: RequestContext, name: string): Promise<KnownEntry | undefined> {
		const key = nameKey(name);
		while (!this.names.has(key) && !this.pages.finished()) {
			if (this.names.size >= listingBounds.names)
				return await searched(context, this.folderUuid, name);
			await this.readPage(context);
		}
		return this.names.get(key);
	}

	private async readPage(context: RequestContext): Promise<void> {
		const { response, result } = await request(context, acronis, {
			path: '/sync_and_share_nodes/{node_uuid}/contents',
			pathValues: { node_uuid: this.folderUuid },
			qs: this.pages.query(),
			answer: ANSWER.entries,
		});
		for (const row of this.pages.accept(response, itemsOf(result))) {
			if (isRecord(row) && row.is_deleted !== true) this.keep(toKnownEntry(row));
		}
	}
}

/**
 * Makes a folder of a path. Somebody may make it at the same time, which is as good.
 *
 * @param parent UUID of the folder to make it in.
 * @returns The folder; or a file, if one has the name.
 * @throws NodeApiError when it could not be made.
 */
async function createIn(
	context: RequestContext,
	parent: string,
	name: string,
): Promise<KnownEntry> {
	const { result } = await request(context, acronis, {
		method: 'POST',
		path: '/sync_and_share_nodes',
		body: { sync_and_share_node: { name, parent_uuid: parent } },
		answer: ANSWER.entry,
		repeat: 'always',
		recover({ failure }) {
			if (failure.kind !== 'answer' || errorCode(failure) !== CODE.nameExists) return undefined;
			return conflictingEntry(failure.body);
		},
	});
	return toKnownEntry(isRecord(result) ? result : {});
}

/** For a folder with more names than can be kept. */
async function searched(context: RequestContext, folderUuid: string, name: string) {
	const entry = await findChild(context, folderUuid, name);
	return entry && toKnownEntry(entry);
}

/** What to keep of a file or folder as the service shows it. */
export function toKnownEntry(entry: IDataObject): KnownEntry {
	return {
		uuid: String(entry.uuid).toLowerCase(),
		name: String(entry.name),
		isFolder: entry.is_directory === true,
	};
}

const listings = perRun(() => new Map<string, FolderListing>());

/** The listing of a folder for the run of the node. The oldest ones go when there are too many names. */
export async function listingOf(
	context: RequestContext,
	folderUuid: string,
): Promise<FolderListing> {
	// Each account has a topmost folder of its own; with expressions in the credential, items differ.
	const key = folderUuid === ROOT ? await acronis.customer(context) : folderUuid;
	const kept = listings(context);
	let names = 0;
	for (const { names: own } of kept.values()) names += own.size + 1;
	for (const [old, listing] of kept) {
		if (names <= listingBounds.names) break;
		kept.delete(old);
		names -= listing.names.size + 1;
	}
	const listing = kept.get(key) ?? new FolderListing(folderUuid);
	kept.set(key, listing);
	return listing;
}
