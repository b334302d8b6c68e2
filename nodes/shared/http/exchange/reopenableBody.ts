import { createHash, type Hash } from 'crypto';
import type { IBinaryData, IExecuteSingleFunctions } from 'n8n-workflow';

import type { ByteStream } from '../../util/byteStream';
import { streamOf } from './streamOf';

/**
 * Bytes to read at a time when nothing is sent. A body that is sent goes in the store's own smaller
 * pieces, so that an early refusal is read before the connection breaks under a large write.
 */
const BLOCK_BYTES = 512 * 1024;

/** The pieces in which a content in memory is sent. */
const SLICE_BYTES = 64 * 1024;

/** Whether a body is bytes, which take their time on the way, and no fields. */
export function isContent(body: unknown): body is ReopenableBody | Buffer {
	return body instanceof ReopenableBody || Buffer.isBuffer(body);
}

/**
 * A content to be sent, always as a stream: so it is seen how far it is.
 *
 * @param moved Called with every piece.
 * @param sent Called after the last one.
 */
export function toSend(
	content: ReopenableBody | Buffer,
	moved: () => void,
	sent: () => void,
): ByteStream {
	if (content instanceof ReopenableBody) return content.toSend(moved, sent);
	return streamOf(watched(slices(content), moved, sent));
}

/** Passes pieces on as they are. Calls back before each of them, and after the last one. */
async function* watched(
	pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
	moved: (piece: Buffer) => void,
	sent: () => void,
): AsyncGenerator<Buffer> {
	for await (const piece of pieces) {
		moved(piece);
		yield piece;
	}
	sent();
}

/** What identifies a content: hashes in hexadecimal. */
export interface Fingerprint {
	bytes: number;
	md5: string;
	/** Only where it is wanted. */
	sha256?: string;
}

/**
 * A request body that can be read from its beginning as often as needed: a stream is used up by the
 * first try, and n8n does not send it a second time after it renewed a token.
 *
 * Nothing is read before `open`, and the file never stands in memory as a whole, unless n8n keeps
 * its binary data in memory anyway (its `default` binary data mode).
 */
export class ReopenableBody {
	/** Of the whole content, as it was sent last. */
	private sent?: Fingerprint;

	/** @param wantsSha256 Whether fingerprints have the SHA-256 too. */
	constructor(
		private readonly helpers: IExecuteSingleFunctions['helpers'],
		private readonly binary: IBinaryData,
		private readonly wantsSha256 = false,
	) {}

	/**
	 * A new stream of the content from its first byte, or the content where it lies in memory.
	 *
	 * @param blockBytes How much of it to read at a time; by default what the store likes.
	 */
	async open(blockBytes?: number): Promise<ByteStream | Buffer> {
		return this.binary.id
			? await this.helpers.getBinaryStream(this.binary.id, blockBytes)
			: Buffer.from(this.binary.data, 'base64');
	}

	/**
	 * The content to be sent, always as a stream: so it is seen how far it is. It is opened when
	 * somebody reads it.
	 *
	 * @param moved Called with every piece.
	 * @param sent Called after the last one.
	 */
	toSend(moved: () => void, sent: () => void): ByteStream {
		return streamOf(this.pieces(moved, sent));
	}

	private async *pieces(moved: () => void, sent: () => void): AsyncGenerator<Buffer> {
		const content = await this.open();
		const hashes = new Hashes(this.wantsSha256);
		yield* watched(
			Buffer.isBuffer(content) ? slices(content) : content,
			(piece) => {
				moved();
				hashes.update(piece);
			},
			() => {
				this.sent = hashes.digest();
				sent();
			},
		);
	}

	/** The length in bytes, if n8n's store knows it. */
	async length(): Promise<number | undefined> {
		const { id, data } = this.binary;
		if (!id) return Buffer.byteLength(data, 'base64');
		const { fileSize } = await this.helpers.getBinaryMetadata(id);
		return Number.isSafeInteger(fileSize) ? fileSize : undefined;
	}

	/** The fingerprint of what was sent, or of the content, which is read for it. */
	async fingerprint(): Promise<Fingerprint> {
		return this.sent ?? (await this.measure());
	}

	/** Reads the content once. */
	async measure(): Promise<Fingerprint> {
		const content = await this.open(BLOCK_BYTES);
		// There every block is read into memory of its own; other stores may still need what they gave.
		const isInFile = this.binary.id?.startsWith('filesystem') ?? false;
		const hashes = new Hashes(this.wantsSha256);
		for await (const piece of Buffer.isBuffer(content) ? [content] : content) {
			hashes.update(piece);
			if (isInFile) release(piece);
		}
		return hashes.digest();
	}
}

/** Takes a content's fingerprint, piece by piece. */
class Hashes {
	private readonly md5 = createHash('md5');
	private readonly sha256?: Hash;
	private bytes = 0;

	constructor(wantsSha256: boolean) {
		if (wantsSha256) this.sha256 = createHash('sha256');
	}

	update(piece: Buffer): void {
		this.md5.update(piece);
		this.sha256?.update(piece);
		this.bytes += piece.length;
	}

	digest(): Fingerprint {
		const sha256 = this.sha256?.digest('hex');
		const { bytes } = this;
		return { bytes, md5: this.md5.digest('hex'), ...(sha256 !== undefined && { sha256 }) };
	}
}

/** What lies in memory, piece by piece; they share its memory. */
function* slices(content: Buffer): Generator<Buffer> {
	for (let start = 0; start < content.length; start += SLICE_BYTES) {
		yield content.subarray(start, start + SLICE_BYTES);
	}
}

/**
 * Gives a block's memory back at once, where JavaScript can (from Node.js 21 on). Otherwise V8 looks
 * for free blocks by walking n8n's whole heap, again and again while a large file is read: slow, and
 * it lets a hundred MiB pile up in between.
 */
function release(block: Buffer): void {
	const memory: { byteLength: number; transfer?(bytes: number): unknown } = block.buffer;
	if (memory.byteLength === block.length) memory.transfer?.(0);
}
