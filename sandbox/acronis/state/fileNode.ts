import type { Member } from './members';
import type { AcronisUser } from './users';

/** The uuid of everybody's root. */
export const ROOT = '0';

/** One content of a file. */
export interface Revision {
	number: number;
	size: number;
	/** MD5 as lower-case hexadecimal text. */
	md5: string;
	/** Where the bytes are on disk. */
	file: string;
	createdAt: number;
	/** The bytes are gone by a purging policy. */
	purged?: boolean;
}

/** A link to a file. */
export interface FileLink {
	id: number;
	accessRestriction: 'public' | 'access' | 'shared';
	ttl?: number;
	singleUse: boolean;
}

/** A file or a folder. */
export interface FileNode {
	uuid: string;
	name: string;
	isDirectory: boolean;
	owner: AcronisUser;
	/** `0` below the root. */
	parentUuid: string;
	modifiedAt: number;
	/** When it was deleted; it can be listed for a while, and not be worked with. */
	deletedAt?: number;
	/** Before this moment nobody sees it: a copy that is still being made. */
	visibleAt: number;
	synced: boolean;
	/** Oldest first; empty for a folder. */
	revisions: Revision[];
	links: FileLink[];
	/** Whom a folder is shared with, without its owner. */
	members: Member[];
	/** The day on which sharing ends. */
	expirationDate?: string;
}

/** What knows the folders that a node lies in. */
export interface Lineage {
	/** The root, the folders on the way, and the node itself. */
	lineage(node: FileNode): FileNode[];
}
