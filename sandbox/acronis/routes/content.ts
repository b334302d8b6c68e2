import { createReadStream } from 'node:fs';

import { type Call, type Handlers } from '../../http/call';
import { fileError, shownTime } from '../quirks/answers';
import type { FileNode, Revision } from '../state/fileNode';
import type { FileTree } from '../state/fileTree';
import type { Tenant } from '../state/tenant';
import type { AcronisUser } from '../state/users';
import { type ZipEntry, zipOf } from './zip';

/** Files that go out, and what they were before. */
export function contentRoutes(tenant: Tenant): Handlers<AcronisUser> {
	const { files } = tenant;
	return {
		downloadNode({ caller, parameters }) {
			const node = files.own(caller, parameters.node_uuid ?? '');
			const latest = node.revisions.at(-1);
			const name = node.isDirectory ? `${node.name}.zip` : node.name;
			const body = latest ? createReadStream(latest.file) : zipOf(entriesOf(files, node));
			return { status: 200, headers: attachment(name), body };
		},

		listRevisions(call) {
			const node = ownFile(files, call);
			return { status: 200, body: node.revisions.map((one) => shownRevision(node, one)) };
		},

		restoreRevision(call) {
			const node = ownFile(files, call);
			const wanted = Number(call.parameters.revision_number);
			const revision = node.revisions.find(({ number }) => number === wanted);
			if (!revision) throw fileError('notFound');
			if (revision.purged) throw fileError('invalid');
			const number = node.revisions.length + 1;
			node.revisions.push({ ...revision, number, createdAt: tenant.now() });
			return { status: 204 };
		},
	};
}

function ownFile(files: FileTree, { caller, parameters }: Call<AcronisUser>): FileNode {
	const node = files.own(caller, parameters.node_uuid ?? '');
	if (node.isDirectory) throw fileError('noPermission');
	return node;
}

function attachment(name: string): Record<string, string> {
	const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
	const extended = encodeURIComponent(name).replace(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16)}`,
	);
	return {
		'content-type': 'application/octet-stream',
		'content-transfer-encoding': 'binary',
		'content-disposition': `attachment; filename="${plain}"; filename*=utf-8''${extended}`,
	};
}

function entriesOf(files: FileTree, folder: FileNode, prefix = ''): ZipEntry[] {
	return files.contents(folder).flatMap((node) => {
		const path = prefix + node.name;
		if (!node.isDirectory) return [{ path, file: node.revisions.at(-1)?.file }];
		return [{ path: `${path}/` }, ...entriesOf(files, node, `${path}/`)];
	});
}

function shownRevision(node: FileNode, { number, size, createdAt, purged = false }: Revision) {
	return {
		node_uuid: node.uuid,
		name: node.name,
		file_modification_date: shownTime(createdAt),
		revision: number,
		size,
		is_latest: number === node.revisions.length,
		created_at: shownTime(createdAt),
		is_deleted: false,
		available: !purged,
		purged,
		writable: true,
		revised_by: { name: node.owner.name, email: node.owner.email },
	};
}
