import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { type Handlers, queryOf } from '../../http/call';
import { conflict, fileError } from '../quirks/answers';
import { shownNode, shownPlainNode } from '../state/shownNode';
import type { Tenant } from '../state/tenant';
import type { AcronisUser } from '../state/users';

/** Files that come in. */
export function uploadRoutes(tenant: Tenant): Handlers<AcronisUser> {
	const { files, auditLog } = tenant;
	return {
		async uploadFile(call) {
			const query = queryOf<{ filename: string; size: number; checksum?: string }>(call);
			const { filename, size, checksum } = query;
			const folder = files.target(call.caller, call.parameters.node_uuid ?? '');
			const existing = files.named(folder, filename);
			if (existing?.isDirectory) throw conflict(filename, shownPlainNode(files, existing));
			const file = join(tenant.folder, tenant.random.uuid());
			const stored = await store(call.stream, file, tenant.settings.files.damagesUploads);
			const complete = checksum === undefined || checksum.toLowerCase() === stored.md5;
			if (stored.size !== size || !complete) {
				await rm(file, { force: true });
				throw fileError('uploadIncomplete');
			}
			// Somebody may have brought the same name while the bytes came in.
			const node = files.named(folder, filename) ?? files.add(folder, filename, false);
			node.modifiedAt = tenant.now();
			node.revisions.push({
				number: node.revisions.length + 1,
				...stored,
				file,
				createdAt: tenant.now(),
			});
			const about = { uuid: node.uuid, name: node.name };
			const what = node.revisions.length > 1 ? 'Updated file' : 'Added new file';
			auditLog.note(`${what} '${node.name}'.`, call.caller, { node: about });
			return { status: 201, body: shownNode(files, node) };
		},
	};
}

/** Writes a stream to disk as it comes in, and deletes what has come when it breaks off. */
async function store(
	stream: Readable,
	file: string,
	damages: boolean,
): Promise<{ size: number; md5: string }> {
	const hash = createHash('md5');
	let size = 0;
	const measure = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			if (damages && size === 0) chunk[0] = (chunk[0] ?? 0) ^ 1;
			hash.update(chunk);
			size += chunk.length;
			done(null, chunk);
		},
	});
	try {
		await pipeline(stream, measure, createWriteStream(file));
	} catch (error) {
		await rm(file, { force: true });
		throw error;
	}
	return { size, md5: hash.digest('hex') };
}
