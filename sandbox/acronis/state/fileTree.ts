import { rm } from 'node:fs/promises';

import type { SeededRandom } from '../../random';
import { conflict, fileError } from '../quirks/answers';
import { type FileNode, ROOT } from './fileNode';
import { shownPlainNode } from './shownNode';
import type { AcronisUser } from './users';

/** Everybody's files and folders. */
export class FileTree {
	private nodes = new Map<string, FileNode>();
	/** The nodes in a folder, by its owner and uuid. */
	private children = new Map<string, Set<FileNode>>();

	constructor(
		private readonly now: () => number,
		private readonly random: () => SeededRandom,
	) {}

	/** Forgets all nodes and deletes their content. */
	async clear(): Promise<void> {
		const files = [...this.nodes.values()].flatMap(({ revisions }) =>
			revisions.map(({ file }) => file),
		);
		this.nodes.clear();
		this.children.clear();
		await Promise.all(files.map((file) => rm(file, { force: true })));
	}

	/** All nodes of all users, deleted ones too. */
	all(): FileNode[] {
		return [...this.nodes.values()];
	}

	/** A node, whoever's it is. */
	find(uuid: string): FileNode | undefined {
		return this.nodes.get(uuid.toLowerCase());
	}

	/** A node of this user's; the root is a folder without a parent. */
	own(user: AcronisUser, uuid: string): FileNode {
		if (uuid === ROOT) return root(user);
		const node = this.find(uuid);
		if (!node || node.owner !== user || !this.isThere(node)) throw fileError('noPermission');
		return node;
	}

	/** A folder of this user's to put something into; here the service tells absent from forbidden. */
	target(user: AcronisUser, uuid: string): FileNode {
		if (uuid !== ROOT && !this.find(uuid)) throw fileError('notFound');
		const folder = this.own(user, uuid);
		if (!folder.isDirectory) throw fileError('invalid');
		return folder;
	}

	/** What is directly in a folder of the user's, in the order of creation. */
	contents(folder: FileNode, includeDeleted = false): FileNode[] {
		return [...this.childrenOf(folder)].filter(
			(node) => node.visibleAt <= this.now() && (includeDeleted || node.deletedAt === undefined),
		);
	}

	/** What has this name in a folder. The case of letters does not count. */
	named(folder: FileNode, name: string): FileNode | undefined {
		const wanted = name.toLowerCase();
		for (const node of this.childrenOf(folder)) {
			if (node.deletedAt === undefined && node.name.toLowerCase() === wanted) return node;
		}
		return undefined;
	}

	/** Refuses a name that something else in the folder has. */
	checkFree(folder: FileNode, name: string, except?: FileNode): void {
		const existing = this.named(folder, name);
		if (existing && existing !== except) throw conflict(name, shownPlainNode(this, existing));
	}

	/** Adds an empty node to a folder. */
	add(folder: FileNode, name: string, isDirectory: boolean): FileNode {
		const node: FileNode = {
			uuid: this.random().uuid(),
			name,
			isDirectory,
			owner: folder.owner,
			parentUuid: folder.uuid,
			modifiedAt: this.now(),
			visibleAt: 0,
			synced: false,
			revisions: [],
			links: [],
			members: [],
		};
		this.nodes.set(node.uuid, node);
		this.childrenOf(folder).add(node);
		return node;
	}

	/** Puts a copy of a node, with everything in it, into a folder. */
	copy(node: FileNode, folder: FileNode, visibleAt: number): void {
		const copy = this.add(folder, node.name, node.isDirectory);
		copy.visibleAt = visibleAt;
		const latest = node.revisions.at(-1);
		if (latest) copy.revisions.push({ ...latest, number: 1, createdAt: this.now() });
		for (const child of this.contents(node)) this.copy(child, copy, visibleAt);
	}

	/** Puts a node into another folder. */
	move(node: FileNode, folder: FileNode): void {
		this.childrenOf(this.parentOf(node)).delete(node);
		node.parentUuid = folder.uuid;
		this.childrenOf(folder).add(node);
	}

	/** Deletes a node with everything in it. */
	delete(node: FileNode): void {
		for (const child of this.contents(node)) this.delete(child);
		node.deletedAt = this.now();
	}

	/** Forgets a deleted node. */
	forget(node: FileNode): void {
		this.nodes.delete(node.uuid);
		this.childrenOf(this.parentOf(node)).delete(node);
	}

	/** The node with everything above it, the root first. */
	lineage(node: FileNode): FileNode[] {
		const lineage = [node];
		for (let top = node; top.uuid !== ROOT;) {
			top = this.parentOf(top);
			lineage.unshift(top);
		}
		return lineage;
	}

	private parentOf(node: FileNode): FileNode {
		return this.find(node.parentUuid) ?? root(node.owner);
	}

	private isThere(node: FileNode): boolean {
		return node.deletedAt === undefined && node.visibleAt <= this.now();
	}

	private childrenOf({ owner, uuid }: FileNode): Set<FileNode> {
		const key = `${owner.uuid} ${uuid}`;
		const children = this.children.get(key) ?? new Set();
		this.children.set(key, children);
		return children;
	}
}

function root(owner: AcronisUser): FileNode {
	return {
		uuid: ROOT,
		name: 'Sync & Share',
		isDirectory: true,
		owner,
		parentUuid: ROOT,
		modifiedAt: 0,
		visibleAt: 0,
		synced: false,
		revisions: [],
		links: [],
		members: [],
	};
}
