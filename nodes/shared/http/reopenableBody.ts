import { createHash } from 'crypto';
import type { IBinaryData, IExecuteSingleFunctions } from 'n8n-workflow';

import type { ByteStream } from '../util/byteStream';
import { streamOf } from '../util/streamOf';

/**
 * Bytes to read at a time when nothing is sent. A body that is sent goes in the store's own smaller
 * pieces, so that an early refusal is read before the connection breaks under a large write.
 */
const BLOCK_BYTES = 512 * 1024;

/** The pieces in which a content in memory is sent. */
const SLICE_BYTES = 64 * 1024;

/**
 * A request body that can be read from its beginning as often as needed: a stream is used up by the
 * first try, and n8n does not send it a second time after it renewed a token.
 *
 * Nothing is read before `open`, and the file never stands in memory as a whole, unless n8n keeps
 * its binary data in memory anyway (its `default` binary data mode).
 */
export class ReopenableBody {
	constructor(
		private readonly helpers: IExecuteSingleFunctions['helpers'],
		private readonly binary: IBinaryData,
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
		for await (const piece of Buffer.isBuffer(content) ? slices(content) : content) {
			moved();
			yield piece;
		}
		sent();
	}

	/**
	 * Reads the content once: its length in bytes, and its MD5 in hexadecimal.
	 *
	 * @param wantsSha256 Whether the SHA-256 is wanted too.
	 */
	async measure(wantsSha256 = false): Promise<{ bytes: number; md5: string; sha256?: string }> {
		const content = await this.open(BLOCK_BYTES);
		// There every block is read into memory of its own; other stores may still need what they gave.
		const isInFile = this.binary.id?.startsWith('filesystem') ?? false;
		const hash = createHash('md5');
		const longHash = wantsSha256 ? createHash('sha256') : undefined;
		let bytes = 0;
		for await (const piece of Buffer.isBuffer(content) ? [content] : content) {
			hash.update(piece);
			longHash?.update(piece);
			bytes += piece.length;
			if (isInFile) release(piece);
		}
		const sha256 = longHash?.digest('hex');
		return { bytes, md5: hash.digest('hex'), ...(sha256 !== undefined && { sha256 }) };
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
