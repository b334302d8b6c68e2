import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** What stands before the first file of a tar archive, in bytes. */
const TAR_HEADER = 512;

/** How much of an archive is looked at, in bytes. */
const BEGINNING = 64 * 1024;

/** What a portal holds for people: the titles of its documents. */
export type Documents = readonly string[];

/** How documents stand at the beginning of the database in an archive. */
export function databaseOf(documents: Documents): Buffer {
	return Buffer.from(documents.length === 0 ? '' : `${JSON.stringify({ documents })}\n`);
}

/** The documents in an archive on disk, whether gzipped or not. */
export async function documentsIn(file: string): Promise<Documents> {
	const source = createReadStream(file);
	const content = file.endsWith('.gz') ? source.pipe(createGunzip()) : source;
	let beginning = Buffer.alloc(0);
	try {
		for await (const chunk of content) {
			beginning = Buffer.concat([beginning, chunk]);
			if (beginning.length >= BEGINNING) break;
		}
	} catch {
		// Not gzip: an archive without documents.
		return [];
	} finally {
		source.destroy();
	}
	const [first = ''] = beginning.subarray(TAR_HEADER).toString('utf8').split('\n', 1);
	if (!first.startsWith('{"documents":')) return [];
	const { documents }: { documents: Documents } = JSON.parse(first);
	return documents;
}
