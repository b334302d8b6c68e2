import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

import { type Answer, redirect } from '../../http/answer';
import { type Handlers, queryOf } from '../../http/call';
import type { Exchange } from '../../http/contractRouter';
import type { Account } from '../state/credentials';
import { empty } from '../quirks/answers';
import { archiveContent } from '../state/archiveContent';
import { databaseOf } from '../state/documents';
import type { Archive } from '../state/backupHistory';
import type { Portal } from '../state/portal';
import { identify } from './gate';

const SECOND = 1000;
const BUCKET = '/portal-storage/';

/** The content of an archive, the same every time. */
function contentOf({ seed }: Portal, { taskId, bytes, documents }: Archive) {
	return archiveContent(seed, `archive ${taskId}`, bytes, databaseOf(documents));
}

/** The MD5 of an archive's content, as lower-case hexadecimal text. */
export async function archiveMd5(portal: Portal, archive: Archive): Promise<string> {
	const hash = createHash('md5');
	for await (const chunk of contentOf(portal, archive)) hash.update(chunk);
	return hash.digest('hex');
}

/** The MD5 of a file on disk, as lower-case hexadecimal text. */
export async function fileMd5(file: string): Promise<string> {
	const hash = createHash('md5');
	await pipeline(createReadStream(file), hash);
	return hash.digest('hex');
}

/** Whether a file is an archive that the portal has made and still has in its history. */
export async function isKnownArchive(
	portal: Portal,
	{ file, bytes }: { file: string; bytes: number },
): Promise<boolean> {
	const md5 = await fileMd5(file);
	for (const archive of portal.history.archives.filter((known) => known.bytes === bytes)) {
		if ((await archiveMd5(portal, archive)) === md5) return true;
	}
	return false;
}

/** The place behind signed addresses, an origin of its own. */
export class SignedStorage {
	/** Set once it listens. */
	address = '';

	constructor(private readonly portal: Portal) {}

	/** An address that opens a file for whoever has it. */
	signedUrl(fileName: string, seconds = 24 * 60 * 60): string {
		const expires = Math.floor(this.portal.now() / SECOND) + seconds;
		const signature = this.signature(fileName, expires);
		const query = `X-Amz-Expires-At=${expires}&X-Amz-Signature=${signature}`;
		return `${this.address}${BUCKET}${fileName}?${query}`;
	}

	/** Answers at the storage's own origin. A secret of the portal that arrives here has gone astray. */
	answer({ url, headers, violate }: Exchange): Answer {
		const astray = ['authorization', 'cookie'].filter((name) => headers[name] !== undefined);
		if (astray.length > 0) {
			violate(
				'secret',
				astray.map((name) => `${name} was sent to the storage's origin`),
			);
			return storageError(400, 'InvalidArgument');
		}
		const { pathname, searchParams } = new URL(url, this.address);
		const fileName = decodeURIComponent(pathname.slice(BUCKET.length));
		const expires = Number(searchParams.get('X-Amz-Expires-At'));
		const signed = searchParams.get('X-Amz-Signature') === this.signature(fileName, expires);
		if (!signed || expires * SECOND < this.portal.now()) return storageError(403, 'AccessDenied');
		this.portal.settle();
		const archive = this.portal.history.archives.find((known) => known.fileName === fileName);
		return archive ? download(this.portal, archive) : storageError(404, 'NoSuchKey');
	}

	private signature(fileName: string, expires: number): string {
		return createHash('sha256').update(`${this.portal.seed}:${fileName}:${expires}`).digest('hex');
	}
}

/** The service hangs a query on its links that clients must neither read nor lose. */
function linkHash(fileName: string): string {
	return createHash('sha1').update(fileName).digest('hex');
}

/** The storage type that is emptied after a day. */
export const TEMPORARY = 4;

/** Where an archive in it can be fetched. */
export function temporaryLink(fileName: string): string {
	return `/storage/backup/root/${fileName}?hash=${linkHash(fileName)}`;
}

/** The temporary storage, which the portal serves itself or hands on. */
export function storageRoutes(portal: Portal, storage: SignedStorage): Handlers<Account> {
	return {
		downloadTemporaryBackup({ parameters, query, headers }) {
			portal.settle();
			const { file = '' } = parameters;
			// Nobody, somebody else, another key, and too late: all of them get the same.
			const { hash } = queryOf<{ hash?: string }>({ query });
			const mayRead = identify(portal, headers)?.role === 'administrator';
			if (!mayRead || hash !== linkHash(file)) throw empty(403);
			const isIt = ({ fileName, storageType }: Archive) =>
				storageType === TEMPORARY && fileName === file;
			const archive = portal.history.archives.find(isIt);
			if (!archive) throw empty(portal.history.removed.some(isIt) ? 404 : 403);
			if ((archive.expiresAt ?? Infinity) < portal.now()) throw empty(403);
			if (portal.settings.downloadRedirect)
				return redirect(storage.signedUrl(archive.fileName, 15));
			return download(portal, archive);
		},
	};
}

function download(portal: Portal, archive: Archive): Answer {
	return {
		status: 200,
		headers: {
			'content-type': 'application/octet-stream',
			'content-length': String(archive.bytes),
			'content-disposition': `attachment; filename="${archive.fileName}"`,
		},
		body: contentOf(portal, archive),
	};
}

function storageError(status: number, code: string): Answer {
	const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`;
	return { status, headers: { 'content-type': 'application/xml' }, body };
}
