import { createHash } from 'crypto';
import type { IBinaryData, IExecuteSingleFunctions } from 'n8n-workflow';

import { FailedRequest, failureOf } from '../http/failure/failure';
import { bareName } from '../util/bareName';
import type { ByteStream } from '../util/byteStream';
import { sizeText } from '../util/sizeText';
import type { ArchiveKind } from './checkedArchive';
import { checkedArchive } from './checkedArchive';

/** What is known of a file before it is downloaded. */
export interface ExpectedFile {
	fileName: string;
	/** MIME type; by default n8n derives it from the file name. */
	mimeType?: string;
	/** Length in bytes, where the service knows it. */
	bytes?: number;
	/**
	 * Length in bytes that the answer announces. More than that can only come where the HTTP client has
	 * unpacked it, and then the length is that of what was packed: it says nothing.
	 */
	announced?: number;
	/** What kind of archive it has to be, and whether to look at more than its beginning. */
	archive?: { kind: ArchiveKind; deep: boolean };
	/** Whether the SHA-256 is wanted too. */
	sha256?: boolean;
	/** Looks at the MD5 of the whole content, in hexadecimal; what it throws keeps the file out. */
	check?(md5: string): void;
}

/** A file that is in n8n's binary store now. */
export interface StoredFile {
	binary: IBinaryData;
	/** What it is called there: a bare name. */
	fileName: string;
	/** What an item says of the content: its size, and its sums in hexadecimal. */
	content: { bytes: number; sizeText: string; md5: string; sha256?: string };
	/** Whether a length was known beforehand, and it is this one. */
	lengthChecked: boolean;
}

/**
 * Moves a download into n8n's binary store piece by piece and looks at what arrives, so that a
 * connection that ends early is never taken for a whole file. Content that breaks off, has another
 * length, is not the archive that it has to be or does not pass the check fails before the store has
 * its end, and the store takes its part away.
 *
 * @throws FailedRequest when the content is shorter or longer than announced, breaks off, or is not a
 * whole archive.
 */
export async function storeDownload(
	helpers: IExecuteSingleFunctions['helpers'],
	body: ByteStream,
	file: ExpectedFile,
): Promise<StoredFile> {
	const { mimeType, bytes: expected, archive, sha256: wantsSha256, check } = file;
	const fileName = bareName(file.fileName);
	const announced = expected ?? file.announced;
	let bytes = 0;
	let md5 = '';
	let sha256: string | undefined;
	async function* checked() {
		const hash = createHash('md5');
		const longHash = wantsSha256 ? createHash('sha256') : undefined;
		for await (const piece of body) {
			bytes += piece.length;
			if (expected !== undefined && bytes > expected) throw wrongLength();
			hash.update(piece);
			longHash?.update(piece);
			yield piece;
		}
		if (announced !== undefined && bytes < announced) throw wrongLength();
		md5 = hash.digest('hex');
		sha256 = longHash?.digest('hex');
		check?.(md5);
	}
	try {
		const pieces = archive ? checkedArchive(checked(), archive.kind, archive.deep) : checked();
		const content = streamLike(body, pieces);
		const binary = await helpers.prepareBinaryData(content, fileName, mimeType);
		return {
			binary,
			fileName,
			content: { bytes, sizeText: sizeText(bytes), md5, ...(sha256 !== undefined && { sha256 }) },
			lengthChecked: bytes === announced,
		};
	} catch (error) {
		const failure = failureOf(error);
		throw failure ? new FailedRequest(failure) : error;
	}
}

/** A stream of other pieces: a node must not import streams, but the class of any stream makes one. */
function streamLike(stream: ByteStream, pieces: AsyncIterable<Buffer>): ByteStream {
	// The static side of a class is known to TypeScript as a plain function only.
	const { from } = stream.constructor as unknown as {
		from(pieces: AsyncIterable<Buffer>): ByteStream;
	};
	return from(pieces);
}

function wrongLength(): FailedRequest {
	return new FailedRequest({ kind: 'connection', code: 'ERR_STREAM_PREMATURE_CLOSE' });
}
